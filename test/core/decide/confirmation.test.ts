import { describe, expect, test } from 'vitest';
import type { CommandInput } from '../../../src/core/decide/command-input.ts';
import { type AskedItem, confirmedBy, decideConfirmation } from '../../../src/core/decide/confirmation.ts';
import { application } from '../../support/cases.ts';
import { commandInput, inHand } from '../../support/command-input.ts';

const withdrawal = { kind: 'withdraw-confirm' } as const;
const change = { kind: 'address-confirm', address: 'pat@new.example.org' } as const;

test.each([
  ['WITHDRAW', withdrawal, 'withdraw'],
  ['\n  *Withdraw*.\n\nPat', withdrawal, 'withdraw'],
  ['Yes', withdrawal, null],
  ['I withdraw', withdrawal, null],
  ['yes!', change, 'new-address'],
  ['"YES"', change, 'new-address'],
  ['Yes, please', change, null],
  ['No', change, null],
  ['', change, null],
  ['WITHDRAW', change, null],
  ['YES', { kind: 'always' } as const, null],
] as const)('%j confirms of %o: %s', (text, condition, expected) => {
  expect(confirmedBy(text, condition)).toBe(expected);
});

const asked = (changes: Partial<AskedItem> = {}): AskedItem => ({
  id: 'item-1',
  condition: withdrawal,
  personId: 'pat',
  createdAt: new Date('2023-05-12T18:00:00Z'),
  ...changes,
});

function decided(command: Partial<CommandInput>, item: Partial<AskedItem> = {}) {
  const decision = decideConfirmation(commandInput({ command: 'withdraw', ...command }), asked(item));
  const drafts = decision.kind === 'ignore' ? [] : decision.drafts;
  return { kind: decision.kind, facts: decision.facts, keys: drafts.map(({ key }) => key) };
}

const card = { kind: 'review', facts: [], keys: ['card/mail-review/mail-3'] };
const now = new Date('2023-05-12T19:00:00Z');

describe('a confirmation', () => {
  test('withdraws', () => {
    expect(decided({})).toEqual({
      kind: 'apply',
      facts: [{ fact: 'application-withdrawn', applicationId: 'application-1', at: now }],
      keys: ['withdrawn/application-1', 'card/withdrawn/application-1'],
    });
  });

  test('changes the address to the one that was stored, whatever the answer says', () => {
    const answer = { command: 'new-address', subjectLine: 'NEW ADDRESS m@elsewhere.example' } as const;
    expect(decided(answer, { condition: change })).toEqual({
      kind: 'apply',
      facts: [
        { fact: 'address-changed', personId: 'pat', address: 'pat@new.example.org', at: now },
        { fact: 'submissions-reconsidered', address: 'pat@new.example.org' },
      ],
      keys: [
        'command-done/address/item-1/new',
        'command-done/address/item-1/old',
        'card/address-changed/item-1',
      ],
    });
  });

  test('of what has been done changes nothing', () => {
    const withdrawn = application({ application: { withdrawnAt: now } });
    expect(decided({ cases: [inHand({ subject: withdrawn })] })).toMatchObject({ kind: 'ignore' });
    expect(decided({ command: 'new-address', done: true }, { condition: change })).toMatchObject({
      kind: 'ignore',
    });
  });

  test.each<[string, Partial<CommandInput>, Partial<AskedItem>]>([
    ['of a question to somebody else', {}, { personId: 'robin' }],
    ['of a question to nobody', {}, { personId: null }],
    ['from a stranger', { sender: 'm@elsewhere.example' }, {}],
    ['from nobody in particular', { sender: null }, {}],
    ['that is not authenticated', { authenticated: { yes: false, reason: 'none' } }, {}],
    ['that fits two people', { ambiguous: true }, {}],
    ['when the decision has been told', { cases: [inHand({ toldAt: now })] }, {}],
    ['of an address that has bounced', { person: bouncedAt('pat@new.example.org') }, { condition: change }],
  ])('%s is for staff', (_name, command, item) => {
    expect(decided(command, item)).toEqual(card);
  });
});

function bouncedAt(address: string): CommandInput['person'] {
  const addresses = [
    { address: 'pat@example.org', bouncedAt: null },
    { address, bouncedAt: now },
  ];
  return { id: 'pat', name: 'Pat Doe', slackUserId: null, addresses };
}
