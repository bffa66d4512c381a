import { wordsForDate } from '../calendar.ts';
import { mailAddressOf, type PaymentFact, type TermCase } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import type { CardDraft, Decision } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { assessFee, type FeeAssessment, renewalDates } from '../fee.ts';
import { lastDayOf } from '../ladder.ts';
import { wordsForCents } from '../money.ts';
import { dueWords, openItems } from '../reminder-message.ts';
import { decideCandidateFee } from './candidate-fee.ts';
import { answerDraft, newPayment, type PaymentInput, paymentCard, reviewPayment } from './payment-input.ts';
import { paidAfterLapse } from './reinstate.ts';

/** The annual fee, by payment date: $65 through June 30, then $25 more. Sources: domain.md sections 1a, 5 (13, 16). */
export function decideAnnualFee(input: PaymentInput): Decision {
  const term = input.annualFee;
  if (term === null && input.candidate !== null) return decideCandidateFee(input, input.candidate);
  if (term === null && input.lapsed !== null) return paidAfterLapse(input, input.lapsed);
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
    stateReason: '',
    about: { kind: 'term', id: term.term.id },
  };
  const dates = renewalDates(term.term.startsOn, input.programme.renewal);
  const lastDay = lastDayOf(term, input.programme.renewal);
  if (input.paidOn > lastDay)
    return reviewPayment(input, `paid on ${input.paidOn}, after the last day for renewing (${lastDay})`);
  const before = assessFee(term.payments, dates, input.programme.fees);
  if (before.state === 'paid' || before.state === 'overpaid')
    return reviewPayment(input, 'the fee of this term was paid before: paid twice?');
  const after = assessFee([...term.payments, payment], dates, input.programme.fees);
  return after.state === 'unpaid' ? reviewPayment(input, 'it does not count') : applyFee(input, term, after);
}

type CountedFee = Exclude<FeeAssessment, { state: 'unpaid' }>;

function applyFee(input: PaymentInput, term: TermCase, fee: CountedFee): Decision {
  const about = { kind: 'term', id: term.term.id } as const;
  const reason = reasonOf(fee);
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
  if (fee.state !== 'underpaid')
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
    drafts: [...(to === null ? [] : [feeMail(input, term, fee, to)]), ...excessCard(input, term, fee)],
  };
}

function reasonOf(fee: CountedFee): string {
  switch (fee.state) {
    case 'paid':
      return `annual fee complete on ${fee.paidOn}`;
    case 'overpaid':
      return `annual fee complete on ${fee.paidOn}, with ${wordsForCents(fee.paidCents - fee.dueCents)} too much`;
    case 'underpaid':
      return `${wordsForCents(fee.paidCents)} paid on ${fee.paidOn}, ${wordsForCents(fee.missingCents)} still missing`;
  }
}

/** Money too much is never held against the trainer: the fee counts, and staff see to the difference. */
function excessCard(input: PaymentInput, term: TermCase, fee: CountedFee): CardDraft[] {
  if (fee.state !== 'overpaid') return [];
  const excess = wordsForCents(fee.paidCents - fee.dueCents);
  const reason = `${wordsForCents(fee.paidCents)} paid where ${wordsForCents(fee.dueCents)} was due: ${excess} too much. The fee counts as paid`;
  return [
    paymentCard(input, reason, {
      paymentId: input.ids.payment,
      title: `${excess} too much: ${term.person.name}`,
      more: [
        ['Whose', caseOwnerWords(term)],
        ['To do', `decide what becomes of the ${excess}; a refund of that part changes nothing in torq`],
      ],
    }),
  ];
}

function feeMail(input: PaymentInput, term: TermCase, fee: CountedFee, to: string) {
  const draft = {
    key: `fee/${input.store}/${input.reading.order}`,
    to,
    toName: term.person.name,
    about: { kind: 'term', id: term.term.id } as const,
    personId: term.person.id,
  };
  return fee.state !== 'underpaid'
    ? answerDraft({
        ...draft,
        message: { name: 'fee-received', values: receivedValues(input, term, fee) },
      })
    : answerDraft({
        ...draft,
        message: { name: 'fee-underpaid', values: underpaidValues(input, term, fee) },
      });
}

function receivedValues(
  input: PaymentInput,
  term: TermCase,
  fee: Exclude<CountedFee, { state: 'underpaid' }>,
) {
  const ticked: TermCase = { ...term, term: { ...term.term, ticks: { ...term.term.ticks, fee: input.now } } };
  return {
    amount: wordsForCents(fee.paidCents),
    excess: fee.state === 'overpaid' ? wordsForCents(fee.paidCents - fee.dueCents) : null,
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
