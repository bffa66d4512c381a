import { describe, expect, test } from 'vitest';
import { listDifference } from '../../../src/core/public-list/difference.ts';
import {
  type ListEntry,
  type ListedTrainer,
  listEntries,
  stillAllowed,
} from '../../../src/core/public-list/entries.ts';
import { areasOf, found, searchOf } from '../../../src/core/public-list/search.ts';
import { igpTor } from '../../support/programme.ts';

const confirmedAt = new Date('2027-06-20T12:00:00Z');
const person = {
  ...{ id: 'pat', name: 'Pat Doe', certificateName: null, organisation: null, listing: null },
  ...{ unlistedAt: null, mergedIntoId: null, erasedAt: null },
};
const term = (year: number, change: Partial<ListedTrainer['terms'][number]> = {}) => ({
  ...{
    startsOn: `${year}-07-01`,
    endsOn: `${year + 1}-06-30`,
    confirmedAt,
    lapsedAt: null,
    certificates: [],
  },
  ...change,
});
const trainer = (
  terms: ListedTrainer['terms'],
  change: Partial<ListedTrainer['person'] & ListedTrainer['credential']> = {},
): ListedTrainer => {
  const { endedOn = null, removedAt = null, ...of } = change;
  return { person: { ...person, ...of }, credential: { endedOn, removedAt }, terms };
};
const until = (terms: ListedTrainer['terms'], today: string) =>
  listEntries([trainer(terms)], igpTor, today).map(({ termEnds }) => termEnds);

describe('who stands on the list, and until when', () => {
  test.each([
    ['on the day before the first term', [term(2027)], '2027-06-30', []],
    ['on its first day', [term(2027)], '2027-07-01', ['2028-06-30']],
    ['on its last day', [term(2027)], '2028-06-30', ['2028-06-30']],
    ['while late renewal is open', [term(2027)], '2028-09-30', ['2028-06-30']],
    ['after it', [term(2027)], '2028-10-01', []],
    [
      'with the next term confirmed, already before it begins',
      [term(2027), term(2028)],
      '2028-06-01',
      ['2029-06-30'],
    ],
    ['with a gap before the next term', [term(2026), term(2028)], '2027-07-01', ['2027-06-30']],
    ['with a term that nobody confirmed', [term(2027, { confirmedAt: null })], '2027-08-01', []],
    ['with a term that lapsed', [term(2027, { lapsedAt: confirmedAt })], '2027-08-01', []],
  ] as const)('%s', (_, terms, today, expected) => {
    expect(until(terms, today)).toEqual(expected);
  });

  test.each([
    ['who was unlisted', { unlistedAt: confirmedAt }],
    ['who was erased', { erasedAt: confirmedAt }],
    ['who was merged into another', { mergedIntoId: 'other' }],
    ['whose qualification ended', { endedOn: '2027-07-15' }],
    ['who was removed', { removedAt: confirmedAt }],
  ] as const)('not %s', (_, change) => {
    expect(listEntries([trainer([term(2027)], change)], igpTor, '2027-08-01')).toEqual([]);
  });

  test('by name, as people sort names', () => {
    const people = ['Zoe', 'élan', 'Eva', 'adam'].map((name) => trainer([term(2027)], { id: name, name }));
    expect(listEntries(people, igpTor, '2027-08-01').map(({ name }) => name)).toEqual([
      'adam',
      'élan',
      'Eva',
      'Zoe',
    ]);
  });
});

const entry = (change: Partial<ListEntry> = {}): ListEntry => ({
  ...{
    personId: 'pat',
    name: 'Pat Doe',
    organisation: null,
    email: null,
    phone: null,
    website: null,
    area: null,
  },
  termEnds: '2028-06-30',
  ...change,
});

test('what was allowed is shown as text, and what is no text or no web address is not', () => {
  const listing = {
    email: ' pat@x.example\n',
    phone: 5,
    website: 'javascript:alert(1)',
    area: '',
    secret: 'no',
  };
  expect(listEntries([trainer([term(2027)], { listing })], igpTor, '2027-08-01')).toEqual([
    entry({ email: 'pat@x.example' }),
  ]);
  for (const odd of ['text', 7, [], null]) {
    const [only] = listEntries([trainer([term(2027)], { listing: odd })], igpTor, '2027-08-01');
    expect(only).toEqual(entry());
  }
});

test('what was taken back since is not shown, and nothing new is', () => {
  const published = [entry({ email: 'old@x.example', phone: '1' }), entry({ personId: 'gone' })];
  const now = { ...person, name: 'New Name', listing: { email: 'new@x.example', phone: '1', area: 'Bay' } };
  expect(stillAllowed(published, new Map([['pat', now]]))).toEqual([entry({ phone: '1' })]);
  expect(stillAllowed(published, new Map([['pat', { ...now, unlistedAt: confirmedAt }]]))).toEqual([]);
});

test('a difference names who comes, who goes and who changes, and order does not matter', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((personId) => entry({ personId }));
  expect(listDifference([a!, b!], [{ ...b!, area: 'Bay' }, c!])).toEqual({
    added: [c],
    removed: [a],
    changed: [{ before: b, after: { ...b, area: 'Bay' } }],
  });
  expect(listDifference([a!, b!], [b!, a!])).toEqual({ added: [], removed: [], changed: [] });
});

test('every word is looked for, whatever its accents', () => {
  const entries = [
    entry({ name: 'Zoë Núñez', organisation: 'Río', area: 'Los Angeles' }),
    entry({ personId: 'b', area: 'Bay Area' }),
  ];
  const names = (q: unknown, area: unknown = '') =>
    found(entries, searchOf({ q, area })).map(({ name }) => name);
  expect([names('NUNEZ rio'), names('nunez bay'), names(''), names(['x']), names('', 'Bay Area')]).toEqual([
    ['Zoë Núñez'],
    [],
    ['Zoë Núñez', 'Pat Doe'],
    ['Zoë Núñez', 'Pat Doe'],
    ['Pat Doe'],
  ]);
  expect(areasOf(entries)).toEqual(['Bay Area', 'Los Angeles']);
});
