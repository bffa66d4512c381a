// npm run chaos -- [--rounds N] [--seed N] [--database sqlite|postgresql] [--log FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    database: { type: 'string', default: 'sqlite' },
    // Where to put the service's own log.
    log: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const { database } = values;
if (!(rounds > 0) || !Number.isInteger(seed) || (database !== 'sqlite' && database !== 'postgresql')) {
  console.error(
    'usage: npm run chaos -- [--rounds N] [--seed N] [--database sqlite|postgresql] [--log FILE]',
  );
  process.exit(2);
}
// Servers and folders go with this process, if it ends in order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
console.log(`${rounds} rounds on ${database}, --seed ${seed}`);
const { violations, summary, log } = await runChaos({ rounds, seed, database, say: console.log });
if (values.log !== undefined) writeFileSync(values.log, log);
for (const line of violations) console.error(line);
for (const line of summary) console.log(line);
process.exitCode = violations.length === 0 ? 0 : 1;
