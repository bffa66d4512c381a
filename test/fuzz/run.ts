// npm run fuzz -- [--count N] [--seed N] [--only INDEX] [--from DIR]
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { ownSeeds, seedsFrom } from './seeds.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    // One message again, by its number in a run of the same seed.
    only: { type: 'string' },
    // Raw mails to begin with, in place of our own fixtures.
    from: { type: 'string' },
  },
});
const count = values.only === undefined ? Number(values.count) : 1;
const seed = Number(values.seed);
const from = Number(values.only ?? 0);
if (!(count > 0) || !Number.isInteger(seed) || !(from >= 0)) {
  console.error('usage: npm run fuzz -- [--count N] [--seed N] [--only INDEX] [--from DIR]');
  process.exit(2);
}
const seeds = values.from === undefined ? await ownSeeds() : seedsFrom(values.from);
console.log(`${count} messages from ${seeds.length} mails, --seed ${seed}`);
const { violations, slowest, kinds, peakMiB } = await fuzz(seeds, { seed, from, count });
for (const line of violations) console.error(line);
console.log(JSON.stringify(kinds));
for (const { index, ms, bytes, changes } of slowest) console.log(`${ms} ms: --only ${index}, ${bytes} bytes, ${changes}`);
console.log(`at most ${peakMiB} MiB; ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
