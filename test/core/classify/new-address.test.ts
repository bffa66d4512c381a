import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newAddressesIn, newAddressOf } from '../../../src/core/classify/new-address.ts';

const pat = 'pat@new.example.org';

describe('a line names a new address', () => {
  test.each([
    `NEW ADDRESS ${pat}`,
    `new address: <${pat}>`,
    `New-Address PAT@new.example.org.`,
    `NEW EMAIL ADDRESS ${pat}`,
    `NEW ADDRESS ${pat}<mailto:${pat}>`,
    `NEW ADDRESS ${pat} <mailto:${pat}>`,
    `*NEW ADDRESS* *${pat}*`,
    `NEW ADDRESS "${pat}"`,
  ])('%s', (line) => {
    expect(newAddressesIn(line)).toEqual([pat]);
  });

  test.each([
    ['none', 'NEW ADDRESS', []],
    ['something that is none', 'NEW ADDRESS <>', []],
    ['no top-level domain', 'NEW ADDRESS pat@127.0.0.1', []],
    ['two', `NEW ADDRESS ${pat}, pat@other.example.org`, [pat, 'pat@other.example.org']],
    ['words beside it', `NEW ADDRESS ${pat} please`, null],
    ['a sentence', `My new address is ${pat}`, null],
    ['another word', `NEW ADDRESSES ${pat}`, null],
  ])('or not: %s', (_name, line, expected) => {
    expect(newAddressesIn(line)).toEqual(expected);
  });
});

test.each([
  ['the subject', `NEW ADDRESS ${pat}`, 'Thanks', pat],
  ['the first line', 'Hello', `\nNEW ADDRESS ${pat}\nPat Doe`, pat],
  ['the line below the bare words is not read', 'NEW ADDRESS', pat, null],
  ['both, the same', `NEW ADDRESS ${pat}`, `NEW ADDRESS ${pat}`, pat],
  ['both, different', `NEW ADDRESS ${pat}`, 'NEW ADDRESS other@example.org', null],
])('from %s', (_name, subject, text, expected) => {
  expect(newAddressOf(subject, text)).toBe(expected);
});

test('no line is too strange or too long', () => {
  const piece = fc.constantFrom('new address ', '@', '.', 'a', '-', '<', 'mailto:', 'x@y.zz', ' ', '*', 'é');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      for (const found of newAddressesIn(`NEW ADDRESS ${pieces.join('')}`) ?? [])
        expect(found).toMatch(/^[^@\s<>]{1,64}@[a-z0-9.-]{3,255}$/);
    }),
  );
  const started = performance.now();
  for (const piece of ['a', 'a@', 'a.', 'a@a.', '@', 'new address ', 'mailto:', '-.', '*'])
    newAddressesIn(`NEW ADDRESS ${piece.repeat(200_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
