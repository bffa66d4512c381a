// When the SOQ fee can be paid. Before it opens and after it closes people pay and write all the same.
import type { CycleDates, Programme } from '../programme/schema.ts';
import { instantOf, wordsForInstant } from './calendar.ts';
import { cycleOn } from './cycle.ts';

/** The cycle under way, or the first one while none is, and how a time stands to its window. */
export type PaymentWindow = { state: 'open' | 'before' | 'closed'; cycle: CycleDates };

/**
 * How a time stands to the payment window of the cycle that is under way then; null where a programme has no cycles.
 * @param local in the programme's zone: a calendar date (YYYY-MM-DD), of which the days on which a window opens and closes
 *   count whole, or a time (YYYY-MM-DD HH:MM), which is exact
 */
export function paymentWindow(programme: Programme, local: string): PaymentWindow | null {
  const [first] = programme.cycles.toSorted((a, b) => a.opens.localeCompare(b.opens));
  const cycle = cycleOn(programme, local.slice(0, 10)) ?? first;
  if (cycle === undefined) return null;
  const at = (value: string) => value.slice(0, local.length);
  if (local < at(cycle.payment.opens)) return { state: 'before', cycle };
  return { state: local <= at(cycle.payment.closes) ? 'open' : 'closed', cycle };
}

/** From when and until when, in words with their zone. */
export function windowWords(
  { payment }: Pick<CycleDates, 'payment'>,
  { timeZone }: Pick<Programme, 'timeZone'>,
): { opens: string; closes: string } {
  const words = (local: string) => wordsForInstant(instantOf(local, timeZone), timeZone);
  return { opens: words(payment.opens), closes: words(payment.closes) };
}
