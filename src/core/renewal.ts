import type { Programme } from '../programme/schema.ts';
import { addDays, firstOnOrAfter, instantAt, lastOnOrBefore } from './calendar.ts';
import { renewalDates } from './fee.ts';

/** A term whose renewal is open: when it starts and ends, and since when people may renew into it. */
export type OpenRenewal = { startsOn: string; endsOn: string; openedAt: Date };

/**
 * The terms that may be renewed into on `today` (in the programme's zone): the coming one once its renewal has opened,
 * and the running one until the late date. Terms run from one start day to the day before the next (domain.md 1a).
 */
export function openRenewals(programme: Programme, today: string): readonly OpenRenewal[] {
  const { termStarts } = programme.renewal;
  const coming = firstOnOrAfter(termStarts, addDays(today, 1));
  const running = lastOnOrBefore(termStarts, today);
  return [running, coming].flatMap((startsOn) => {
    const dates = renewalDates(startsOn, programme.renewal);
    if (today < dates.opens || today > dates.lateUntil) return [];
    const endsOn = addDays(firstOnOrAfter(termStarts, addDays(startsOn, 1)), -1);
    return [{ startsOn, endsOn, openedAt: instantAt(dates.opens, '00:00', programme.timeZone) }];
  });
}
