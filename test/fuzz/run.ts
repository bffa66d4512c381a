// npm run fuzz -- [--count 20000] [--seed N] [--only INDEX] [--from FOLDER]
// Mutated mails through the reader. Exit status 1 when one of them crashed it, held it up, or got no proper verdict.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';
import { mutantOf } from './mutant.ts';
import { ownSeeds, seedsFrom } from './seeds.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string' },
    from: { type: 'string' },
  },
});
const seeds = values.from === undefined ? await ownSeeds() : seedsFrom(values.from);
const seed = Number(values.seed);
const from = values.only === undefined ? 0 : Number(values.only);
const count = values.only === undefined ? Number(values.count) : 1;
console.log(`${count} mutants of ${seeds.length} mails, seed ${seed}`);
const began = performance.now();
const { read, kinds, slowest, failures } = await fuzz({ seeds, seed, from, count });
console.log(`${read} of ${count} got a verdict in ${Math.round((performance.now() - began) / 1000)} s`);
console.log(
  Object.entries(kinds)
    .map(([kind, number]) => `${kind} ${number}`)
    .join(', '),
);
console.log(`slowest: ${slowest.map(({ index, ms }) => `${index} ${Math.round(ms)} ms`).join(', ')}`);
for (const failure of failures.slice(0, 20)) console.log(`FAILED ${failure}`);
const [first] = failures;
if (first !== undefined) {
  const path = join(tmpdir(), `torq-fuzz-${seed}-${Number.parseInt(first, 10)}.eml`);
  writeFileSync(path, mutantOf(Number.parseInt(first, 10), { seeds, seed }));
  console.log(`${failures.length} failed; the first one is in ${path}`);
  process.exitCode = 1;
}
