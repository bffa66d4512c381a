// Many mutated messages, each to one verdict; what goes wrong is kept with its number.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClassifyLine, classifyFiles } from '../../src/handlers/classify-files.ts';
import { authenticateByHeader } from '../../src/mail/authenticate.ts';
import { readMail } from '../../src/mail/read-mail.ts';
import { everyShop } from '../support/shops.ts';
import { wrongWith } from './check.ts';
import { mutate } from './mutate.ts';
import type { Seed } from './seeds.ts';

/** More is a hang for whoever waits. */
const longestMs = 2_000;

export type Slow = { index: number; ms: number; bytes: number; changes: string };
export type FuzzReport = {
  /** In words, with the seed and the number, and the file that has the message. */
  violations: string[];
  slowest: Slow[];
  kinds: Record<string, number>;
  /** The largest resident size of the process that was seen, in MiB. */
  peakMiB: number;
};

export async function fuzz(
  seeds: readonly Seed[],
  { seed, from, count }: { seed: number; from: number; count: number },
): Promise<FuzzReport> {
  const report: FuzzReport = { violations: [], slowest: [], kinds: {}, peakMiB: 0 };
  for (let index = from; index < from + count; index++) {
    const mutated = mutate(seeds, seed, index);
    const started = performance.now();
    const { lines, thrown } = await verdictOn(mutated.raw);
    const ms = Math.round(performance.now() - started);
    const changes = `${mutated.from}: ${mutated.changes.join(', ')}`;
    const slow = ms > longestMs ? `${ms} ms` : null;
    const wrong = thrown ?? slow ?? wrongWith(lines, mutated);
    if (wrong !== null) {
      report.violations.push(`--seed ${seed} --only ${index}: ${wrong} (${changes}) in ${kept(mutated.raw, index)}`);
    }
    const kind = lines[0]?.kind ?? 'none';
    report.kinds[kind] = (report.kinds[kind] ?? 0) + 1;
    report.slowest = [...report.slowest, { index, ms, bytes: mutated.raw.length, changes }]
      .toSorted((one, other) => other.ms - one.ms)
      .slice(0, 5);
    report.peakMiB = Math.max(report.peakMiB, Math.round(process.memoryUsage.rss() / 2 ** 20));
  }
  return report;
}

async function verdictOn(raw: Buffer): Promise<{ lines: ClassifyLine[]; thrown: string | null }> {
  const lines: ClassifyLine[] = [];
  const tools = {
    programme: everyShop,
    authservId: 'mx.example.net',
    readFile: async () => raw,
    readMail,
    authenticateByHeader,
  };
  try {
    for await (const line of classifyFiles(['message.eml'], tools)) lines.push(line);
    // The command catches whatever a reader throws; here it is to be seen.
    const read = await readMail(raw, everyShop.soq);
    const reason = lines[0]?.reason ?? '';
    return { lines, thrown: read.ok && lines[0]?.kind === 'unreadable' ? `it threw: ${reason}` : null };
  } catch (cause) {
    return { lines, thrown: `it threw: ${cause instanceof Error ? cause.stack : cause}` };
  }
}

function kept(raw: Buffer, index: number): string {
  const file = join(mkdtempSync(join(tmpdir(), 'torq-fuzz-')), `${index}.eml`);
  writeFileSync(file, raw);
  return file;
}
