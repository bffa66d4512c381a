// How long a tick takes, and how much memory, with 1,000, 10,000 and 100,000 people.
// node test/bench/tick.ts
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('./tick-child.ts', import.meta.url));
const runs = [
  [1_000, 'idle'],
  [10_000, 'idle'],
  [100_000, 'idle'],
  [1_000, 'due'],
  [10_000, 'due'],
] as const;

type Run = { planned: number; seconds: number; second: number; megabytes: number };

for (const [count, kind] of runs) {
  const flags = ['--max-semi-space-size=2', '--optimize-for-size'];
  const said = execFileSync(process.execPath, [...flags, child, String(count), kind], { encoding: 'utf8' });
  const { planned, seconds, second, megabytes } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Run;
  const what = kind === 'idle' ? 'nothing due' : 'all due';
  console.log(
    `${String(count).padStart(7)} people, ${what.padEnd(11)}: ${String(planned).padStart(6)} planned in ${seconds.toFixed(2)} s (${((seconds / count) * 1000).toFixed(3)} ms each), the next tick ${second.toFixed(2)} s, at most ${megabytes.toFixed(0)} MB with filling the database`,
  );
}
