import type { Programme } from '../../programme/schema.ts';
import { plusMinutes, wordsForInstant } from '../calendar.ts';

const days = 14;

/** Until when a question to confirm a change may be answered. */
export function confirmableUntil(askedAt: Date): Date {
  return plusMinutes(askedAt, days * 24 * 60);
}

/** The same in words with the programme's zone. */
export function confirmableUntilWords(askedAt: Date, { timeZone }: Pick<Programme, 'timeZone'>): string {
  return wordsForInstant(confirmableUntil(askedAt), timeZone);
}
