// A refund takes a payment back. Only called for refund mails that are beyond doubt: the sender's own, of a trusted and
// authenticated sender, about our own merchant. What cannot be told to be all of an order's money changes nothing.

import { likelyFacts } from '../candidates.ts';
import type { ApplicationCase, Case, PaymentFact } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import type { Decision } from '../decision.ts';
import type { Expectation } from '../expectation.ts';
import type { Fact } from '../facts.ts';
import { wordsForCents } from '../money.ts';
import type { PaymentReading } from '../payments/reading.ts';
import { referenceTo } from '../reference-to.ts';
import { waivedFeeWords } from '../soq-fee-words.ts';
import { newPayment, paymentCard } from './payment-input.ts';
import { losesTick, type RefundInput } from './refund-input.ts';
import { refundNotice } from './refund-notice.ts';

/** Reversal of payments: domain.md section 5 (25), payment-mails.md F8. */
export function decideRefund(input: RefundInput): Decision {
  const { known, reading } = input;
  if (known === null) return refundOfUnknown(input);
  if (known.state === 'refunded')
    return {
      kind: 'ignore',
      reason: `the refund of order ${reading.order} is known already: kept as evidence`,
      about: referenceOf(input),
      facts: [evidenceOf(known, reading)],
    };
  const doubt = doubtOf(reading, known);
  return doubt === null ? takeBack(input, known) : undecided(input, known, doubt);
}

/** Why this is not beyond doubt all of the order's money, or null. */
function doubtOf(reading: PaymentReading, known: PaymentFact): string | null {
  const { order, currency } = reading;
  const { extent, amountCents } = reading.refund ?? { extent: 'not-said', amountCents: null };
  const paid = wordsForCents(known.amountCents, known.currency);
  const given = amountCents === null ? null : wordsForCents(amountCents, currency);
  if (reading.doubts.length > 0) return reading.doubts.join('; ');
  if (currency !== known.currency)
    return `order ${order} was paid in ${known.currency}, the refund is in ${currency}`;
  if (extent === 'part')
    return `a part of order ${order} was refunded: ${given ?? 'how much cannot be read'}, of ${paid}`;
  if (amountCents === null && extent === 'not-said')
    return `order ${order} was refunded, but how much of its ${paid} cannot be read`;
  if (amountCents === null && reading.amountCents !== known.amountCents)
    return `order ${order} was ${paid} before, the refund speaks of ${wordsForCents(reading.amountCents, currency)}`;
  if (amountCents === null || amountCents === known.amountCents) return null;
  return extent === 'not-said' && amountCents < known.amountCents
    ? `a part of order ${order} was refunded: ${given}, of ${paid}`
    : `order ${order} was ${paid}, and ${given} were given back`;
}

/** Nothing changes: staff decide what a part of the money means. */
function undecided(input: RefundInput, known: PaymentFact, doubt: string): Decision {
  const reason = `${doubt}. Nothing was changed`;
  const counts = known.state === 'matched' ? 'yes, as before' : 'no, as before';
  return {
    kind: 'review',
    reason,
    about: referenceOf(input),
    facts: [evidenceOf(known, input.reading)],
    drafts: [
      paymentCard(input, reason, {
        paymentId: known.id,
        title: 'A refund needs your eyes',
        more: [
          ...(input.subject === null ? [] : [['Whose', caseOwnerWords(input.subject)] as const]),
          ['Counts', counts],
        ],
      }),
    ],
  };
}

function takeBack(input: RefundInput, known: PaymentFact): Decision {
  const { subject, reading } = input;
  const reason = `order ${reading.order} was refunded: ${wordsForCents(known.amountCents, known.currency)}`;
  const counted = known.state === 'matched' ? subject : null;
  const expects: Expectation[] = [{ row: 'payment', id: known.id, state: known.state }];
  if (subject !== null) expects.push({ row: subject.kind, ...versionOf(subject) });
  return {
    kind: 'apply',
    event: 'payment-refunded',
    reason,
    about: referenceOf(input),
    personId: subject?.person.id ?? input.person?.id ?? null,
    expects,
    facts: [
      { fact: 'payment-refunded', paymentId: known.id, reason },
      evidenceOf(known, reading),
      ...(counted === null ? [] : consequences(input, counted, known)),
    ],
    drafts: [refundNotice(input, known, counted)],
  };
}

function consequences(input: RefundInput, subject: Case, known: PaymentFact): Fact[] {
  return subject.kind === 'application'
    ? feeOnApproval(subject, known)
    : losesTick(input, subject, known)
      ? [{ fact: 'fee-unticked', termId: subject.term.id }]
      : [];
}

/** A question that is open about the SOQ says "paid"; it has to say what is true now. */
function feeOnApproval({ application, payments }: ApplicationCase, known: PaymentFact): Fact[] {
  const others = payments.filter(({ id, state }) => id !== known.id && state === 'matched');
  if (others.length > 0 || application.decision !== null) return [];
  const { feeWaived } = application;
  const words =
    feeWaived === null
      ? `NOT PAID: order ${known.orderNumber} was refunded`
      : waivedFeeWords(feeWaived.reason);
  return [{ fact: 'approval-fee', applicationId: application.id, words }];
}

function versionOf(subject: Case): { id: string; version: number } {
  const { id, version } = subject.kind === 'application' ? subject.application : subject.term;
  return { id, version };
}

/** It is recorded, so that a confirmation that is read later does not count behind anybody's back. */
function refundOfUnknown(input: RefundInput): Decision {
  const { reading, ids, person } = input;
  const reason = `a refund of order ${reading.order}, of which no payment is known. If a confirmation comes later, it will not count by itself`;
  return {
    kind: 'review',
    reason,
    about: null,
    facts: [
      {
        fact: 'payment-recorded',
        payment: newPayment(input, { state: 'refunded', stateReason: reason, personId: person?.id ?? null }),
      },
    ],
    drafts: [
      paymentCard(input, reason, {
        paymentId: ids.payment,
        title: 'A refund of an order that is not known',
        more: likelyFacts(input.likely),
      }),
    ],
  };
}

function evidenceOf({ id }: PaymentFact, reading: PaymentReading): Fact {
  const { vendor, order, refund, currency } = reading;
  const given =
    refund?.amountCents == null ? '' : `, ${wordsForCents(refund.amountCents, currency)} given back`;
  return { fact: 'payment-evidence', paymentId: id, said: `${vendor} order ${order}: refunded${given}` };
}

function referenceOf({ subject }: RefundInput) {
  return subject === null ? null : referenceTo(subject);
}
