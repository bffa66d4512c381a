// What is known when a payment is decided, and the parts that every payment decision is made of.
import type { Programme } from '../../programme/schema.ts';
import type { Outcome, PaymentFact, Person, TermCase } from '../case.ts';
import type { CardDraft, Decision, MailDraft } from '../decision.ts';
import type { NewPayment } from '../facts.ts';
import { wordsForCents } from '../money.ts';
import type { PaymentReading } from '../payments/reading.ts';
import type { FreshIds } from './ids.ts';

export type PaymentInput = {
  reading: PaymentReading;
  store: string;
  /** The mail that said so, and when our own server received it. */
  inboundMailId: string;
  receivedAt: Date;
  /** Calendar date of the payment: the receipt's own, else the day it was received (both in the programme's zone). */
  paidOn: string;
  /** The payment with the same store and order number, when there is one already. */
  known: PaymentFact | null;
  /** Whose address the payer's is, or null. */
  person: Person | null;
  application: {
    id: string;
    version: number;
    withdrawnAt: Date | null;
    outcome: Outcome | null;
    payments: readonly PaymentFact[];
  } | null;
  /** Outcome of the person's application in the cycle before, or null. */
  lastOutcome: Outcome | null;
  /** The term whose fee the person may be paying: the oldest one whose renewal is open. */
  annualFee: TermCase | null;
  /** Whom the payment may belong to when the payer is nobody we know, in words for staff. */
  likely: readonly string[];
  ids: FreshIds;
  programme: Programme;
  now: Date;
};

/** Records a payment that counts for nobody until a person has looked, and asks for that look. */
export function reviewPayment(input: PaymentInput, reason: string): Decision {
  return {
    kind: 'review',
    reason,
    about: null,
    facts: [
      {
        fact: 'payment-recorded',
        // Whose it seems to be: it counts for nobody, but nobody who has paid is told that they have not.
        payment: newPayment(input, {
          state: 'review',
          stateReason: reason,
          personId: input.person?.id ?? null,
        }),
      },
    ],
    drafts: [paymentCard(input, reason, input.ids.payment)],
  };
}

/** The record of a payment; matched ones name their person and case in `match`. */
export function newPayment(
  input: PaymentInput,
  match: Pick<NewPayment, 'state' | 'stateReason'> & Partial<NewPayment>,
): NewPayment {
  return {
    id: input.ids.payment,
    store: input.store,
    reading: input.reading,
    paidOn: input.paidOn,
    personId: null,
    applicationId: null,
    termId: null,
    ...match,
  };
}

/** The card that asks staff to look at a payment; one a mail. */
export function paymentCard(input: PaymentInput, reason: string, paymentId: string): CardDraft {
  const { reading } = input;
  return {
    channel: 'slack',
    key: `card/payment-review/${paymentId}/${input.inboundMailId}`,
    prompt: {
      id: input.ids.prompt,
      kind: 'payment-review',
      title: 'A payment needs your eyes',
      facts: [
        ['Why', reason],
        ['Order', `${input.store} ${reading.order}`],
        ['Amount', wordsForCents(reading.amountCents, reading.currency)],
        ['Item', reading.items.map((item) => `${item.name} × ${item.quantity}`).join('; ') || 'none named'],
        [
          'Payer',
          [reading.payer.name, reading.payer.email].filter((part) => part !== null).join(', ') || 'not named',
        ],
        ['Paid on', input.paidOn],
        ...(input.likely.length === 0 ? [] : [['Likely', input.likely.join('\n')] as const]),
      ],
      applicationId: null,
      submissionId: null,
      paymentId,
      inboundMailId: input.inboundMailId,
      outboxItemId: null,
    },
  };
}

/** A mail about a case that answers something that happened. */
export function answerDraft(
  draft: Pick<MailDraft, 'key' | 'to' | 'toName' | 'message' | 'about' | 'personId'> & Partial<MailDraft>,
): MailDraft {
  return { channel: 'mail', condition: { kind: 'always' }, notBefore: null, ...draft };
}
