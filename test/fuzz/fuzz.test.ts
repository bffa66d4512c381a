// A short run of `npm run fuzz`, always the same one.
import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { ownSeeds } from './seeds.ts';

test('mutated mails get one verdict each, and none crashes or holds up the reader', async () => {
  const { read, failures } = await fuzz({ seeds: await ownSeeds(), seed: 1, count: 400 });
  expect({ read, failures }).toEqual({ read: 400, failures: [] });
}, 120_000);
