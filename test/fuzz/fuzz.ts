// Mutants read in threads: none may crash or hang the reader, and each gets one verdict.
import { createThreads } from '../../src/mail/threads.ts';
import type { FuzzResult } from './fuzz-thread.ts';

export type FuzzReport = {
  read: number;
  kinds: Record<string, number>;
  /** The slowest, in milliseconds. */
  slowest: readonly FuzzResult[];
  /** One line each: what crashed, hung, took over two seconds, or got no proper verdict. */
  failures: readonly string[];
};

const tooSlowMs = 2000;

/** Reads the mutants `from` to `from + count - 1` of these seeds. */
export async function fuzz(options: {
  seeds: readonly Buffer[];
  seed: number;
  from?: number;
  count: number;
}): Promise<FuzzReport> {
  const { seeds, seed, from = 0, count } = options;
  const threads = createThreads<number, FuzzResult>({
    module: new URL('./fuzz-thread.ts', import.meta.url),
    data: { seeds, seed },
    taskMs: 20_000,
    heapMegabytes: 256,
  });
  const failures: string[] = [];
  const results = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      try {
        return await threads.run(from + at);
      } catch (error) {
        failures.push(`${from + at}: ${error instanceof Error ? error.message : error}`);
        return null;
      }
    }),
  );
  await threads.close();
  const read = results.filter((result) => result !== null);
  for (const { index, ms, wrong } of read) {
    if (wrong !== null) failures.push(`${index}: ${wrong}`);
    if (ms > tooSlowMs) failures.push(`${index}: took ${Math.round(ms)} ms`);
  }
  const kinds: Record<string, number> = {};
  for (const { kind } of read) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const slowest = read.toSorted((one, other) => other.ms - one.ms).slice(0, 5);
  return { read: read.length, kinds, slowest, failures };
}
