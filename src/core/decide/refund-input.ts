import type { Case, PaymentFact, TermCase } from '../case.ts';
import { assessFee, renewalDates } from '../fee.ts';
import type { PaymentInput } from './payment-input.ts';

export type RefundInput = PaymentInput & {
  /** The case that the known payment counts for, or would; null when there is none. */
  subject: Case | null;
};

/** Whether the fee of the term is open again without this payment; a tick that a person set is theirs to take back. */
export function losesTick(
  { programme }: RefundInput,
  { term, payments }: TermCase,
  known: PaymentFact,
): boolean {
  const left = payments.filter(({ id }) => id !== known.id);
  const fee = assessFee(left, renewalDates(term.startsOn, programme.renewal), programme.fees);
  return term.feeTickedBy === 'torq' && fee.state !== 'paid' && fee.state !== 'overpaid';
}
