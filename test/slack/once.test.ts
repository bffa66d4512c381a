import { expect, test } from 'vitest';
import { createOnce } from '../../src/slack/once.ts';

test('a signature is let in once while it is remembered, another one always', () => {
  const once = createOnce(1000);
  expect([once.claim('a', 0), once.claim('a', 999), once.claim('b', 999)]).toEqual([true, false, true]);
});

test('a signature that was released, or is forgotten, may come again', () => {
  const once = createOnce(1000);
  once.claim('a', 0);
  once.release('a');
  expect(once.claim('a', 1)).toBe(true);
  expect([once.claim('b', 500), once.claim('a', 1001), once.claim('b', 1499)]).toEqual([true, true, false]);
});
