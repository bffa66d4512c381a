// The month before, for whoever keeps the books: a card on the first business day, with what does not fit.
import type { Programme } from '../../programme/schema.ts';
import { addMonths, businessDayFrom, dateOf, instantAt } from '../calendar.ts';
import type { NewPrompt } from '../decision.ts';
import { wordsForCents } from '../money.ts';
import type { Reconciliation } from '../reconciliation.ts';

/** The month (YYYY-MM) that is to be told at `now`: the one before, once this one's first business day has come; or null. */
export function monthToTell(programme: Programme, now: Date): string | null {
  const { slack, timeZone, holidays } = programme;
  if (!slack.reconciliation) return null;
  const first = `${dateOf(now, timeZone).slice(0, 7)}-01`;
  const day = businessDayFrom(first, 1, holidays);
  if (now < instantAt(day, slack.dailyAt ?? slack.waiting.from, timeZone)) return null;
  return addMonths(first, -1).slice(0, 7);
}

/** Names its programme and month: one card for ever. */
export function reconciliationKey({ name }: Pick<Programme, 'name'>, month: string): string {
  return `card/reconciliation/${name}/${month}`;
}

/** A card holds so many lines and stays readable. */
const mostExceptions = 12;

/** "June 2027" */
function wordsForMonth(month: string): string {
  return monthFormat.format(new Date(`${month}-01T00:00:00Z`));
}
const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Also of a month without money: no card at all could mean that torq is not running. */
export function reconciliationCard(
  programme: Programme,
  month: string,
  { rows, sums, exceptions }: Reconciliation,
): { key: string; title: string; facts: NewPrompt['facts'] } {
  const { currency } = programme.payments;
  const more = exceptions.length - mostExceptions;
  const shown = [
    ...exceptions.slice(0, mostExceptions),
    ...(more > 0 ? [`and ${more} more, in the command below`] : []),
  ];
  return {
    key: reconciliationKey(programme, month),
    title: `Money of ${wordsForMonth(month)}: ${programme.title}`,
    facts: [
      [
        'Payments',
        rows.length === 0
          ? 'none'
          : sums
              .map(({ what, count, cents }) => `${what}: ${count}, ${wordsForCents(cents, currency)}`)
              .join('\n'),
      ],
      [
        'To look at',
        exceptions.length === 0 ? 'nothing: what came in and what was granted fit' : shown.join('\n'),
      ],
      [
        'The whole list',
        `by order number, for the treasurer: "torq reconcile --month ${month} --out ${month}.csv"`,
      ],
    ],
  };
}
