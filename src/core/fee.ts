// What the annual fee costs on which day, and whether it has been paid. Judged by the payment date in the programme's
// time zone, never by when a mail was read: June 30, 23:59 Pacific is in time though it is July in UTC.
import type { Programme } from '../programme/schema.ts';
import { firstOnOrAfter, lastOnOrBefore } from './calendar.ts';
import type { PaymentFact } from './case.ts';

/** The dates of the renewal into the term that starts on `startsOn`; all YYYY-MM-DD, all inclusive. */
export type RenewalDates = { opens: string; due: string; lateUntil: string };

export function renewalDates(startsOn: string, renewal: Programme['renewal']): RenewalDates {
  const ofProgramme = known.get(renewal) ?? new Map<string, RenewalDates>();
  known.set(renewal, ofProgramme);
  const dates = ofProgramme.get(startsOn) ?? makeDates(startsOn, renewal);
  ofProgramme.set(startsOn, dates);
  return dates;
}

/** All trainers of a year have the same dates, and a tick asks for them once a trainer. */
const known = new WeakMap<Programme['renewal'], Map<string, RenewalDates>>();

function makeDates(startsOn: string, renewal: Programme['renewal']): RenewalDates {
  const due = lastOnOrBefore(renewal.due, startsOn);
  return {
    opens: lastOnOrBefore(renewal.opens, due),
    due,
    lateUntil: firstOnOrAfter(renewal.lateUntil, due),
  };
}

/** The whole fee for somebody who pays on `paidOn`, in cents. */
export function feeOn(paidOn: string, dates: RenewalDates, fees: Programme['fees']): number {
  return paidOn <= dates.due ? fees.torAnnual : fees.torAnnual + fees.late;
}

export type FeeAssessment =
  | { state: 'unpaid' }
  /** The fee was complete with the payment made on `paidOn`. */
  | { state: 'paid'; paidOn: string; paidCents: number }
  | { state: 'underpaid'; paidOn: string; paidCents: number; dueCents: number; missingCents: number }
  | { state: 'overpaid'; paidOn: string; paidCents: number; dueCents: number };

/**
 * Adds up the payments that count, in the order of their dates: the fee is complete on the first day on which the sum
 * reaches what is due on that day. $65 in June is complete; $65 in July lacks $25; $25 later completes it.
 */
export function assessFee(
  payments: readonly PaymentFact[],
  dates: RenewalDates,
  fees: Programme['fees'],
): FeeAssessment {
  const counted = payments
    .filter((payment) => payment.state === 'matched')
    .toSorted((a, b) => a.paidOn.localeCompare(b.paidOn));
  const last = counted.at(-1);
  if (last === undefined) return { state: 'unpaid' };
  const total = counted.reduce((sum, payment) => sum + payment.amountCents, 0);
  let sum = 0;
  for (const payment of counted) {
    sum += payment.amountCents;
    const due = feeOn(payment.paidOn, dates, fees);
    if (sum < due) continue;
    if (total > due) return { state: 'overpaid', paidOn: payment.paidOn, paidCents: total, dueCents: due };
    return { state: 'paid', paidOn: payment.paidOn, paidCents: total };
  }
  const dueCents = feeOn(last.paidOn, dates, fees);
  return {
    state: 'underpaid',
    paidOn: last.paidOn,
    paidCents: total,
    dueCents,
    missingCents: dueCents - total,
  };
}
