// A confirmed payment: whose it is, whether it is right, and what follows. Only called for mails of kind `payment`,
// that is from a trusted and authenticated sender. What is not beyond doubt becomes a card, with the reason.
import { likelyFacts } from '../candidates.ts';
import type { PaymentFact } from '../case.ts';
import type { Decision } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { wordsForCents } from '../money.ts';
import { decideAnnualFee } from './annual-fee.ts';
import { type PaymentInput, paymentCard, reviewPayment } from './payment-input.ts';
import { decideSoqFee } from './soq-fee.ts';

export function decidePayment(input: PaymentInput): Decision {
  return input.known === null ? decideNewOrder(input) : decideKnownOrder(input, input.known);
}

function decideNewOrder(input: PaymentInput): Decision {
  const { reading } = input;
  // Staff have seen the doubts on the card, and say all the same whose it is.
  if (reading.doubts.length > 0 && input.assigned === null)
    return reviewPayment(input, reading.doubts.join('; '));
  if (reading.currency !== input.programme.payments.currency)
    return reviewPayment(input, `the currency is ${reading.currency}`);
  switch (reading.purpose) {
    case 'soq-new':
    case 'soq-resubmittal':
      return decideSoqFee(input);
    case 'tor-annual':
    case 'late-fee':
      return decideAnnualFee(input);
    case 'unknown':
      return reviewPayment(input, 'the item is none of this programme’s products');
  }
}

/** Two mails about one order are one payment: the second is kept as evidence (WooCommerce #13963, #27791). */
function decideKnownOrder(input: PaymentInput, known: PaymentFact): Decision {
  const { reading } = input;
  if (known.state === 'refunded') return afterRefund(input, known);
  if (known.amountCents !== reading.amountCents || known.currency !== reading.currency)
    return question(input, known, otherAmount(reading, known), input.inboundMailId);
  return known.state === 'review' && (reading.doubts.length === 0 || input.assigned !== null)
    ? decideAgain(input, known)
    : keptAsEvidence(input, known, `order ${reading.order} is known already: kept as evidence`);
}

function otherAmount({ order, amountCents, currency }: PaymentInput['reading'], known: PaymentFact): string {
  return `order ${order} was ${wordsForCents(known.amountCents, known.currency)} before, this mail says ${wordsForCents(amountCents, currency)}`;
}

/** Also when the refund was read first. Mails about one order are many; the question is one. */
function afterRefund(input: PaymentInput, known: PaymentFact): Decision {
  const reason = `order ${input.reading.order} was refunded: this confirmation of it does not count by itself`;
  return question(input, known, reason, 'after-refund');
}

function question(input: PaymentInput, known: PaymentFact, reason: string, once: string): Decision {
  const card = paymentCard(input, reason, { paymentId: known.id, once, more: likelyFacts(input.likely) });
  return { kind: 'review', reason, about: null, facts: [evidenceOf(input, known)], drafts: [card] };
}

/** The first mail about this order left doubts and this one leaves none: decided as if it were the first. */
function decideAgain(input: PaymentInput, known: PaymentFact): Decision {
  const { order } = input.reading;
  const decision = decideNewOrder({
    ...input,
    known: null,
    doubted: known.stateReason,
    ids: { ...input.ids, payment: known.id },
  });
  if (decision.kind === 'apply')
    return {
      ...decision,
      reason: `${decision.reason}; an earlier mail about this order had left doubts`,
      expects: [...decision.expects, { row: 'payment', id: known.id, state: known.state }],
      facts: [...decision.facts.map((fact) => updating(fact, 'payment-matched')), evidenceOf(input, known)],
    };
  if (decision.kind === 'ignore' || (decision.reason === known.stateReason && input.assigned === null))
    return keptAsEvidence(
      input,
      known,
      `order ${order} is known already, and still waits for staff: kept as evidence`,
    );
  return {
    ...decision,
    facts: [...decision.facts.map((fact) => updating(fact, 'payment-reviewed')), evidenceOf(input, known)],
  };
}

/** There is a record already: it is changed instead of made. */
function updating(fact: Fact, as: 'payment-matched' | 'payment-reviewed'): Fact {
  return fact.fact === 'payment-recorded' ? { fact: as, payment: fact.payment } : fact;
}

function keptAsEvidence(input: PaymentInput, known: PaymentFact, reason: string): Decision {
  return { kind: 'ignore', reason, about: null, facts: [evidenceOf(input, known)] };
}

function evidenceOf({ reading }: PaymentInput, known: PaymentFact): Fact {
  const { vendor, order, status, amountCents, currency } = reading;
  const said = `${vendor} order ${order}: ${status}, ${wordsForCents(amountCents, currency)}`;
  return { fact: 'payment-evidence', paymentId: known.id, said };
}
