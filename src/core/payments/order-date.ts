// The date of an order: a calendar date in the programme's time zone, and the instant when the mail states one.
import { Temporal } from 'temporal-polyfill';

export type OrderDate = { paidOn: string | null; paidAt: Date | null };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `<time datetime="2023-05-10T09:14:07+00:00">`: an instant, so the date is the one on the programme's calendar. */
export function dateOfInstant(datetime: string, timeZone: string): OrderDate | null {
  try {
    const instant = Temporal.Instant.from(datetime.trim());
    return {
      paidOn: instant.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
      paidAt: new Date(instant.epochMilliseconds),
    };
  } catch {
    // Without an offset it is no instant; the printed date is read instead.
    return null;
  }
}

/** "May 10, 2023", "10 May 2023", "2023-05-10": the date as it is printed. "05/10/2023" may be two dates and is none. */
export function dateOfWords(words: string): string | null {
  const text = words.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  const american = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/.exec(text);
  const european = /^(\d{1,2})(?:st|nd|rd|th|\.)? (?:de )?([a-z]{3,9})\.?,? (\d{4})\b/.exec(text);
  if (iso) {
    return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  }
  const parts = american
    ? { month: american[1], day: american[2], year: american[3] }
    : { month: european?.[2], day: european?.[1], year: european?.[3] };
  const month = months.indexOf((parts.month ?? '').slice(0, 3)) + 1;
  return month > 0 ? calendarDate(Number(parts.year), month, Number(parts.day)) : null;
}

function calendarDate(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
