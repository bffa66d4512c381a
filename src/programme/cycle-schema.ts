// One year of a programme: when it opens and ends, and the meetings in it.
import { z } from 'zod';
import { announcement } from './announcement-schema.ts';
import { isoDate, localDateTime, slug, webAddress } from './values.ts';

const meeting = {
  /** When it starts; null: not known yet, and nobody is invited. */
  at: localDateTime.nullable().default(null),
  minutes: z.int().min(5).max(1440).default(90),
  /** Where to join; null: not known yet, and the invitation says that it follows. */
  join: webAddress.nullable().default(null),
};

export const cycle = z.strictObject({
  name: slug,
  opens: isoDate,
  payment: z.strictObject({ opens: localDateTime, closes: localDateTime }),
  soqDeadline: localDateTime,
  notificationWeek: isoDate,
  /** The webinar of its candidates. `again`: when it is held once more, for those who missed it. */
  orientation: z.strictObject({ ...meeting, again: localDateTime.nullable().default(null) }).prefault({}),
  /** The meeting of those who renew into `term`. `recording`: viewing it counts as well. */
  renewalMeeting: z.strictObject({ ...meeting, recording: webAddress.nullable().default(null) }).prefault({}),
  /** Who is told that it opens; null: torq tells nobody. */
  announcement: announcement.nullable().default(null),
  term: z.strictObject({ starts: isoDate, ends: isoDate }),
});

/** The Compliance Agreement as it is mailed to be signed. */
export const agreement = z
  .strictObject({
    /** The document in the programme's folder; null: torq mails none, and staff tick the step. */
    file: z
      .string()
      .regex(/^[\w-][\w. -]*\.pdf$/i, 'the name of a PDF file in this folder')
      .nullable()
      .default(null),
    /** When it changes, whoever signed another one is asked to sign it; null: whatever was signed once is in force. */
    version: z
      .string()
      .trim()
      .regex(/^[\w.-]{1,40}$/, 'a name such as 2027-1')
      .nullable()
      .default(null),
    /** Earlier versions that need not be signed again. "by hand": signed without torq, or before it. */
    stillValid: z.array(z.string().trim().min(1).max(40)).max(50).default(['by hand']),
    /** So many days after it was mailed it is asked back; null: the mail names no day. */
    returnDays: z.int().min(1).max(365).nullable().default(null),
  })
  .prefault({});
