// What the match desk remembers, as values.
import { describe, expect, test } from 'vitest';
import type { AnswerInput } from '../../../src/core/answer.ts';
import { decideAnswer } from '../../../src/core/approval.ts';
import { mayRemember, type Stranger } from '../../../src/core/stranger.ts';
import { answerInput, pat } from '../../support/cases.ts';

const now = new Date('2023-05-12T19:00:00Z');
const stranger: Stranger = { address: 'pat@work.example', owner: null, assigned: pat };
const people = [{ name: 'Pat Doe', address: 'pat@example.org' }];
const onCard = (changes: Partial<AnswerInput>, answer: string | null) =>
  answerInput({
    prompt: { kind: 'mail-review', people, facts: [['Likely', 'Pat Doe']], answer },
    application: null,
    stranger,
    now,
    ...changes,
  });
const always = (changes: Partial<AnswerInput> = {}, answer: string | null = 'match-0') =>
  decideAnswer(onCard({ choice: 'always-theirs', ...changes }, answer));

describe('that an address is always theirs', () => {
  test('adds the address to whom staff named, with who said so', () => {
    expect(always()).toMatchObject({
      kind: 'remembered',
      personId: 'pat',
      facts: [
        { fact: 'address-added', personId: 'pat', address: 'pat@work.example', by: 'U01APPROVER', at: now },
      ],
    });
  });

  const machine = (address: string): Partial<AnswerInput> => ({ stranger: { ...stranger, address } });
  test.each<[string, Partial<AnswerInput>, string | null, RegExp]>([
    ['on an open card', {}, null, /^Nobody has said on this card whose the mail is\./],
    ['on a card that was put aside', {}, 'seen', /^Nobody has said/],
    ['for our own address', machine('tor@casqa.example'), 'match-0', /is our own address/],
    ['for a machine', machine('no-reply@shop.example'), 'match-0', /is a machine's address/],
    [
      'of oneself by Slack',
      { stranger: { ...stranger, assigned: { ...pat, slackUserId: 'U01APPROVER' } } },
      'match-0',
      /^This is about you/,
    ],
    ['of oneself by the new address', { byAddress: 'pat@work.example' }, 'match-0', /^This is about you/],
    ['of nobody known', { stranger: { ...stranger, assigned: null } }, 'match-0', /^torq no longer knows/],
    ['by who is not listed', { by: 'U99STRANGER' }, 'match-0', /^You are not on the list/],
  ])('is refused %s', (_, changes, answer, tell) => {
    expect(always(changes, answer)).toEqual({ kind: 'refuse', tell: expect.stringMatching(tell) });
  });

  test.each<[string, { kind: string; answer: string | null }, Stranger | null, boolean]>([
    ['a mail that staff gave to somebody', { kind: 'mail-review', answer: 'match-other' }, stranger, true],
    ['a payment', { kind: 'payment-review', answer: 'match-0' }, stranger, false],
    ['an open card', { kind: 'mail-review', answer: null }, stranger, false],
    [
      'an address that is somebody’s',
      { kind: 'mail-review', answer: 'match-0' },
      { ...stranger, owner: { name: 'Kim Poe', alias: null } },
      false,
    ],
  ])('can be said of %s or not', (_, prompt, about, may) => {
    expect(mayRemember(prompt, about)).toBe(may);
  });
});

test('none of these: the pair is remembered, and the card goes on without those it suggested', () => {
  expect(decideAnswer(onCard({ choice: 'none-of-these' }, null))).toMatchObject({
    kind: 'noted',
    as: 'done',
    facts: [
      {
        fact: 'not-the-same',
        promptId: 'prompt-1',
        address: 'pat@work.example',
        people,
        rows: [['It is not', 'Pat Doe']],
        by: 'U01APPROVER',
        at: now,
      },
    ],
  });
});
