import { describe, expect, test } from 'vitest';
import { audienceOf, type KnownOfListed, type Listed } from '../../src/core/announcement-audience.ts';

const nothing: KnownOfListed = {
  people: new Map(),
  optedOut: new Set(),
  bounced: new Set(),
  applied: new Set(),
  told: new Set(),
};
const on = (audience: string, address: string, name = ''): Listed => ({ audience, address, name });
const pat = { id: 'pat', name: 'Pat Doe', addresses: ['pat@example.org', 'pat@work.example'] };
const knowsPat: KnownOfListed = {
  ...nothing,
  people: new Map(pat.addresses.map((address) => [address, pat])),
};
const both = ['members', 'qisps'];
const counts = { people: 1, told: 0, optedOut: 0, bounced: 0, applied: 0 };

test('whoever is on several lists is one recipient, told why by the first of them', () => {
  const listed = [on('qisps', 'robin@example.org', 'Robin Roe'), on('members', 'robin@example.org')];
  expect(audienceOf(both, listed, nothing)).toEqual({
    ...counts,
    recipients: [{ address: 'robin@example.org', name: 'Robin Roe', personId: null, audience: 'members' }],
    lists: [
      { audience: 'members', entries: 1 },
      { audience: 'qisps', entries: 1 },
    ],
  });
});

test('a person with two addresses on lists is one recipient, where their other mail goes', () => {
  const listed = [on('members', 'pat@work.example', 'P. Doe'), on('qisps', 'pat@example.org')];
  expect(audienceOf(both, listed, knowsPat).recipients).toEqual([
    { address: 'pat@example.org', name: 'Pat Doe', personId: 'pat', audience: 'members' },
  ]);
});

test('lists that the cycle does not name do not count, and recipients are in the order of their addresses', () => {
  const listed = [
    on('members', 'b@example.org'),
    on('others', 'c@example.org'),
    on('members', 'a@example.org'),
  ];
  const { recipients, people } = audienceOf(['members'], listed, nothing);
  expect([recipients.map(({ address }) => address), people]).toEqual([['a@example.org', 'b@example.org'], 2]);
});

describe('is told nothing', () => {
  const listed = [on('members', 'pat@work.example')];
  test.each<[string, Partial<KnownOfListed>, Partial<typeof counts>]>([
    ['who was told at another address', { told: new Set(['pat@example.org']) }, { told: 1 }],
    ['who asked for none at another address', { optedOut: new Set(['pat@example.org']) }, { optedOut: 1 }],
    ['who has applied', { applied: new Set(['pat']) }, { applied: 1 }],
    ['whose listed address takes no mail', { bounced: new Set(['pat@work.example']) }, { bounced: 1 }],
  ])('%s', (_who, known, expected) => {
    expect(audienceOf(both, listed, { ...knowsPat, ...known })).toMatchObject({
      recipients: [],
      ...counts,
      ...expected,
    });
  });
});

test('who has one address that takes mail is written to there', () => {
  const listed = pat.addresses.map((address) => on('members', address));
  const known = { ...knowsPat, bounced: new Set(['pat@example.org']) };
  expect(audienceOf(both, listed, known).recipients.map(({ address }) => address)).toEqual([
    'pat@work.example',
  ]);
});
