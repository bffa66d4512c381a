import { wordsForDate } from '../calendar.ts';
import { mailAddressOf, type PaymentFact, type TermCase } from '../case.ts';
import type { Decision } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { assessFee, type FeeAssessment, renewalDates } from '../fee.ts';
import { wordsForCents } from '../money.ts';
import { dueWords, openItems } from '../reminder-message.ts';
import { answerDraft, newPayment, type PaymentInput, reviewPayment } from './payment-input.ts';

/** The annual fee, by payment date: $65 through June 30, then $25 more. Sources: domain.md sections 1a, 5 (13, 16). */
export function decideAnnualFee(input: PaymentInput): Decision {
  const term = input.annualFee;
  if (term === null)
    return reviewPayment(input, 'an annual fee, but this payer is no Trainer of Record with an open renewal');
  const payment: PaymentFact = {
    id: input.ids.payment,
    store: input.store,
    orderNumber: input.reading.order,
    purpose: input.reading.purpose,
    amountCents: input.reading.amountCents,
    currency: input.reading.currency,
    paidOn: input.paidOn,
    state: 'matched',
  };
  const dates = renewalDates(term.term.startsOn, input.programme.renewal);
  if (input.paidOn > dates.lateUntil)
    return reviewPayment(
      input,
      `paid on ${input.paidOn}, after the last day for renewing (${dates.lateUntil})`,
    );
  const before = assessFee(term.payments, dates, input.programme.fees);
  if (before.state === 'paid')
    return reviewPayment(input, 'the fee of this term was paid before: paid twice?');
  const after = assessFee([...term.payments, payment], dates, input.programme.fees);
  return after.state === 'overpaid' || after.state === 'unpaid'
    ? reviewPayment(input, overpaidReason(after))
    : applyFee(input, term, after);
}

function overpaidReason(fee: FeeAssessment): string {
  return fee.state === 'overpaid'
    ? `${wordsForCents(fee.paidCents)} paid where ${wordsForCents(fee.dueCents)} was due`
    : 'it does not count';
}

type CountedFee = Extract<FeeAssessment, { state: 'paid' | 'underpaid' }>;

function applyFee(input: PaymentInput, term: TermCase, fee: CountedFee): Decision {
  const about = { kind: 'term', id: term.term.id } as const;
  const reason =
    fee.state === 'paid'
      ? `annual fee complete on ${fee.paidOn}`
      : `${wordsForCents(fee.paidCents)} paid on ${fee.paidOn}, ${wordsForCents(fee.missingCents)} still missing`;
  const facts: Fact[] = [
    {
      fact: 'payment-recorded',
      payment: newPayment(input, {
        state: 'matched',
        stateReason: reason,
        personId: term.person.id,
        termId: term.term.id,
      }),
    },
  ];
  if (fee.state === 'paid')
    facts.push({ fact: 'fee-ticked', termId: term.term.id, at: input.now, by: 'torq' });
  const to = mailAddressOf(term.person) ?? input.reading.payer.email;
  return {
    kind: 'apply',
    event: 'payment-confirmed',
    reason,
    about,
    personId: term.person.id,
    expects: [{ row: 'term', id: term.term.id, version: term.term.version }],
    facts,
    drafts: to === null ? [] : [feeMail(input, term, fee, to)],
  };
}

function feeMail(input: PaymentInput, term: TermCase, fee: CountedFee, to: string) {
  const draft = {
    key: `fee/${input.store}/${input.reading.order}`,
    to,
    toName: term.person.name,
    about: { kind: 'term', id: term.term.id } as const,
    personId: term.person.id,
  };
  return fee.state === 'paid'
    ? answerDraft({
        ...draft,
        message: { name: 'fee-received', values: receivedValues(input, term, fee.paidCents) },
      })
    : answerDraft({
        ...draft,
        message: { name: 'fee-underpaid', values: underpaidValues(input, term, fee) },
      });
}

function receivedValues(input: PaymentInput, term: TermCase, paidCents: number) {
  const ticked: TermCase = { ...term, term: { ...term.term, ticks: { ...term.term.ticks, fee: input.now } } };
  return {
    amount: wordsForCents(paidCents),
    paidOn: wordsForDate(input.paidOn),
    termStarts: wordsForDate(term.term.startsOn),
    termEnds: wordsForDate(term.term.endsOn),
    openItems: openItems(ticked, input.programme),
  };
}

function underpaidValues(
  input: PaymentInput,
  term: TermCase,
  fee: Extract<FeeAssessment, { state: 'underpaid' }>,
) {
  return {
    paid: wordsForCents(fee.paidCents),
    paidOn: wordsForDate(input.paidOn),
    due: dueWords(renewalDates(term.term.startsOn, input.programme.renewal).due, input.programme),
    totalDue: wordsForCents(fee.dueCents),
    missing: wordsForCents(fee.missingCents),
    path: input.programme.renewal.path,
  };
}
