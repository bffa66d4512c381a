import { expect, test } from 'vitest';
import { type Match, type MatchEvidence, match } from '../../src/core/match.ts';

const a = { kind: 'application', id: 'a' } as const;
const b = { kind: 'application', id: 'b' } as const;
const old = { kind: 'application', id: 'a-last-year' } as const;
const renewal = { kind: 'term', id: 'a' } as const;
const nothing: MatchEvidence = { byAddress: [], byMessageId: [], bySender: [], ofSender: [] };
const unknownAddress = 'it came from an address that we do not know for this person';

test.each<[string, Partial<MatchEvidence>, Match]>([
  ['nothing', {}, { kind: 'none', reason: 'nothing names a person we know' }],
  [
    'a signed address and its own sender',
    { byAddress: [a], bySender: [a], ofSender: [a] },
    { kind: 'matched', about: a, how: 'by its signed address', flag: null },
  ],
  [
    'a signed address from a new address',
    { byAddress: [a] },
    { kind: 'matched', about: a, how: 'by its signed address', flag: unknownAddress },
  ],
  [
    'the conversation, from a new address',
    { byMessageId: [a, a] },
    { kind: 'matched', about: a, how: 'by the conversation it answers', flag: unknownAddress },
  ],
  [
    'a known sender alone',
    { bySender: [a], ofSender: [old, a] },
    { kind: 'matched', about: a, how: 'by the sender’s known address', flag: null },
  ],
  [
    'the signed address before the conversation',
    { byAddress: [a], byMessageId: [old], bySender: [a], ofSender: [a, old] },
    { kind: 'matched', about: a, how: 'by its signed address', flag: null },
  ],
  [
    'an answer to last year’s mail: that is the same person’s',
    { byMessageId: [old], bySender: [a], ofSender: [old, a] },
    { kind: 'matched', about: old, how: 'by the conversation it answers', flag: null },
  ],
  [
    'an answer to the renewal while an application is under way',
    { byAddress: [renewal], bySender: [a], ofSender: [a, renewal] },
    { kind: 'matched', about: renewal, how: 'by its signed address', flag: null },
  ],
  [
    'two signed addresses',
    { byAddress: [a, b] },
    { kind: 'ambiguous', reason: '2 cases fit by its signed address' },
  ],
  [
    'the same id of two kinds',
    { byAddress: [a, renewal] },
    { kind: 'ambiguous', reason: '2 cases fit by its signed address' },
  ],
  [
    'one person’s address, written to by another whom we know',
    { byAddress: [a], bySender: [b], ofSender: [b] },
    { kind: 'ambiguous', reason: "by its signed address it is one person's, by its sender another's" },
  ],
  [
    'one person’s conversation, answered by another whom we know',
    { byMessageId: [a], bySender: [b], ofSender: [b] },
    {
      kind: 'ambiguous',
      reason: "by the conversation it answers it is one person's, by its sender another's",
    },
  ],
])('matching %s', (_name, evidence, expected) => {
  expect(match({ ...nothing, ...evidence })).toEqual(expected);
});
