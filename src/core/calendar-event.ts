// Meetings that people put into their calendar: what a calendar file says, before it is one (see render/calendar-file.ts).
import type { Programme } from '../programme/schema.ts';

/**
 * One event as published by its organizer (RFC 5545 section 3.6.1). The same `uid` with a higher `sequence` replaces
 * what is in the calendar. Instants are absolute; calendars show them in their owner's zone.
 */
export type CalendarEvent = {
  uid: string;
  sequence: number;
  /** When this version was made. */
  stamp: Date;
  starts: Date;
  ends: Date;
  title: string;
  /** Where to join, or null while that is not known. */
  joinAt: string | null;
  description: string;
  organizer: { name: string; address: string };
};

export type Meeting = {
  /** `orientation` is that of a cycle, `renewal-meeting` that for a term; `of` is the cycle's name or the term's start. */
  kind: 'orientation' | 'renewal-meeting';
  of: string;
  starts: Date;
  ends: Date;
  joinAt: string | null;
  /** How often its time or place was changed after the first invitation. */
  changes: number;
};

const titles = { orientation: 'orientation webinar', 'renewal-meeting': 'renewal meeting' } as const;

/**
 * The event of a meeting. Its `uid` depends on what the meeting is and never on when, so that a moved meeting replaces
 * the entry instead of standing beside it. `now` is the time of the mail that carries it.
 * @throws RangeError when the meeting ends before it starts, or `changes` is no count
 */
export function meetingEvent(programme: Programme, meeting: Meeting, now: Date): CalendarEvent {
  const { kind, of, starts, ends, joinAt, changes } = meeting;
  if (ends <= starts) throw new RangeError(`the ${titles[kind]} ends before it starts`);
  if (!Number.isInteger(changes) || changes < 0)
    throw new RangeError(`${changes} is not a number of changes`);
  const { addresses, organisation, title, name } = programme;
  const domain = addresses.programme.slice(addresses.programme.lastIndexOf('@') + 1);
  return {
    uid: `${kind}-${of}-${name}@${domain}`,
    sequence: changes,
    stamp: now,
    starts,
    ends,
    title: `${organisation.shortName} ${title}: ${titles[kind]}`,
    joinAt,
    description: `${joinAt === null ? 'We email you the link before it starts.' : `Join here: ${joinAt}`}\nQuestions? Write to ${addresses.staff}.`,
    organizer: { name: organisation.name, address: addresses.programme },
  };
}
