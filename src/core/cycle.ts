import type { CycleDates, Programme } from '../programme/schema.ts';
import { addDays, businessDayFrom, dateOf, instantAt, instantOf, plusMinutes } from './calendar.ts';
import type { Timeliness } from './case.ts';

/** The cycle with this name, or null. */
export function cycleNamed(programme: Programme, name: string): CycleDates | null {
  return programme.cycles.find((cycle) => cycle.name === name) ?? null;
}

/** The cycle into whose term people renew that starts on this day, or null. */
export function cycleOfTerm(programme: Programme, startsOn: string): CycleDates | null {
  return programme.cycles.find(({ term }) => term.starts === startsOn) ?? null;
}

/** The cycle that is under way on a date: the one that opened last. Null before the first opens. */
export function cycleOn(programme: Programme, date: string): CycleDates | null {
  return (
    programme.cycles
      .filter((cycle) => cycle.opens <= date)
      .toSorted((a, b) => a.opens.localeCompare(b.opens))
      .at(-1) ?? null
  );
}

/** The cycle before another one, or null. */
export function cycleBefore(programme: Programme, cycle: CycleDates): CycleDates | null {
  return cycleOn(programme, addDays(cycle.opens, -1));
}

/** Whether an SOQ fee paid on a calendar date is within a cycle's payment window. */
export function isInPaymentWindow(cycle: CycleDates, paidOn: string): boolean {
  return paidOn >= cycle.payment.opens.slice(0, 10) && paidOn <= cycle.payment.closes.slice(0, 10);
}

/** The instant of a cycle's SOQ deadline. An SOQ received at that very instant is in time. */
export function soqDeadline(programme: Programme, cycle: CycleDates): Date {
  return instantOf(cycle.soqDeadline, programme.timeZone);
}

/** How an SOQ stands to the deadline: within the band, either side, a person decides. Only our own stamp counts. */
export function timelinessOf(receivedAt: Date, deadline: Date, bandMinutes: number): Timeliness {
  if (receivedAt < plusMinutes(deadline, -bandMinutes)) return 'in-time';
  return receivedAt <= plusMinutes(deadline, bandMinutes) ? 'near-deadline' : 'late';
}

/** When decision mails go out: at once, or on the first business day of the notification week; never before `now`. */
export function notifyAt(programme: Programme, cycle: CycleDates, now: Date): Date | null {
  if (programme.decisions.notify === 'at-once') return null;
  const day = businessDayFrom(cycle.notificationWeek, 1, programme.holidays);
  const release = instantAt(day, programme.decisions.at, programme.timeZone);
  return release > now ? release : null;
}

/** The first cycle day that a date belongs to, for mails whose instant is known. */
export function cycleAt(programme: Programme, instant: Date): CycleDates | null {
  return cycleOn(programme, dateOf(instant, programme.timeZone));
}
