// Payments that wait for staff. While one may be somebody's fee, they are not reminded of it: the next step is not theirs.
import { addDays, wordsForDate } from './calendar.ts';
import type { ApplicationCase, PaymentFact, TermCase } from './case.ts';
import type { RenewalDates } from './fee.ts';
import { wordsForCents } from './money.ts';

/** "a payment of $90.00 from Thursday, June 1, 2023 waits for staff (order 99)" */
export function waitingWords({ amountCents, currency, paidOn, orderNumber }: PaymentFact): string {
  return `a payment of ${wordsForCents(amountCents, currency)} from ${wordsForDate(paidOn)} waits for staff (order ${orderNumber})`;
}

/** The same to the person who paid. */
export function lookedAtWords({ amountCents, currency, paidOn, orderNumber }: PaymentFact): string {
  return `Your payment of ${wordsForCents(amountCents, currency)} from ${wordsForDate(paidOn)} (order ${orderNumber}) has arrived, and our staff are looking at it. You do not have to pay again for now.`;
}

/** A payment that may be the fee of this renewal; one from before the renewal opened is none. */
export function waitingForTerm({ waiting, term }: TermCase, dates: RenewalDates): PaymentFact | null {
  // A day earlier: stores print dates in their own zone.
  const from = addDays(dates.opens, -1);
  return (
    waiting.find(
      ({ about, purpose, paidOn }) =>
        about?.id === term.id || (about === null && !isSoqFee(purpose) && paidOn >= from),
    ) ?? null
  );
}

/** A payment that may be the fee of this application. */
export function waitingForApplication({ waiting, application }: ApplicationCase): PaymentFact | null {
  return (
    waiting.find(
      ({ about, purpose }) =>
        about?.id === application.id || (about === null && (isSoqFee(purpose) || purpose === 'unknown')),
    ) ?? null
  );
}

function isSoqFee(purpose: PaymentFact['purpose']): boolean {
  return purpose === 'soq-new' || purpose === 'soq-resubmittal';
}
