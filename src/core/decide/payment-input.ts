// What is known when a payment is decided, and the parts that every payment decision is made of.
import type { Programme } from '../../programme/schema.ts';
import { wordsForInstant } from '../calendar.ts';
import { type Candidate, likelyFacts, named } from '../candidates.ts';
import {
  type ApplicationCase,
  mailAddressOf,
  type Outcome,
  type PaymentFact,
  type Person,
  type TermCase,
} from '../case.ts';
import type { CardDraft, Decision, MailDraft, NamedPerson } from '../decision.ts';
import type { NewPayment } from '../facts.ts';
import { wordsForCents } from '../money.ts';
import type { PaymentReading } from '../payments/reading.ts';
import { type Assignment, onceMore } from './assignment.ts';
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
    feeWaived: boolean;
    payments: readonly PaymentFact[];
  } | null;
  /** Outcome of the person's application in the cycle before, or null. */
  lastOutcome: Outcome | null;
  /** The term whose fee the person may be paying: the oldest one whose renewal is open. */
  annualFee: TermCase | null;
  /** The person's last term in this programme, when their status has ended; else null. */
  lapsed: TermCase | null;
  /** The person's application in the cycle under way, when they are a candidate who knows it. */
  candidate: ApplicationCase | null;
  /** For a payer who is not known: whose payment it may be, for staff. */
  likely: readonly Candidate[];
  /** Whose staff said it is, or null; `reading.payer` is then that person. */
  assigned: Assignment | null;
  /** Why the payment waits for staff already; left out: it does not. */
  doubted?: string;
  ids: FreshIds;
  programme: Programme;
  now: Date;
};

/**
 * Records a payment that counts for nobody until a person has looked, and asks for that look.
 * @param settles whether staff may have it count as it is, by saying whose it is
 */
export function reviewPayment(input: PaymentInput, reason: string, settles = false): Decision {
  const more = [...waitingRows(input), ...(settles ? settlingRows(input) : [])];
  const people = settles && input.person !== null ? [namedPerson(input.person)] : undefined;
  return {
    kind: 'review',
    reason,
    about: null,
    facts: [
      {
        fact: 'payment-recorded',
        payment: newPayment(input, { state: 'review', stateReason: reason, ...belonging(input) }),
      },
    ],
    drafts: [
      paymentCard(input, reason, {
        paymentId: input.ids.payment,
        more,
        ...(people === undefined ? {} : { people }),
      }),
    ],
  };
}

type Belonging = Pick<NewPayment, 'personId' | 'applicationId' | 'termId'>;

/** Whose the payment is while it waits: it counts for nothing yet, and nobody is chased for it. */
function belonging({ person, reading, application, annualFee }: PaymentInput): Belonging {
  const isSoqFee = reading.purpose === 'soq-new' || reading.purpose === 'soq-resubmittal';
  return {
    personId: person?.id ?? null,
    applicationId: isSoqFee && person !== null ? (application?.id ?? null) : null,
    termId: person === null ? null : (annualFee?.term.id ?? null),
  };
}

function waitingRows({ person, likely }: PaymentInput): Rows {
  if (person === null) return likelyFacts(likely);
  return [
    ['Whose', `${person.name}, ${mailAddressOf(person) ?? 'no address that takes mail'}`],
    ['Meanwhile', `while this card is open, ${person.name} gets no reminders of a fee that is open`],
  ];
}

function settlingRows({ person }: PaymentInput): Rows {
  const button = person === null ? 'Who says whose it is' : `"It is ${person.name}"`;
  return [
    [
      'If it is right',
      `${button} makes it count as it is; the difference in money, if any, is yours to settle.`,
    ],
  ];
}

function namedPerson(person: Person): NamedPerson {
  return { name: person.name, address: person.addresses[0]?.address ?? '' };
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

type Rows = readonly (readonly [label: string, value: string])[];

/** What differs from card to card. `once`: one for ever instead of one a mail. */
export type CardWords = {
  paymentId: string;
  title?: string;
  more?: Rows;
  once?: string;
  /** Whose it may be, instead of the likely people. */
  people?: readonly NamedPerson[];
};

/** The card that asks staff to look at a payment. */
export function paymentCard(input: PaymentInput, reason: string, words: CardWords): CardDraft {
  const { reading, inboundMailId } = input;
  const { paymentId, title = 'A payment needs your eyes', more = [], once = inboundMailId } = words;
  return {
    channel: 'slack',
    key: `card/payment-review/${paymentId}/${once}${onceMore(input.assigned)}`,
    prompt: {
      id: input.ids.prompt,
      kind: 'payment-review',
      title,
      facts: [
        ['Why', reason],
        ['Order', `${input.store} ${reading.order}`],
        ['Amount', wordsForCents(reading.amountCents, reading.currency)],
        ['Item', reading.items.map((item) => `${item.name} × ${item.quantity}`).join('; ') || 'none named'],
        [
          'Payer',
          [reading.payer.name, reading.payer.email].filter((part) => part !== null).join(', ') || 'not named',
        ],
        dateRow(input),
        ...more,
      ],
      applicationId: null,
      submissionId: null,
      paymentId,
      inboundMailId,
      outboxItemId: null,
      ...(reading.status === 'refunded' ? {} : { people: words.people ?? input.likely.map(named) }),
    },
  };
}

/** What a refund mail dates is the order, not the refund. */
function dateRow({ reading, paidOn, receivedAt, programme }: PaymentInput): Rows[number] {
  return reading.status === 'refunded'
    ? ['Received', wordsForInstant(receivedAt, programme.timeZone)]
    : ['Paid on', paidOn];
}

/** A mail about a case that answers something that happened. */
export function answerDraft(
  draft: Pick<MailDraft, 'key' | 'to' | 'toName' | 'message' | 'about' | 'personId'> & Partial<MailDraft>,
): MailDraft {
  return { channel: 'mail', condition: { kind: 'always' }, notBefore: null, ...draft };
}
