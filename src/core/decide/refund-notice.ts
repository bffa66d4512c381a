// What staff are told when a refund has taken a payment back: what changed, what stands, and what is theirs to do.
import { dateOf, wordsForDate, wordsForInstant } from '../calendar.ts';
import {
  type ApplicationCase,
  type Case,
  currentSubmission,
  type PaymentFact,
  type TermCase,
} from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import type { CardDraft } from '../decision.ts';
import { feeOn, renewalDates } from '../fee.ts';
import { lastDayOf } from '../ladder.ts';
import { wordsForCents } from '../money.ts';
import { dueWords } from '../reminder-message.ts';
import { waitingWords } from '../waiting.ts';
import { losesTick, type RefundInput } from './refund-input.ts';

/** One a payment: a refund that is read twice is told once. `counted` is the case for which it counted, or null. */
export function refundNotice(input: RefundInput, known: PaymentFact, counted: Case | null): CardDraft {
  const { reading, inboundMailId, ids, store, subject } = input;
  const other = subject?.waiting.find(({ id }) => id !== known.id);
  const more = other === undefined ? [] : [['Also', waitingWords(other)] as const];
  return {
    channel: 'slack',
    key: `card/notice/refund/${known.id}`,
    prompt: {
      id: ids.prompt,
      kind: 'notice',
      title: `${titleOf(counted)}: order ${reading.order}`,
      facts: [
        [
          'Refunded',
          `${wordsForCents(known.amountCents, known.currency)}, ${store} order ${reading.order}, paid on ${known.paidOn}`,
        ],
        ...(subject === null ? [] : [['Whose', caseOwnerWords(subject)] as const]),
        ...(counted === null
          ? [['Taken back', notCounted[known.state]] as const]
          : consequences(input, counted, known)),
        ...more,
      ],
      applicationId: subject?.kind === 'application' ? subject.application.id : null,
      submissionId: null,
      paymentId: known.id,
      inboundMailId,
      outboxItemId: null,
    },
  };
}

const notCounted: Record<PaymentFact['state'], string> = {
  matched: 'the payment no longer counts; it was for no case that torq knows',
  review: 'nothing: the payment was waiting for you and had not counted. Its card is closed',
  refunded: 'nothing: it did not count',
  'set-aside': 'nothing: you had taken care of this payment, and it had not counted',
};

function titleOf(counted: Case | null): string {
  if (counted?.kind === 'application' && counted.application.decision?.outcome === 'candidate')
    return 'Refund after selection';
  if (counted?.kind === 'application' && counted.application.decision !== null)
    return 'Refund after the decision';
  if (counted?.kind === 'term' && counted.term.confirmedAt !== null)
    return 'Refund after the renewal was confirmed';
  return 'Refund';
}

type Rows = readonly (readonly [string, string])[];

function consequences(input: RefundInput, counted: Case, known: PaymentFact): Rows {
  return counted.kind === 'application'
    ? applicationRows(input, counted, known)
    : termRows(input, counted, known);
}

function applicationRows(input: RefundInput, subject: ApplicationCase, known: PaymentFact): Rows {
  const others = subject.payments.filter(({ id, state }) => id !== known.id && state === 'matched');
  if (others.length > 0)
    return [['Taken back', `this payment; the SOQ fee stays paid by order ${others[0]?.orderNumber}`]];
  return [
    ['Taken back', 'the SOQ fee: it counts as not paid'],
    ['What it means', meaningForApplication(input, subject)],
  ];
}

function meaningForApplication({ programme }: RefundInput, subject: ApplicationCase): string {
  const { application } = subject;
  const zone = programme.timeZone;
  if (application.withdrawnAt !== null)
    return `the application was withdrawn on ${wordsForInstant(application.withdrawnAt, zone)}: nothing more to do`;
  if (application.decision !== null) {
    const outcome = application.decision.outcome === 'candidate' ? 'selected' : 'not selected';
    return `${subject.person.name} was ${outcome} on ${wordsForInstant(application.decision.at, zone)}. That stands until you change it`;
  }
  return currentSubmission(subject) === null
    ? 'no complete SOQ has come. torq sends no more reminders about it; if one comes, its card will say that the fee is not paid'
    : 'an SOQ waits for your decision; its card now says that the fee is not paid';
}

function termRows(input: RefundInput, subject: TermCase, known: PaymentFact): Rows {
  const { term } = subject;
  const starts = wordsForDate(term.startsOn);
  if (!losesTick(input, subject, known)) {
    const why =
      term.ticks.fee === null
        ? 'was open before'
        : term.feeTickedBy === 'torq'
          ? 'stays paid'
          : 'was ticked by a person, and stays so';
    return [['Taken back', `this payment; the annual fee of the term from ${starts} ${why}`]];
  }
  return [
    ['Taken back', `the tick for the annual fee of the term from ${starts}`],
    ['What it means', meaningForTerm(input, subject)],
  ];
}

function meaningForTerm({ programme, now }: RefundInput, { term, person }: TermCase): string {
  if (term.confirmedAt !== null)
    return `the renewal of ${person.name} was confirmed on ${wordsForInstant(term.confirmedAt, programme.timeZone)}. That, and what followed from it, stands until you decide: a card asks whether the status ends`;
  const dates = renewalDates(term.startsOn, programme.renewal);
  const today = dateOf(now, programme.timeZone);
  const fee = wordsForCents(feeOn(today, dates, programme.fees));
  const until = today <= dates.due ? dates.due : lastDayOf({ term }, programme.renewal);
  return `the fee is open again: ${fee} until ${dueWords(until, programme)}. Reminders about it go on`;
}
