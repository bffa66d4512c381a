import { expect } from 'vitest';

/** `expect.poll` with patience for a busy machine. */
export function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 10_000, interval: 20 });
}
