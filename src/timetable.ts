// When things are done by themselves: cron expression and time zone -> handler, one line a job.
import cron from 'node-cron';
import { keepNoLonger } from './handlers/keep-no-longer.ts';
import { findMissedMessages } from './handlers/missed-messages.ts';
import { planAll } from './handlers/plan-all.ts';
import type { Shell } from './handlers/shell.ts';
import type { Vitals } from './vitals.ts';
import type { Worker } from './work.ts';

export type Timetable = { stop(): Promise<void> };

/**
 * A tick is a function of `now` and facts, so a job that is missed or doubled does no harm.
 * `fresh` is the shell with the programmes as they are now.
 */
export function startTimetable(
  shell: Shell,
  worker: Worker,
  {
    watchMailbox,
    fresh,
    vitals,
  }: {
    watchMailbox: () => Promise<number>;
    fresh: () => Promise<Shell>;
    vitals: Pick<Vitals, 'tick' | 'beat'>;
  },
): Timetable {
  const jobs = [
    // Every five minutes, so that no schedule falls into the hour that a DST night leaves out or repeats.
    ...shell.desks.map(({ programme: { name, timeZone } }) =>
      job('*/5 * * * *', timeZone, shell, async () => {
        await tick(await fresh(), name);
        vitals.tick();
        worker.kick();
      }),
    ),
    job('* * * * *', 'UTC', shell, async () => {
      if ((await watchMailbox()) > 0) worker.kick();
    }),
    job('2-59/5 * * * *', 'UTC', shell, async () => {
      if ((await findMissedMessages(shell)) > 0) worker.kick();
    }),
    // In the night of the Americas, when nobody reads and nothing is sent.
    job('41 10 * * *', 'UTC', shell, async () => {
      await keepNoLonger(await fresh());
    }),
    // Retries, mails whose time has come, leases that ran out.
    job('*/20 * * * * *', 'UTC', shell, async () => {
      worker.kick();
      vitals.beat();
    }),
  ];
  return {
    stop: async () => {
      for (const entry of jobs) await entry.destroy();
    },
  };
}

async function tick(shell: Shell, name: string): Promise<void> {
  for (const desk of shell.desks.filter(({ programme }) => programme.name === name)) {
    const { reminders, announcements } = await planAll(shell, desk);
    shell.log.info({ programme: name, planned: reminders, announced: announcements }, 'tick');
  }
}

function job(expression: string, timezone: string, { log }: Shell, work: () => Promise<void>) {
  return cron.schedule(
    expression,
    async () => {
      try {
        await work();
      } catch (error) {
        log.error({ err: error, expression }, 'a job of the timetable failed; its next turn tries again');
      }
    },
    { timezone, noOverlap: true },
  );
}
