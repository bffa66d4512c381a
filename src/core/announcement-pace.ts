// How fast announcements go out: a few at each tick, so that the limit of an hour is never reached by them and mail to
// applicants is never behind them in the line.
import type { Programme } from '../programme/schema.ts';
import { isQuiet, plusMinutes } from './calendar.ts';

/** As long as a tick takes to come again; what was written within it counts against its share. */
export const shareMinutes = 5;

/** How many go out within `shareMinutes`. */
function shareOf(perHour: number): number {
  return Math.ceil((perHour * shareMinutes) / 60);
}

/**
 * How many may be written now.
 * @param lately written within the last `shareMinutes`
 * @param waiting written before and not sent yet: while mail is held, nothing piles up
 */
export function mayBeWritten(
  perHour: number,
  { lately, waiting }: { lately: number; waiting: number },
): number {
  return Math.max(0, shareOf(perHour) - Math.max(lately, waiting));
}

/** About when the last of `count` mails goes out, if they begin at `from`; quiet hours are left out. */
export function lastGoesOut(
  count: number,
  from: Date,
  perHour: number,
  { quietHours, timeZone }: Pick<Programme, 'quietHours' | 'timeZone'>,
): Date {
  const share = shareOf(perHour);
  let left = count;
  let at = from;
  for (;;) {
    if (!isQuiet(at, quietHours, timeZone)) left -= share;
    if (left <= 0) return at;
    at = plusMinutes(at, shareMinutes);
  }
}
