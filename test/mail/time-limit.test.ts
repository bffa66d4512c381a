import { expect, test } from 'vitest';
import { withTimeLimit } from '../../src/mail/time-limit.ts';

test('work in time gives its result', async () => {
  expect(await withTimeLimit(Promise.resolve('pages'), 1_000, 'too long')).toBe('pages');
});

test('work that never ends gives the other value', async () => {
  expect(await withTimeLimit(new Promise<string>(() => {}), 5, 'too long')).toBe('too long');
});

test('an error of the work stays an error', async () => {
  await expect(withTimeLimit(Promise.reject(new Error('locked')), 1_000, 'too long')).rejects.toThrow(
    'locked',
  );
});
