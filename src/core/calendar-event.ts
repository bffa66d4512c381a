// What people put into their calendar, meetings and deadlines: what a calendar file says before it is one (see
// render/calendar-file.ts).
import type { Programme } from '../programme/schema.ts';
import { wordsForInstant } from './calendar.ts';
import { cycleNamed, soqDeadline } from './cycle.ts';

/**
 * One event as published by its organizer (RFC 5545 section 3.6.1). The same `uid` with a higher `sequence` replaces
 * what is in the calendar. Instants are absolute; calendars show them in their owner's zone.
 */
export type CalendarEvent = {
  /** Of the file, such as `meeting.ics`. */
  filename: string;
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

/** A meeting as an entry of a calendar. */
export type MeetingEntry = {
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
export function meetingEvent(programme: Programme, meeting: MeetingEntry, now: Date): CalendarEvent {
  const { kind, of, starts, ends, joinAt, changes } = meeting;
  if (ends <= starts) throw new RangeError(`the ${titles[kind]} ends before it starts`);
  if (!Number.isInteger(changes) || changes < 0)
    throw new RangeError(`${changes} is not a number of changes`);
  return {
    filename: 'meeting.ics',
    uid: uidOf(programme, `${kind}-${of}`),
    sequence: changes,
    stamp: now,
    starts,
    ends,
    title: titleOf(programme, titles[kind]),
    joinAt,
    description: `${joinAt === null ? 'We email you the link before it starts.' : `Join here: ${joinAt}`}\nQuestions? Write to ${programme.addresses.staff}.`,
    organizer: organizerOf(programme),
  };
}

/** A deadline is shown as the time before it: an entry without length is left out by some calendars. */
const deadlineMinutes = 30;

/**
 * The SOQ deadline of a cycle as the half hour that ends with it; null once it has passed, or where there is no such
 * cycle. A deadline that was moved replaces the entry: SEQUENCE has only to grow (RFC 5545 section 3.8.7.4), and the
 * minutes of `now` do. `now` is the time of the mail that carries it.
 */
export function soqDeadlineEvent(programme: Programme, cycleName: string, now: Date): CalendarEvent | null {
  const cycle = cycleNamed(programme, cycleName);
  if (cycle === null) return null;
  const ends = soqDeadline(programme, cycle);
  if (now >= ends) return null;
  const { addresses, timeZone } = programme;
  return {
    filename: 'soq-deadline.ics',
    uid: uidOf(programme, `soq-deadline-${cycle.name}`),
    sequence: Math.floor(now.getTime() / 60_000),
    stamp: now,
    starts: new Date(ends.getTime() - deadlineMinutes * 60_000),
    ends,
    title: titleOf(programme, 'SOQ deadline'),
    joinAt: null,
    description: `Your SOQ has to reach ${addresses.programme} by ${wordsForInstant(ends, timeZone)}.\nQuestions? Write to ${addresses.staff}.`,
    organizer: organizerOf(programme),
  };
}

function uidOf({ addresses, name }: Programme, what: string): string {
  const domain = addresses.programme.slice(addresses.programme.lastIndexOf('@') + 1);
  return `${what}-${name}@${domain}`;
}

function titleOf({ organisation, title }: Programme, what: string): string {
  return `${organisation.shortName} ${title}: ${what}`;
}

function organizerOf({ organisation, addresses }: Programme): CalendarEvent['organizer'] {
  return { name: organisation.name, address: addresses.programme };
}
