import type { Programme } from '../../programme/schema.ts';
import { endOf, wordsForInstant } from '../calendar.ts';
import { soqDeadlineEvent } from '../calendar-event.ts';
import { cycleNamed, cycleOn, isInPaymentWindow, soqDeadline } from '../cycle.ts';
import type { Decision } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { reducedUntil } from '../ladder.ts';
import { wordsForCents } from '../money.ts';
import { soqLimits } from '../soq-limits.ts';
import { answerDraft, newPayment, type PaymentInput, reviewPayment } from './payment-input.ts';

/** The SOQ fee opens the application and sends the instructions. Sources: domain.md sections 1a, 1c and 5 (1, 17). */
export function decideSoqFee(input: PaymentInput): Decision {
  const doubt = soqFeeDoubt(input);
  if (doubt !== null) return reviewPayment(input, doubt);
  const cycle = cycleOn(input.programme, input.paidOn);
  const email = input.reading.payer.email;
  if (cycle === null || email === null) return reviewPayment(input, 'no cycle is open');
  const personId = input.person?.id ?? input.ids.person;
  const applicationId = input.application?.id ?? input.ids.application;
  const name = input.person?.name ?? input.reading.payer.name ?? email;
  const calendar = soqDeadlineEvent(input.programme, cycle.name, input.now);
  return {
    kind: 'apply',
    event: 'payment-confirmed',
    reason: `SOQ fee paid, order ${input.reading.order}`,
    about: { kind: 'application', id: applicationId },
    personId,
    expects:
      input.application === null
        ? []
        : [{ row: 'application', id: applicationId, version: input.application.version }],
    facts: openingFacts(input, { personId, applicationId, name, email, cycle: cycle.name }),
    drafts: [
      answerDraft({
        key: `instructions/${input.store}/${input.reading.order}`,
        to: email,
        toName: name,
        message: { name: 'instructions', values: instructionValues(input, cycle.name) },
        about: { kind: 'application', id: applicationId },
        personId,
        ...(calendar === null ? {} : { calendar }),
      }),
    ],
  };
}

/** Why a person must look before this fee counts, or null. */
function soqFeeDoubt(input: PaymentInput): string | null {
  const { reading, programme, application } = input;
  const cycle = cycleOn(programme, input.paidOn);
  const wanted = reading.purpose === 'soq-new' ? programme.fees.soqNew : programme.fees.soqResubmittal;
  if (reading.payer.email === null) return 'the receipt names no e-mail address of the payer';
  if (cycle === null || !isInPaymentWindow(cycle, input.paidOn))
    return `paid on ${input.paidOn}, outside the payment window`;
  if (input.now >= endOf(cycle.soqDeadline.slice(0, 10), programme.timeZone))
    return 'read when the day of the SOQ deadline was over';
  if (reading.amountCents !== wanted)
    return `paid ${wordsForCents(reading.amountCents)}, the fee is ${wordsForCents(wanted)}`;
  if (reading.purpose === 'soq-resubmittal' && !mayPayReduced(input))
    return 'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for this payer';
  if (reading.purpose === 'soq-new' && mayPayReduced(input))
    return 'the full fee was paid by somebody who may use the resubmittal fee';
  if (application?.payments.some((payment) => payment.state === 'matched') === true)
    return 'this payer has paid an SOQ fee already: for somebody else, or twice?';
  if (application !== null && application.withdrawnAt !== null) return 'this application was withdrawn';
  if (application !== null && application.outcome !== null)
    return 'this application has been decided already';
  return null;
}

/** Who was not selected in the last cycle, or whose status ended not long ago where the programme says so. */
function mayPayReduced({ lastOutcome, lapsed, programme, paidOn }: PaymentInput): boolean {
  const until = lapsed === null ? null : reducedUntil(lapsed, programme);
  return lastOutcome === 'not-selected' || (until !== null && paidOn <= until);
}

type Opening = { personId: string; applicationId: string; name: string; email: string; cycle: string };

function openingFacts(input: PaymentInput, opening: Opening): Fact[] {
  const { personId, applicationId, email } = opening;
  const facts: Fact[] = [];
  if (input.person === null)
    facts.push({
      fact: 'person-created',
      personId,
      name: opening.name,
      address: email,
      learnedFrom: 'payment',
    });
  if (input.application === null)
    facts.push({ fact: 'application-opened', applicationId, personId, cycle: opening.cycle, at: input.now });
  facts.push({
    fact: 'payment-recorded',
    payment: newPayment(input, {
      state: 'matched',
      stateReason: input.person === null ? 'first payment of a new person' : 'paid from a known address',
      personId,
      applicationId,
    }),
  });
  facts.push(...feeOnApproval(input, applicationId));
  facts.push({ fact: 'submissions-reconsidered', address: email });
  return facts;
}

/** An SOQ that waits for a decision after its fee was refunded says "not paid" until the fee is paid anew. */
function feeOnApproval({ application, reading }: PaymentInput, applicationId: string): Fact[] {
  const again = application?.payments.some(({ state }) => state === 'refunded') === true;
  return again ? [{ fact: 'approval-fee', applicationId, words: `paid, order ${reading.order}` }] : [];
}

function instructionValues(input: PaymentInput, cycleName: string) {
  const { programme, reading } = input;
  return {
    order: reading.order,
    amount: wordsForCents(reading.amountCents, reading.currency),
    deadline: deadlineWords(programme, cycleName),
    submitTo: programme.addresses.programme,
    ...soqLimits(programme),
  };
}

/** The SOQ deadline of a cycle in words with its zone. */
export function deadlineWords(programme: Programme, cycleName: string): string {
  const cycle = cycleNamed(programme, cycleName);
  return cycle === null ? '' : wordsForInstant(soqDeadline(programme, cycle), programme.timeZone);
}
