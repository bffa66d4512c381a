// The clock of a simulated year: it does not run, it goes from one moment at which something can happen to the next.
import { addDays, instantAt } from '../core/calendar.ts';
import { timesOfDay } from './times-of-day.ts';
import type { Town } from './town.ts';

export type SimulatedClock = {
  /** A deed on the agenda, a mail whose time has come, or a tick; never before the present. */
  next(): Promise<Date>;
  /** Whether the moment that came last is a tick. */
  isTick(): boolean;
};

export function createClock({ agenda, world, desk }: Town, from: string): SimulatedClock {
  const ticks = everyTick(from, timesOfDay(desk.programme), desk.programme.timeZone);
  let tick = ticks();
  let isNow = false;
  return {
    isTick: () => isNow,
    next: async () => {
      const now = world.shell.now();
      const mail = await world.shell.database.read.outboxItem.findFirst({
        where: { status: 'pending', notBefore: { gt: now } },
        orderBy: { notBefore: 'asc' },
        select: { notBefore: true },
      });
      const coming = [tick, agenda.next(), mail?.notBefore].flatMap((at) => at?.getTime() ?? []);
      const soonest = Math.min(...coming);
      isNow = soonest >= tick.getTime();
      if (isNow) tick = ticks();
      return new Date(Math.max(soonest, now.getTime()));
    },
  };
}

function everyTick(from: string, times: readonly string[], timeZone: string): () => Date {
  let [day, at] = [from, 0];
  return () => {
    const tick = instantAt(day, times[at] ?? '00:00', timeZone);
    at += 1;
    if (at >= times.length) [day, at] = [addDays(day, 1), 0];
    return tick;
  };
}
