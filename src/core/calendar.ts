// Instants and calendar dates. Instants are `Date`, dates are 'YYYY-MM-DD', wall-clock times 'HH:MM'; a time zone is
// always an argument. Daylight saving is Temporal's business ("compatible": a skipped time moves forward).
import { Temporal } from 'temporal-polyfill';

const minuteMs = 60_000;

/** The instant of a wall-clock time on a date. */
export function instantAt(date: string, time: string, zone: string): Date {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

/** The instant of "2023-05-19 16:00" as programme folders write it. */
export function instantOf(localDateTime: string, zone: string): Date {
  return instantAt(localDateTime.slice(0, 10), localDateTime.slice(11), zone);
}

/** The first instant after a date: the midnight that ends it. June 30, 23:59 is still June 30. */
export function endOf(date: string, zone: string): Date {
  return instantAt(addDays(date, 1), '00:00', zone);
}

/** The calendar date that clocks in `zone` show at `instant`. */
export function dateOf(instant: Date, zone: string): string {
  return zoned(instant, zone).toPlainDate().toString();
}

/** "HH:MM" that clocks in `zone` show at `instant`. */
export function timeOf(instant: Date, zone: string): string {
  return zoned(instant, zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** "2027-05-19T16:00:05-07:00": the instant to the second, as clocks in `zone` show it. */
export function isoWithOffset(instant: Date, zone: string): string {
  return zoned(instant, zone).toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whether a text is a day that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const inMonth = month >= 1 && month <= 12 ? Temporal.PlainYearMonth.from({ year, month }).daysInMonth : 0;
  return day >= 1 && day <= inMonth;
}

/** The same day so many months later; the last of the month where there is no such day (January 31 plus one: February 28 or 29). */
export function addMonths(date: string, months: number): string {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** The last `monthDay` ('06-30') on or before `date`; February 29 becomes 28 in other years. */
export function lastOnOrBefore(monthDay: string, date: string): string {
  const year = Number(date.slice(0, 4));
  const sameYear = monthDayIn(monthDay, year);
  return sameYear <= date ? sameYear : monthDayIn(monthDay, year - 1);
}

/** The first `monthDay` on or after `date`. */
export function firstOnOrAfter(monthDay: string, date: string): string {
  const year = Number(date.slice(0, 4));
  const sameYear = monthDayIn(monthDay, year);
  return sameYear >= date ? sameYear : monthDayIn(monthDay, year + 1);
}

function monthDayIn(monthDay: string, year: number): string {
  const [month, day] = monthDay.split('-').map(Number);
  return Temporal.PlainDate.from({ year, month: month ?? 1, day: day ?? 1 }).toString();
}

function isWeekday(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek <= 5;
}

/** Monday to Friday, and none of the holidays (YYYY-MM-DD) that a programme names. */
export function isBusinessDay(date: string, holidays: readonly string[]): boolean {
  return isWeekday(date) && !holidays.includes(date);
}

/** The date itself when it is a business day, or else the next (+1) or the previous (-1) one. */
export function businessDayFrom(date: string, direction: 1 | -1, holidays: readonly string[]): string {
  let day = date;
  while (!isBusinessDay(day, holidays)) day = addDays(day, direction);
  return day;
}

/** So many business days after `date`, or before it; whether `date` is one itself does not count. */
export function addBusinessDays(date: string, days: number, holidays: readonly string[]): string {
  const direction = days < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(days); left > 0; left -= 1)
    day = businessDayFrom(addDays(day, direction), direction, holidays);
  return day;
}

/** Whether `instant` is within daily quiet hours such as 20:00 to 07:00. */
export function isQuiet(instant: Date, quiet: { from: string; to: string }, zone: string): boolean {
  const time = timeOf(instant, zone);
  if (quiet.from === quiet.to) return false;
  return quiet.from < quiet.to
    ? time >= quiet.from && time < quiet.to
    : time >= quiet.from || time < quiet.to;
}

/** When the quiet hours in which `instant` lies are over, or null when it lies in none. */
export function quietUntil(instant: Date, quiet: { from: string; to: string }, zone: string): Date | null {
  if (!isQuiet(instant, quiet, zone)) return null;
  const today = instantAt(dateOf(instant, zone), quiet.to, zone);
  return today > instant ? today : instantAt(addDays(dateOf(instant, zone), 1), quiet.to, zone);
}

export function plusMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * minuteMs);
}

/** Whole minutes from `from` to `to`; negative when `to` is earlier. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.trunc((to.getTime() - from.getTime()) / minuteMs);
}

/** "Friday, May 19, 2023, 4:00 PM PDT". */
export function wordsForInstant(instant: Date, zone: string): string {
  const day = wordsForDate(dateOf(instant, zone));
  // Node separates "4:00" and "PM" by a narrow no-break space, which some mail readers show as a box.
  return `${day}, ${timeFormat(zone).format(instant).replaceAll('\u202f', ' ')}`;
}

/** "Friday, May 19, 2023". */
export function wordsForDate(date: string): string {
  return dayFormat.format(new Date(`${date}T00:00:00Z`));
}

/** Making a format takes a hundred times as long as using it. */
const dayFormat = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' });
const timeFormats = new Map<string, Intl.DateTimeFormat>();

function timeFormat(timeZone: string): Intl.DateTimeFormat {
  const known = timeFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  timeFormats.set(timeZone, format);
  return format;
}

/** "2 days 3 hours", "14 minutes": how far two instants are apart, for staff. */
export function wordsForSpan(minutes: number): string {
  const total = Math.abs(minutes);
  const parts: string[] = [];
  for (const [size, word] of [
    [1440, 'day'],
    [60, 'hour'],
    [1, 'minute'],
  ] as const) {
    const before = parts.length === 0 ? total : total % (size === 60 ? 1440 : 60);
    const count = Math.floor(before / size);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${word}${count === 1 ? '' : 's'}`);
  }
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

function zoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}
