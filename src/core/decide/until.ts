import type { Programme } from '../../programme/schema.ts';
import { dateOf, isDate, wordsForDate } from '../calendar.ts';
import type { TermCase } from '../case.ts';
import { keepAtMostUntil } from '../ladder.ts';

/** What staff wrote as "2023-11-15 the bank was closed". */
export type Until = { until: string; reason: string };

/** Reads the day and the reason; `tell` says to whoever wrote it what is wrong. The day is judged in the programme's zone. */
export function untilIn(
  words: string | null,
  subject: TermCase,
  { programme, now }: { programme: Programme; now: Date },
): Until | { tell: string } {
  const [, until = '', reason = ''] = /^\s*(\d{4}-\d{2}-\d{2})[\s:,.-]*(.*)$/s.exec(words ?? '') ?? [];
  const atMost = keepAtMostUntil(subject, programme.renewal);
  if (!isDate(until))
    return {
      tell: 'Please begin with a day that exists, written like 2023-11-15, and then say why. Nothing was changed.',
    };
  if (reason.trim() === '')
    return { tell: 'Please say why after the day, for the record. Nothing was changed.' };
  if (until <= dateOf(now, programme.timeZone))
    return { tell: `${wordsForDate(until)} is not in the future. Nothing was changed.` };
  if (until > atMost)
    return { tell: `The last day that can be given is ${wordsForDate(atMost)}. Nothing was changed.` };
  return { until, reason: reason.trim() };
}
