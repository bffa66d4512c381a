// Dates with a time and perhaps a zone, as the receipts of payment services print them, anywhere in a text.
import { Temporal } from 'temporal-polyfill';
import { dateOfWords, type OrderDate } from './order-date.ts';

/** Hours from UTC of the abbreviations that receipts use; others are not guessed. */
const zones: ReadonlyMap<string, number> = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['EST', -5],
  ['EDT', -4],
  ['CST', -6],
  ['CDT', -5],
  ['MST', -7],
  ['MDT', -6],
  ['PST', -8],
  ['PDT', -7],
  ['AKST', -9],
  ['AKDT', -8],
  ['HST', -10],
  ['CET', 1],
  ['CEST', 2],
]);

const months = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`;
const day = String.raw`\d{1,2}(?:st|nd|rd|th)?`;

/** Source of a regular expression for a date with a month's name, or an ISO date. */
export const datePattern = String.raw`(?:${months} ${day},? \d{4}|${day}[- ]${months}[- ]\d{4}|\d{4}-\d{2}-\d{2})`;
const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\b\.?)?`;
const zone = String.raw`(?: \(?([A-Z]{3,4})\b)?`;
const dateAndTime = new RegExp(`\\b(${datePattern})(?:,? (?:at )?${clock}${zone})?`, 'i');

/** The first date in a text. With time and zone it is an instant and the date on the programme's calendar, else as printed. */
export function statedTime(text: string, timeZone: string): OrderDate {
  const [, date = '', hour, minute, second, half, abbreviation] = dateAndTime.exec(text) ?? [];
  const paidOn = dateOfWords(date.replace(/(?<=[a-z0-9])-(?=[a-z])|(?<=[a-z])-(?=\d)/gi, ' '));
  const offset = zones.get(abbreviation?.toUpperCase() ?? '');
  if (paidOn === null || hour === undefined || offset === undefined) {
    return { paidOn, paidAt: null };
  }
  const at = instantOf(paidOn, hours(Number(hour), half), Number(minute), Number(second ?? 0), offset);
  return at
    ? {
        paidOn: at.toZonedDateTimeISO(timeZone).toPlainDate().toString(),
        paidAt: new Date(at.epochMilliseconds),
      }
    : { paidOn, paidAt: null };
}

function hours(hour: number, half: string | undefined): number {
  return half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function instantOf(
  date: string,
  hour: number,
  minute: number,
  second: number,
  offset: number,
): Temporal.Instant | null {
  try {
    const local = Temporal.PlainDate.from(date).toPlainDateTime(
      Temporal.PlainTime.from({ hour, minute, second }, { overflow: 'reject' }),
    );
    return local.toZonedDateTime('UTC').toInstant().subtract({ hours: offset });
  } catch {
    return null;
  }
}
