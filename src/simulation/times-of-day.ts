import type { Programme } from '../programme/schema.ts';

/**
 * The times of a day (HH:MM, sorted) at which the clock can have something to do: midnight, and those at which something
 * of the programme begins or is over - rungs, deadlines, results, working hours, the card of the day.
 */
export function timesOfDay({ slack, cycles, decisions, reminders }: Programme): readonly string[] {
  const deadlines = cycles.flatMap(({ soqDeadline, payment, announcement }) => [
    soqDeadline.slice(11),
    payment.opens.slice(11),
    payment.closes.slice(11),
    announcement?.at,
  ]);
  const rungs = reminders.map(({ at }) => at);
  const all = ['00:00', ...deadlines, ...rungs, decisions.at, slack.waiting.from, slack.dailyAt];
  return [...new Set(all.filter((time) => typeof time === 'string'))].toSorted();
}
