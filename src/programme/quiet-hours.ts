import type { Programme } from './schema.ts';

/** Quiet hours may run over midnight: from 20:00 to 08:00. */
export function isQuiet(time: string, { from, to }: Programme['quietHours']): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to;
}
