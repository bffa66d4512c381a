import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NameFit, nameFit, nameWords } from '../../src/core/names.ts';

const fit = (one: string, other: string) => nameFit(nameWords(one), nameWords(other));

test.each<[string, string, NameFit | null]>([
  ['Pat Doe', 'Pat Doe', 'same'],
  ['Pat Doe', 'DOE, Pat', 'same'],
  ['Pat Doe', 'Dr. Pat Doe, PE', 'same'],
  ['Pat Doe', 'Pat Quincy Doe', 'same'],
  ['José Núñez', 'Jose Nunez', 'same'],
  ['D’Arcy Łuk', "D'Arcy Luk", 'same'],
  ['Jon Smith', 'John Smith', null],
  ['Jonas Smith', 'Jonsa Smith', 'close'],
  ['Katherine Johnson', 'Catherine Jonson', 'close'],
  ['P. Doe', 'Pat Doe', 'initials'],
  ['J S Bach', 'Johann Sebastian Bach', 'initials'],
  ['P. D.', 'Pat Doe', null],
  ['Pat', 'Pat Doe', null],
  ['Pat Doe', 'Pat Roe', null],
  ['Pat Doe', 'Robin Doe', null],
  ['Ann Ann', 'Ann Lee', null],
  ['', '', null],
])('"%s" and "%s": %s', (one, other, expected) => {
  expect(fit(one, other)).toBe(expected);
  expect(fit(other, one)).toBe(expected);
});

test('any two texts are compared in no time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), fc.string(), (one, other) => {
      expect([null, 'same', 'close', 'initials']).toContain(fit(one, other));
    }),
  );
  const long = 'a'.repeat(100_000);
  expect(fit(`${long} ${long}`, `${long} b`)).toBe(null);
});
