import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { ownSeeds } from './seeds.ts';

test('no damaged mail stops the reader, and none that nobody vouches for is a payment', async () => {
  const report = await fuzz(await ownSeeds(), { seed: 1, from: 0, count: 400 });
  expect(report.violations).toEqual([]);
}, 120_000);

test('the same seed makes the same messages', async () => {
  const seeds = await ownSeeds();
  const { kinds } = await fuzz(seeds, { seed: 2, from: 10, count: 5 });
  expect((await fuzz(seeds, { seed: 2, from: 10, count: 5 })).kinds).toEqual(kinds);
});
