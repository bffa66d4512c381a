// Actions about a person as values: who may, what is possible now, and what each one writes.
import { describe, expect, test } from 'vitest';
import { decidePersonAction } from '../../../src/core/decide/person-action.ts';
import type { PersonActionInput } from '../../../src/core/decide/person-effect.ts';
import type { PersonInHand } from '../../../src/core/person-offers.ts';
import { application, pat, payment, programmeWith, term } from '../../support/cases.ts';

const now = new Date('2023-05-12T19:00:00Z');
const approver = 'U01APPROVER';
const unpaid = application({ payments: [payment({ state: 'refunded' })] });

const inHand = (changes: Partial<PersonInHand> = {}): PersonInHand => ({
  id: pat.id,
  name: pat.name,
  version: 4,
  slackUserId: null,
  addresses: [{ address: 'pat@example.org', isAlias: false }],
  held: null,
  cases: [unpaid, term()],
  ...changes,
});
const wish = (changes: Partial<PersonActionInput> = {}): PersonActionInput => ({
  person: inHand(),
  action: 'note',
  subject: null,
  words: 'Will call.',
  receivedAt: null,
  seenVersion: 4,
  by: approver,
  byAddress: 'avery@casqa.example',
  addressOwner: null,
  lastMail: null,
  ids: { submission: 's', prompt: 'p', once: 'pat/4' },
  programme: programmeWith({}),
  now,
  ...changes,
});
const waived = application({
  payments: [payment({ state: 'refunded' })],
  application: { feeWaived: { at: now, by: approver, reason: 'Scholarship.' } },
});

describe('is refused', () => {
  test.each<[string, Partial<PersonActionInput>, RegExp]>([
    ['to who is on no list', { by: 'U99STRANGER' }, /^You are not on a list of approvers/],
    [
      'to the person, by their Slack id',
      { person: inHand({ slackUserId: approver }) },
      /^This is about you, so somebody else has to do it\./,
    ],
    ['to the person, by their address', { byAddress: 'pat@example.org' }, /^This is about you/],
    [
      'to the person, by an address that staff added',
      {
        byAddress: 'pat@work.example',
        person: inHand({ addresses: [{ address: 'pat@work.example', isAlias: true }] }),
      },
      /^This is about you/,
    ],
    ['on what has changed since', { seenVersion: 3 }, /^Somebody did something about Pat Doe/],
    [
      'about a case that is not theirs',
      { action: 'withdraw', subject: application({ application: { id: 'x' } }) },
      /^That is no longer possible/,
    ],
    ['without a reason', { action: 'waive-soq-fee', subject: unpaid, words: null }, /^That needs a reason/],
    [
      'for our own address',
      { action: 'add-address', words: 'tor@casqa.example' },
      /is our own address, so it can be nobody’s/,
    ],
    [
      'for an address that staff did not add',
      {
        action: 'remove-address',
        words: 'pat@example.org',
        person: inHand({
          addresses: [
            { address: 'pat@example.org', isAlias: false },
            { address: 'p@x.example', isAlias: true },
          ],
        }),
      },
      /was not added by staff, so it stays/,
    ],
  ])('%s', (_, changes, tell) => {
    const decision = decidePersonAction(wish(changes));
    expect(decision).toEqual({ kind: 'refuse', tell: expect.stringMatching(tell) });
    expect(decision.tell).toMatch(/[Nn]othing was changed\./);
  });

  test('of everybody by an empty list of approvers', () => {
    const programme = programmeWith({ slack: { channel: 'C012TORBOT', approvers: [] } });
    expect(decidePersonAction(wish({ programme })).kind).toBe('refuse');
  });
});

describe('writes, expecting what the actor saw,', () => {
  test.each<[string, Partial<PersonActionInput>, object[]]>([
    ['nothing but the history for a note', {}, []],
    [
      'who holds mail since when and why',
      { action: 'hold-mail', words: 'On leave.' },
      [{ fact: 'person-held', personId: 'pat', by: approver, at: now, reason: 'On leave.' }],
    ],
    [
      'a waived SOQ fee, also on the open card',
      { action: 'waive-soq-fee', subject: unpaid, words: 'Scholarship.' },
      [
        {
          fact: 'soq-fee-waived',
          applicationId: 'application-1',
          by: approver,
          at: now,
          reason: 'Scholarship.',
        },
        { fact: 'approval-fee', applicationId: 'application-1', words: 'waived: Scholarship.' },
      ],
    ],
    [
      'that it is due after all',
      {
        action: 'unwaive-soq-fee',
        subject: waived,
        words: 'A mistake.',
        person: inHand({ cases: [waived] }),
      },
      [
        {
          fact: 'soq-fee-waived',
          applicationId: 'application-1',
          by: approver,
          at: null,
          reason: 'A mistake.',
        },
        { fact: 'approval-fee', applicationId: 'application-1', words: 'NOT PAID' },
      ],
    ],
    [
      'a tick with how it was met',
      { action: 'tick-meeting-viewed', subject: term(), words: null },
      [{ fact: 'item-ticked', termId: 'term-1', item: 'meeting', how: 'viewed', by: approver, at: now }],
    ],
  ])('%s', (_, changes, facts) => {
    const decision = decidePersonAction(wish(changes));
    if (decision.kind === 'refuse') throw new Error(decision.tell);
    expect(decision.facts).toEqual(facts);
    expect(decision.expects[0]).toEqual({ row: 'person', id: 'pat', version: 4 });
    expect(decision.expects).toHaveLength(changes.subject === undefined ? 1 : 2);
  });
});
