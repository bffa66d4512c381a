import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComparedPerson, pairKey, suggestDuplicates } from '../../src/core/duplicates.ts';

const person = (id: string, name: string, more: Partial<ComparedPerson> = {}): ComparedPerson => ({
  id,
  name,
  organisation: null,
  addresses: [`${id}@${id}.example`],
  payers: [],
  ...more,
});
const suggested = (people: ComparedPerson[], notSame: string[] = []) =>
  suggestDuplicates(people, new Set(notSame)).map(({ one, other, reasons }) => [one, other, ...reasons]);

const pat = person('a', 'Pat Doe', { organisation: 'Storm & Water, Inc.' });

describe('are suggested as perhaps one person, with the reasons:', () => {
  test.each<[string, ComparedPerson, ComparedPerson, string[]]>([
    [
      'the same name and organisation, however they are written',
      pat,
      person('b', 'DOE, Pát', { organisation: 'storm and water' }),
      ['the same name', 'the same organisation (Storm & Water, Inc.)'],
    ],
    ['the same name alone, as nothing but that', pat, person('b', 'Pat Doe'), ['the same name']],
    [
      'a slip in the name and the same organisation',
      person('a', 'Patricia Mendelson', { organisation: 'Acme' }),
      person('b', 'Patricia Mendelsson', { organisation: 'ACME LLC' }),
      ['nearly the same name', 'the same organisation (Acme)'],
    ],
    [
      'initials and the same organisation',
      person('a', 'P. Doe', { organisation: 'Acme' }),
      person('b', 'Pat Doe', { organisation: 'Acme' }),
      ['the same name but for initials', 'the same organisation (Acme)'],
    ],
    [
      'an address of one from which the other was paid for, and a name in common',
      person('a', 'Pat Doe', { addresses: ['pat@home.example'] }),
      person('b', 'Pat Smith', { payers: ['pat@home.example'] }),
      ['a name in common (pat)', "pat@home.example is one's address and paid for the other"],
    ],
    [
      'paid for from the same address, with nearly the same name',
      person('a', 'Patricia Mendelson', { payers: ['office@acme.example'] }),
      person('b', 'Patricia Mendelsson', { payers: ['office@acme.example'] }),
      ['nearly the same name', 'both were paid for from office@acme.example'],
    ],
    [
      'addresses that lead to one mailbox, whatever the names',
      person('a', 'Pat Doe', { addresses: ['p.atdoe+tor@gmail.com'] }),
      person('b', 'Sam Roe', { addresses: ['patdoe@googlemail.com'] }),
      ['addresses of one mailbox (patdoe@gmail.com)'],
    ],
    [
      'the same name before the @ and a name in common',
      person('a', 'Pat Doe', { addresses: ['pat.doe@acme.example'] }),
      person('b', 'Patricia Doe', { addresses: ['pat.doe@gmail.com'] }),
      ['a name in common (doe)', 'the same name before the @ (pat.doe)'],
    ],
  ])('%s', (_, one, other, reasons) => {
    expect(suggested([other, one])).toEqual([['a', 'b', ...reasons]]);
  });
});

describe('are not suggested:', () => {
  test.each<[string, ComparedPerson, ComparedPerson]>([
    ['a slip in the name alone', person('a', 'Pat Doe'), person('b', 'Pat Dow')],
    ['initials alone', person('a', 'P Doe'), person('b', 'Pat Doe')],
    ['a first name alone', person('a', 'Pat Doe'), person('b', 'Pat Roe')],
    [
      'colleagues, one of whom paid for the other',
      person('a', 'Pat Doe', { organisation: 'Acme', addresses: ['pat@acme.example'] }),
      person('b', 'Sam Roe', { organisation: 'Acme', payers: ['pat@acme.example'] }),
    ],
    [
      'two at the same office address of different providers',
      person('a', 'Pat Doe', { addresses: ['office@acme.example'] }),
      person('b', 'Sam Doe', { addresses: ['office@other.example'] }),
    ],
    ['people without a name', person('a', ''), person('b', '🙂')],
  ])('%s', (_, one, other) => {
    expect(suggested([one, other])).toEqual([]);
  });

  test('two of whom staff said that they are not the same, in whatever order', () => {
    const two = [person('b', 'Pat Doe'), person('a', 'Pat Doe')];
    expect(suggested(two, [pairKey('b', 'a')])).toEqual([]);
    expect(suggested(two, [pairKey('a', 'c')])).toHaveLength(1);
  });
});

test('the likeliest pair comes first, and the order of people does not matter', () => {
  const people = [
    person('a', 'Pat Doe', { organisation: 'Acme' }),
    person('b', 'Pat Doe'),
    person('c', 'Pat Doe', { organisation: 'Acme' }),
  ];
  const pairs = [
    ['a', 'c'],
    ['a', 'b'],
    ['b', 'c'],
  ];
  for (const order of [people, people.toReversed()])
    expect(suggested(order).map(([one, other]) => [one, other])).toEqual(pairs);
});

test('nobody is suggested with themselves, nor a pair twice', () => {
  const word = fc.constantFrom('Pat', 'Doe', 'Dow', 'P', '', 'שרה', '👩‍👩‍👧', 'x'.repeat(500));
  const someone = fc.record({
    name: fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
    organisation: fc.option(fc.constantFrom('Acme', 'Acme, Inc.', '')),
    addresses: fc.array(fc.constantFrom('pat@a.example', 'p.doe@gmail.com', 'pdoe+x@gmail.com'), {
      maxLength: 2,
    }),
    payers: fc.array(fc.constantFrom('pat@a.example', 'pay@b.example'), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 12 }), (people) => {
      const found = suggestDuplicates(
        people.map((one, at) => ({ id: `p${at}`, ...one })),
        new Set(),
      );
      expect(found.every(({ one, other }) => one < other)).toBe(true);
      expect(new Set(found.map(({ one, other }) => pairKey(one, other))).size).toBe(found.length);
    }),
  );
});

test('five thousand people are compared in well under a second, also when they all have one name', () => {
  const names = ['Pat', 'Sam', 'Robin', 'Kim', 'Lee', 'Ana', 'Max', 'Jo'];
  const various = Array.from({ length: 5000 }, (_, i) =>
    person(`p${i}`, `${names[i % 8]} Number${String.fromCharCode(97 + (i % 26))}${i}`),
  );
  const alike = Array.from({ length: 5000 }, (_, i) => person(`p${i}`, 'Pat Doe'));
  for (const people of [various, alike]) {
    const from = performance.now();
    suggestDuplicates(people, new Set());
    expect(performance.now() - from).toBeLessThan(3000);
  }
});
