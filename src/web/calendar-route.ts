import type { FastifyInstance } from 'fastify';
import { publicDates } from '../core/public-dates.ts';
import { publicCalendar } from '../render/public-calendar.ts';
import type { WebOptions } from './options.ts';

/** The programme's public dates as a calendar to subscribe to; with several programmes `?programme=` chooses one. */
export function calendarRoute(app: FastifyInstance, { desks, now }: WebOptions): void {
  app.get<{ Querystring: { programme?: unknown } }>('/calendar.ics', async (request, reply) => {
    const { programme: name } = request.query;
    const all = (await desks()).filter(({ programme }) => name === undefined || programme.name === name);
    if (all.length === 0) return reply.callNotFound();
    const events = all.flatMap(({ programme }) => publicDates(programme));
    const title = all.map(({ programme }) => programme.title).join(', ');
    reply.header('cache-control', 'public, max-age=3600').type('text/calendar; charset=utf-8');
    return reply.send(publicCalendar({ title, events, stamp: startOfHour(now()) }));
  });
}

/** The stamp of the file: within an hour everybody gets the same bytes. */
function startOfHour(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000);
}
