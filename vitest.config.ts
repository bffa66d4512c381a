import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Patience for a busy machine: what is polled for comes in a moment, or never.
    expect: { poll: { timeout: 10_000, interval: 20 } },
    reporters: ['default'],
  },
});
