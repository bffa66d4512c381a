// The meetings of a year: the orientation webinar of candidates, and the renewal meeting of trainers.
import type { CycleDates, Programme } from '../programme/schema.ts';
import { addBusinessDays, dateOf, instantAt, instantOf, plusMinutes } from './calendar.ts';
import { cycleOfTerm } from './cycle.ts';

export type Meeting = {
  starts: Date;
  ends: Date;
  /** Where to join; null: not known yet. */
  joinAt: string | null;
  /** Its time as the programme writes it: "2023-06-20 10:00". */
  at: string;
};

/** The orientation and, where there is one, the second one for those who missed it, in this order. */
export function orientationsOf(
  { timeZone }: Pick<Programme, 'timeZone'>,
  { orientation }: CycleDates,
): Meeting[] {
  const { at, again, minutes, join } = orientation;
  return [at, again].flatMap((time) => (time === null ? [] : [meeting(time, minutes, join, timeZone)]));
}

/** The meeting of those who renew into the term that starts on this day, and its recording; null: not known yet. */
export function renewalMeetingOf(
  programme: Programme,
  startsOn: string,
): (Meeting & { recording: string | null }) | null {
  const cycle = cycleOfTerm(programme, startsOn);
  if (cycle === null || cycle.renewalMeeting.at === null) return null;
  const { at, minutes, join, recording } = cycle.renewalMeeting;
  return { ...meeting(at, minutes, join, programme.timeZone), recording };
}

function meeting(at: string, minutes: number, joinAt: string | null, timeZone: string): Meeting {
  const starts = instantOf(at, timeZone);
  return { starts, ends: plusMinutes(starts, minutes), joinAt, at };
}

/** From when on who was not at a meeting may be written to: attendance is noted by people, and that takes them days. */
export function missedFrom(
  { starts }: Meeting,
  { timeZone, holidays, attendance }: Pick<Programme, 'timeZone' | 'holidays' | 'attendance'>,
): Date {
  const day = addBusinessDays(dateOf(starts, timeZone), attendance.missedAfterDays, holidays);
  return instantAt(day, '00:00', timeZone);
}
