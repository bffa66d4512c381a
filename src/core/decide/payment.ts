// A confirmed payment: whose it is, whether it is right, and what follows. Only called for mails of kind `payment`,
// that is from a trusted and authenticated sender. What is not beyond doubt becomes a card, with the reason.
import type { PaymentFact } from '../case.ts';
import type { Decision } from '../decision.ts';
import { wordsForCents } from '../money.ts';
import { decideAnnualFee } from './annual-fee.ts';
import { type PaymentInput, paymentCard, reviewPayment } from './payment-input.ts';
import { decideSoqFee } from './soq-fee.ts';

export function decidePayment(input: PaymentInput): Decision {
  const { known } = input;
  return known === null ? decideNewOrder(input) : decideKnownOrder(input, known);
}

function decideNewOrder(input: PaymentInput): Decision {
  const { reading } = input;
  if (reading.doubts.length > 0) return reviewPayment(input, reading.doubts.join('; '));
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
  const said = `${reading.vendor} order ${reading.order}: ${reading.status}, ${wordsForCents(reading.amountCents, reading.currency)}`;
  const evidence = { fact: 'payment-evidence', paymentId: known.id, said } as const;
  const isSame = known.amountCents === reading.amountCents && known.currency === reading.currency;
  const improved = isSame && known.state === 'review' ? settled(input, known) : null;
  if (improved !== null) return improved;
  if (known.state === 'refunded') {
    const reason = `order ${reading.order} was refunded, and this mail says that it is paid`;
    return {
      kind: 'review',
      reason,
      about: null,
      facts: [evidence],
      drafts: [paymentCard(input, reason, known.id)],
    };
  }
  if (isSame)
    return {
      kind: 'ignore',
      reason: `order ${reading.order} is known already: kept as evidence`,
      about: null,
      facts: [evidence],
    };
  const reason = `order ${reading.order} was ${wordsForCents(known.amountCents, known.currency)} before, this mail says ${wordsForCents(reading.amountCents, reading.currency)}`;
  return {
    kind: 'review',
    reason,
    about: null,
    facts: [evidence],
    drafts: [paymentCard(input, reason, known.id)],
  };
}

/**
 * A payment that waits for staff because of how its first mail was read is settled by a later one that leaves no doubt;
 * null when that one would leave it waiting too.
 */
function settled(input: PaymentInput, known: PaymentFact): Decision | null {
  const decision = decideNewOrder({ ...input, known: null, ids: { ...input.ids, payment: known.id } });
  if (decision.kind !== 'apply') return null;
  const said = `${input.reading.vendor} order ${input.reading.order}: ${input.reading.status}`;
  return {
    ...decision,
    expects: [...decision.expects, { row: 'payment', id: known.id, state: 'review' }],
    facts: [
      ...decision.facts.map((fact) =>
        fact.fact === 'payment-recorded' ? ({ ...fact, fact: 'payment-matched' } as const) : fact,
      ),
      { fact: 'payment-evidence', paymentId: known.id, said },
    ],
  };
}
