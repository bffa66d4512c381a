import type { Programme } from '../programme/schema.ts';

/**
 * The times of a day (HH:MM, sorted) at which the clock can have something to do: midnight, and every time that the
 * programme names anywhere - of rungs, deadlines, results, working hours and quiet hours.
 */
export function timesOfDay(programme: Programme): readonly string[] {
  const named = new Set(['00:00']);
  collect(programme, named);
  return [...named].toSorted();
}

function collect(value: unknown, named: Set<string>): void {
  if (typeof value === 'string') {
    const time = /(?:^|^\d{4}-\d{2}-\d{2} )((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value)?.[1];
    if (time !== undefined) named.add(time);
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, named);
}
