// A fee for a term whose status has ended. Money that was paid too late counts for nothing; a fee that was paid in time, and
// only read later, may bring the status back. Staff decide both (domain.md, decision 5).
import type { Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { wordsForDate } from '../calendar.ts';
import { mailAddressOf, type PaymentFact, type TermCase } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import type { CardDraft, Decision, MailDraft } from '../decision.ts';
import { assessFee, renewalDates } from '../fee.ts';
import { lastDayOf } from '../ladder.ts';
import { wordsForCents } from '../money.ts';
import { dueWords, openItems } from '../reminder-message.ts';
import { answerDraft, newPayment, type PaymentInput, reviewPayment } from './payment-input.ts';
import { untilIn } from './until.ts';

const prefix = 'reinstate.';

/** The term that such a card is about, or null. */
export function termOfReinstatePrompt(promptId: string): string | null {
  return promptId.startsWith(prefix) ? (promptId.split('.')[1] ?? null) : null;
}

/** An annual fee of somebody whose status has ended. */
export function paidAfterLapse(input: PaymentInput, subject: TermCase): Decision {
  const { programme, paidOn } = input;
  const lastDay = lastDayOf(subject, programme.renewal);
  if (subject.term.confirmedAt !== null || paidOn > lastDay)
    return reviewPayment(
      input,
      `the annual fee, paid on ${paidOn} by ${subject.person.name}, whose status ended on ${subject.credential.endedOn ?? 'an earlier day'}. It does not count: they qualify again with a new SOQ`,
    );
  const reason = `paid on ${paidOn}, by the last day for renewing (${lastDay}), and read when the status had ended`;
  const { personId, termId } = { personId: subject.person.id, termId: subject.term.id };
  return {
    kind: 'review',
    reason,
    about: { kind: 'term', id: termId },
    facts: [
      {
        fact: 'payment-recorded',
        payment: newPayment(input, { state: 'review', stateReason: reason, personId, termId }),
      },
    ],
    drafts: [reinstateCard(input, subject)],
  };
}

function reinstateCard(
  { ids, inboundMailId, reading, store, paidOn, programme }: PaymentInput,
  subject: TermCase,
): CardDraft {
  const id = `${prefix}${subject.term.id}.${ids.payment}`;
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'reinstate',
      title: `Paid in time, and ended: ${subject.person.name}`,
      facts: [
        ['Trainer', caseOwnerWords(subject)],
        [
          'Paid',
          `${wordsForCents(reading.amountCents, reading.currency)} on ${wordsForDate(paidOn)}, ${store} order ${reading.order}`,
        ],
        ['Last day', dueWords(lastDayOf(subject, programme.renewal), programme)],
        [
          'Ended',
          subject.credential.endedOn === null ? 'yes' : `on ${wordsForDate(subject.credential.endedOn)}`,
        ],
        ['Meanwhile', 'the payment counts for nothing, and they are told nothing'],
      ],
      applicationId: null,
      submissionId: null,
      paymentId: ids.payment,
      inboundMailId,
      outboxItemId: null,
    },
  };
}

/** Only called for who may. */
export function answerReinstate(input: AnswerInput, choice: 'reinstate' | 'stays-ended'): AnswerDecision {
  const { prompt, terms } = input;
  const subject = terms.find(({ term }) => term.id === termOfReinstatePrompt(prompt.id));
  const payment = subject?.payments.find(({ id }) => id === prompt.paymentId);
  if (subject === undefined || payment === undefined)
    return { kind: 'refuse', tell: 'This card names no payment. Nothing was changed.' };
  if (choice === 'stays-ended')
    return {
      kind: 'stand',
      tell: `Noted: the status of ${subject.person.name} stays ended. Please give the payment back.`,
      event: 'status-stays-ended',
      expects: [],
      facts: [{ fact: 'payment-set-aside', paymentId: payment.id }],
      drafts: [],
    };
  if (payment.state !== 'review')
    return { kind: 'refuse', tell: `This payment is ${payment.state} meanwhile. Nothing was changed.` };
  if (subject.term.lapsedAt === null)
    return {
      kind: 'refuse',
      tell: `The status of ${subject.person.name} is in force already. Nothing was changed.`,
    };
  return reinstate(input, subject, payment);
}

function reinstate(input: AnswerInput, subject: TermCase, payment: PaymentFact): AnswerDecision {
  const { programme, now, by } = input;
  const wanted = untilIn(input.reason, subject, { programme, now });
  if ('tell' in wanted) return { kind: 'refuse', tell: wanted.tell };
  const { term, person, credential } = subject;
  const counted = subject.payments.map((one) =>
    one === payment ? { ...one, state: 'matched' as const } : one,
  );
  const fee = assessFee(counted, renewalDates(term.startsOn, programme.renewal), programme.fees);
  const feeComplete = fee.state === 'paid' || fee.state === 'overpaid';
  const ticks = { ...term.ticks, fee: feeComplete ? now : term.ticks.fee };
  return {
    kind: 'stand',
    tell: `Reinstated: ${person.name}, with time until ${wordsForDate(wanted.until)} for what is open.`,
    event: 'status-reinstated',
    expects: [
      { row: 'term', id: term.id, version: term.version },
      { row: 'payment', id: payment.id, state: 'review' },
    ],
    facts: [
      {
        fact: 'term-reinstated',
        termId: term.id,
        credentialId: credential.id,
        personId: person.id,
        paymentId: payment.id,
        feeComplete,
        by,
        at: now,
        ...wanted,
      },
    ],
    drafts: reinstatedMail({ ...subject, term: { ...term, ticks } }, payment, wanted.until, programme),
  };
}

function reinstatedMail(
  subject: TermCase,
  payment: PaymentFact,
  until: string,
  programme: Programme,
): MailDraft[] {
  const { term, person } = subject;
  const to = mailAddressOf(person);
  if (to === null) return [];
  const values = {
    termEnds: wordsForDate(term.endsOn),
    until: dueWords(until, programme),
    openItems: openItems(subject, programme),
  };
  return [
    answerDraft({
      key: `reinstated/${payment.id}`,
      to,
      toName: person.name,
      message: { name: 'reinstated', values },
      about: { kind: 'term', id: term.id },
      personId: person.id,
      condition: { kind: 'status', ended: false },
    }),
  ];
}
