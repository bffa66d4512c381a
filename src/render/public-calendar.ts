import ical, { ICalCalendarMethod } from 'ical-generator';
import { cleanLine } from '../core/clean.ts';
import type { PublicDate } from '../core/public-dates.ts';

/** A calendar (RFC 5545) of public dates. Days are days in every zone; hours are instants in UTC. */
export function publicCalendar({
  title,
  events,
  stamp,
}: {
  title: string;
  events: readonly PublicDate[];
  stamp: Date;
}): string {
  const calendar = ical({
    name: cleanLine(title),
    prodId: '//torq//torq//EN',
    method: ICalCalendarMethod.PUBLISH,
    ttl: 86_400,
  });
  for (const { uid, title: summary, description, at } of events) {
    const allDay = typeof at === 'string';
    calendar.createEvent({
      id: uid,
      stamp,
      start: allDay ? new Date(`${at}T00:00:00Z`) : at,
      allDay,
      timezone: null,
      summary: cleanLine(summary),
      description: cleanLine(description),
    });
  }
  return `${calendar.toString().trimEnd()}\r\n`;
}
