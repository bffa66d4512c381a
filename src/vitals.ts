import type { Log } from './log.ts';

/** What this process has done since its start, for health and metrics. */
export type Vitals = {
  startedAt: Date;
  /** The log, whose errors are counted. */
  log: Log;
  /** A tick of the clock was done. */
  tick(): void;
  /** The timetable runs. */
  beat(): void;
  beatAt(): Date | null;
  counts(): { ticks: number; errors: number };
};

export function createVitals(log: Log, clock: () => Date): Vitals {
  let [ticks, errors] = [0, 0];
  let beatAt: Date | null = null;
  return {
    startedAt: clock(),
    log: {
      debug: (fields, message) => log.debug(fields, message),
      info: (fields, message) => log.info(fields, message),
      warn: (fields, message) => log.warn(fields, message),
      error: (fields, message) => {
        errors += 1;
        log.error(fields, message);
      },
    },
    tick: () => {
      ticks += 1;
    },
    beat: () => {
      beatAt = clock();
    },
    beatAt: () => beatAt,
    counts: () => ({ ticks, errors }),
  };
}
