// Who is told that a cycle is open, when, and how fast.
import { z } from 'zod';
import { clockTime, isoDate } from './values.ts';

/** The name of an audience, as `torq audience import --audience` takes it. */
const audienceName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

/** A list of people that announcements go to. */
export const audience = z.strictObject({
  name: audienceName,
  /** As staff call it: "members (Bi-Weekly Update)". */
  title: z.string().trim().min(1).max(80),
  /** The sentence in the mail that says why its reader gets it. */
  why: z.string().trim().min(1).max(500),
});

export const announcement = z.strictObject({
  /** The lists, in this order: who is on several is told why by the first. */
  audiences: z.array(audienceName).min(1),
  /** The day on which staff are asked; null: the day on which the cycle opens. */
  on: isoDate.nullable().default(null),
  /** Not before this time of that day. */
  at: clockTime.default('09:00'),
  /** So many announcements go out within an hour, evenly, with room for all other mail in between. */
  perHour: z.int().min(12).max(100_000).default(300),
});
