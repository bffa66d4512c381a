import { expect, test } from 'vitest';
import { threadReferences } from '../../src/core/thread-references.ts';

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `<${from + at}@example.org>`);

test('a conversation that is not long stands there whole, in its order', () => {
  expect(threadReferences(ids(1, 20))).toEqual(ids(1, 20));
  expect(threadReferences([])).toEqual([]);
});

test('of a long one the first and the last ones stay', () => {
  expect(threadReferences(ids(1, 40))).toEqual(['<1@example.org>', ...ids(22, 40)]);
});

test('one that is there twice counts once, and one that fits into no line is left out', () => {
  const endless = `<${'x'.repeat(1000)}@example.org>`;
  expect(threadReferences([endless, ...ids(1, 2), '<1@example.org>'])).toEqual(ids(1, 2));
});
