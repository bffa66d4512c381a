// Why a person must look before an SOQ fee counts.
import { endOf } from '../calendar.ts';
import { cycleOn, isInPaymentWindow } from '../cycle.ts';
import { reducedUntil } from '../ladder.ts';
import { wordsForCents } from '../money.ts';
import type { PaymentInput } from './payment-input.ts';

/**
 * `settles`: staff may have the fee count as it is, by saying once more whose it is. `outside`: nobody could pay at that
 * time, and the payer is told.
 */
export type SoqFeeDoubt = { reason: string; settles: boolean; outside: boolean };

/** Null: the fee counts. Sources: domain.md sections 1a, 1c and 5 (1, 17). */
export function soqFeeDoubt(input: PaymentInput): SoqFeeDoubt | null {
  const hard = hardReason(input);
  if (hard !== null) return { reason: hard, settles: false, outside: false };
  const early = earlyReason(input);
  if (early !== null) return { reason: early, settles: false, outside: true };
  const late = lateReason(input);
  if (late !== null) return { ...late, settles: true };
  const reason = historyReason(input);
  return reason === null ? null : { reason, settles: true, outside: false };
}

/** Staff saw this very doubt on the card, and have said all the same whose the payment is. */
export function isSettled({ assigned, doubted }: PaymentInput, { reason, settles }: SoqFeeDoubt): boolean {
  return settles && assigned !== null && doubted === reason;
}

/** What no click can mend: another payment, another application, or an amount that is no fee of ours. */
function hardReason({ reading, programme, application }: PaymentInput): string | null {
  const wanted = reading.purpose === 'soq-new' ? programme.fees.soqNew : programme.fees.soqResubmittal;
  if (reading.payer.email === null) return 'the receipt names no e-mail address of the payer';
  if (reading.amountCents !== wanted)
    return `paid ${wordsForCents(reading.amountCents)}, the fee is ${wordsForCents(wanted)}`;
  if (application?.payments.some((payment) => payment.state === 'matched') === true)
    return 'this payer has paid an SOQ fee already: for somebody else, or twice?';
  if (application !== null && application.withdrawnAt !== null) return 'this application was withdrawn';
  if (application !== null && application.outcome !== null)
    return 'this application has been decided already';
  return null;
}

/** Before a window opens there is no cycle that the fee could count for. */
function earlyReason({ programme, paidOn }: PaymentInput): string | null {
  const cycle = cycleOn(programme, paidOn);
  if (cycle !== null && paidOn >= cycle.payment.opens.slice(0, 10)) return null;
  return `paid on ${paidOn}, outside the payment window`;
}

/** A payment counts by its own date; a mail that is read late has a person look. */
function lateReason({ programme, paidOn, now }: PaymentInput): Omit<SoqFeeDoubt, 'settles'> | null {
  const cycle = cycleOn(programme, paidOn);
  if (cycle === null || !isInPaymentWindow(cycle, paidOn))
    return { reason: `paid on ${paidOn}, outside the payment window`, outside: true };
  return now >= endOf(cycle.soqDeadline.slice(0, 10), programme.timeZone)
    ? { reason: 'read when the day of the SOQ deadline was over', outside: false }
    : null;
}

/** Which of both fees it has to be depends on what became of the payer's SOQ in the cycle before. */
function historyReason(input: PaymentInput): string | null {
  const { reading, lastOutcome, person } = input;
  const who = person?.name ?? 'this payer';
  if (reading.purpose === 'soq-resubmittal' && !mayPayReduced(input))
    return `the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for ${who}`;
  if (reading.purpose === 'soq-new' && mayPayReduced(input))
    return `the full fee was paid by ${who}, who may use the resubmittal fee`;
  if (input.application?.feeWaived === true)
    return `the SOQ fee of ${who} was waived, and was paid all the same`;
  if (reading.purpose === 'soq-new' && lastOutcome === 'candidate')
    return `${who} was selected in the last cycle: was the annual fee meant?`;
  return null;
}

/** Who was not selected in the last cycle, or whose status ended not long ago where the programme says so. */
function mayPayReduced({ lastOutcome, lapsed, programme, paidOn }: PaymentInput): boolean {
  const until = lapsed === null ? null : reducedUntil(lapsed, programme);
  return lastOutcome === 'not-selected' || (until !== null && paidOn <= until);
}
