// A calendar file (RFC 5545) to be attached to a mail. METHOD:PUBLISH (RFC 5546 section 3.2.1) asks for no answer: what
// people accept or decline in their calendar reaches nobody. The file is an attachment and not an alternative of the
// text, because mail programs that know calendars show the alternative instead of what we wrote.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { CalendarEvent } from '../core/calendar-event.ts';
import { cleanLine, cleanLines } from '../core/clean.ts';
import type { MailAttachment } from '../core/outgoing.ts';

/** The event as a file. Times are in UTC, so that no program has to know our zone; each shows its own. */
export function calendarFile(event: CalendarEvent): MailAttachment {
  const calendar = ical({ prodId: '//torq//torq//EN', method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: event.stamp,
    start: event.starts,
    end: event.ends,
    summary: cleanLine(event.title),
    description: cleanLines(event.description).join('\n'),
    organizer: { name: cleanLine(event.organizer.name), email: event.organizer.address },
    // Not also as URL: the library escapes commas in it, which RFC 5545 section 3.3.13 does not know.
    location: event.joinAt === null ? null : cleanLine(event.joinAt),
  });
  return {
    filename: event.filename,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: `${calendar.toString().trimEnd()}\r\n`,
  };
}
