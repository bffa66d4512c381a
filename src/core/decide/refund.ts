// Money that was given back. Only called for mails from a trusted, authenticated sender about our own shop.
import type { ApplicationCase, PaymentFact, TermCase } from '../case.ts';
import type { Decision } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { assessFee, renewalDates } from '../fee.ts';
import { wordsForCents } from '../money.ts';
import { newPayment, type PaymentInput, paymentCard } from './payment-input.ts';

/** `subject`: the case that the known payment counts for, as it is now; null when it counts for none. */
export type RefundInput = PaymentInput & { subject: ApplicationCase | TermCase | null };

/**
 * A refund reverses (payment-mails.md F8): given back as a whole, the order no longer counts, and what followed from it
 * is taken back as far as torq itself did it. A part of it, or an amount that cannot be read, is for a person.
 */
export function decideRefund(input: RefundInput): Decision {
  const { known } = input;
  if (known === null) return refundFirst(input);
  const said = { fact: 'payment-evidence', paymentId: known.id, said: evidence(input) } as const;
  if (known.state === 'refunded')
    return {
      kind: 'ignore',
      reason: `the refund of order ${known.orderNumber} is known already`,
      about: null,
      facts: [said],
    };
  const doubt = refundDoubt(input, known);
  return doubt === null ? reverse(input, known, said) : review(input, doubt, known.id, [said]);
}

/** A refund of an order that no mail has spoken of: a confirmation that comes later must not count by itself. */
function refundFirst(input: RefundInput): Decision {
  const reason = 'a refund of an order that torq had not seen';
  const payment = newPayment(input, { state: 'refunded', stateReason: reason });
  return review(input, reason, input.ids.payment, [{ fact: 'payment-recorded', payment }]);
}

function refundDoubt({ reading, programme }: RefundInput, known: PaymentFact): string | null {
  if (reading.doubts.length > 0) return reading.doubts.join('; ');
  const refund = reading.refund ?? { extent: 'not-said', amountCents: null };
  const { currency } = programme.payments;
  const paid = wordsForCents(known.amountCents, known.currency);
  if (refund.extent === 'part') return `a part of ${paid} was given back`;
  if (refund.amountCents === null)
    return refund.extent === 'whole'
      ? null
      : `money was given back, and the mail does not say how much of ${paid}`;
  return refund.amountCents === known.amountCents && known.currency === currency
    ? null
    : `${wordsForCents(refund.amountCents, currency)} of ${paid} was given back`;
}

function reverse(input: RefundInput, known: PaymentFact, said: Fact): Decision {
  const { subject } = input;
  const reason = `order ${known.orderNumber} was refunded: ${wordsForCents(known.amountCents, known.currency)} given back`;
  const consequences = subject === null ? [] : consequencesOf(input, known, subject);
  return {
    kind: 'apply',
    event: 'payment-refunded',
    reason,
    about: subject === null ? null : { kind: subject.kind, id: caseId(subject) },
    personId: subject?.person.id ?? null,
    expects: [
      { row: 'payment', id: known.id, state: known.state },
      ...(subject === null ? [] : [expectationOf(subject)]),
    ],
    facts: [said, { fact: 'payment-refunded', paymentId: known.id, reason }, ...consequences],
    drafts: [noticeCard(input, known, reason, meaning(subject, consequences))],
  };
}

function expectationOf(subject: ApplicationCase | TermCase) {
  return subject.kind === 'application'
    ? ({ row: 'application', id: subject.application.id, version: subject.application.version } as const)
    : ({ row: 'term', id: subject.term.id, version: subject.term.version } as const);
}

function caseId(subject: ApplicationCase | TermCase): string {
  return subject.kind === 'application' ? subject.application.id : subject.term.id;
}

/** What torq did because of the payment and nobody else confirmed. */
function consequencesOf(input: RefundInput, known: PaymentFact, subject: ApplicationCase | TermCase): Fact[] {
  const left = subject.payments.filter(({ id }) => id !== known.id);
  if (subject.kind === 'application') {
    const isPaid = left.some(({ state, purpose }) => state === 'matched' && purpose.startsWith('soq-'));
    const words = `REFUNDED, order ${known.orderNumber}`;
    return isPaid ? [] : [{ fact: 'approval-fee', applicationId: subject.application.id, words }];
  }
  const dates = renewalDates(subject.term.startsOn, input.programme.renewal);
  const { state } = assessFee(left, dates, input.programme.fees);
  const isPaid = state === 'paid' || state === 'overpaid';
  const isOurs = subject.term.ticks.fee !== null && subject.term.feeTickedBy === 'torq';
  return isOurs && !isPaid ? [{ fact: 'fee-unticked', termId: subject.term.id }] : [];
}

/** What it means, in words for staff. */
function meaning(subject: ApplicationCase | TermCase | null, consequences: readonly Fact[]): string {
  if (subject === null) return 'The payment counted for nobody. Nothing else was changed.';
  const { name } = subject.person;
  if (subject.kind === 'term') {
    if (consequences.length === 0)
      return `The fee of ${name}’s term stays ticked: it was ticked by a person, or paid otherwise.`;
    const confirmed =
      subject.term.confirmedAt === null ? '' : ' The renewal had been confirmed before: please look at it.';
    return `The fee of ${name}’s term is open again, and reminders speak of it.${confirmed}`;
  }
  const { decision, withdrawnAt } = subject.application;
  if (withdrawnAt !== null) return `${name} had withdrawn. Nothing else was changed.`;
  if (decision !== null)
    return `It came after the decision (${decision.outcome}), which stands until you change it. Please look at it.`;
  return `${name}’s application counts as not paid. It stays open; nobody was written to.`;
}

function noticeCard(input: RefundInput, known: PaymentFact, reason: string, means: string) {
  const card = paymentCard(input, reason, known.id);
  return {
    ...card,
    key: `card/refund/${known.id}`,
    prompt: {
      ...card.prompt,
      kind: 'notice' as const,
      title: 'A payment was given back',
      facts: [
        ['What happened', reason] as const,
        ['What it means', means] as const,
        ...card.prompt.facts.slice(1),
      ],
    },
  };
}

function review(input: RefundInput, reason: string, paymentId: string, facts: readonly Fact[]): Decision {
  const card = paymentCard(input, reason, paymentId);
  return {
    kind: 'review',
    reason,
    about: null,
    facts,
    drafts: [{ ...card, prompt: { ...card.prompt, title: 'A refund needs your eyes' } }],
  };
}

function evidence({ reading }: RefundInput): string {
  return `${reading.vendor} order ${reading.order}: refunded`;
}
