// The small values of a programme folder, as people write them, and what they become.
import { z } from 'zod';

/** What names are made of that stand in keys and addresses. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

/** Where people are sent to in a browser. */
export const webAddress = z.url({ protocol: /^https?$/, error: 'a web address that begins with https://' });

/** "$530" or "$530.00" -> 53000 (cents). */
export const money = z
  .string()
  .regex(/^\$\d{1,6}(\.\d{2})?$/, 'an amount such as $65 or $65.00')
  .transform((text) => Math.round(Number(text.slice(1)) * 100));

/** A calendar date that exists: YYYY-MM-DD. */
export const isoDate = z.iso.date('a date such as 2023-05-19');

/** "2023-05-19 16:00", a wall-clock time in the programme's time zone. */
export const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/, 'a date and time such as 2023-05-19 16:00')
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'a date that exists');

/** "16:00". */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00');

/** "06-30": a day of every year. */
export const monthDay = z
  .string()
  .regex(/^\d{2}-\d{2}$/, 'a month and day such as 06-30')
  .refine((text) => z.iso.date().safeParse(`2024-${text}`).success, 'a day that exists');

/** Days, or as text business days, before (-) or after a reference date: -21, 1, '-3bd'. It is part of outbox keys. */
export type Offset = number | `${number}bd`;

/** "-21d" -> -21 (days before the reference date), "+1d" -> 1; "-3bd" (business days) -> '-3bd'. */
export const dayOffset = z
  .string()
  .regex(/^[+-]?\d{1,3}b?d$/, 'days such as -21d or +1d, or business days such as -3bd')
  .transform((text): Offset => {
    const days = Number.parseInt(text, 10);
    return text.endsWith('bd') ? `${days}bd` : days;
  });

/** An IANA time zone that this machine's time zone data knows. */
export const timeZone = z.string().refine(isKnownZone, 'a time zone such as America/Los_Angeles');

function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
