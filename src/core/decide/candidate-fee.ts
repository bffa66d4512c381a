// The first annual fee of a candidate who has been told that they are selected (domain.md, decision 4).
import { wordsForDate } from '../calendar.ts';
import { type ApplicationCase, mailAddressOf, type PaymentFact } from '../case.ts';
import { caseOwnerWords } from '../case-words.ts';
import { cycleNamed } from '../cycle.ts';
import type { CardDraft, Decision, MailDraft } from '../decision.ts';
import { wordsForCents } from '../money.ts';
import { type CandidateFee, candidateFee, openSteps, taskWords } from '../onboarding.ts';
import { answerDraft, newPayment, type PaymentInput, paymentCard, reviewPayment } from './payment-input.ts';

/** Counts the payment for the candidate's onboarding, or asks staff. */
export function decideCandidateFee(input: PaymentInput, candidate: ApplicationCase): Decision {
  if (input.reading.purpose === 'late-fee')
    return reviewPayment(input, 'a late fee, but candidates pay none: the first term is not a renewal');
  const before = candidateFee(candidate, input.programme);
  if (before.state === 'waived')
    return reviewPayment(input, 'the first annual fee of this candidate was waived');
  if (before.state === 'paid')
    return reviewPayment(input, 'the first annual fee of this candidate was paid before: paid twice?');
  const about = { kind: 'application', id: candidate.application.id } as const;
  const after = { ...candidate, payments: [...candidate.payments, asFact(input, about)] };
  const fee = candidateFee(after, input.programme);
  return fee.state === 'waived' ? reviewPayment(input, 'it does not count') : counted(input, after, fee);
}

function asFact(input: PaymentInput, about: PaymentFact['about']): PaymentFact {
  const { reading, store, paidOn } = input;
  const { order: orderNumber, purpose, amountCents, currency } = reading;
  const said = { store, orderNumber, purpose, amountCents, currency, paidOn };
  return { ...said, id: input.ids.payment, state: 'matched', stateReason: '', about };
}

type CountedFee = Exclude<CandidateFee, { state: 'waived' }>;

function counted(input: PaymentInput, candidate: ApplicationCase, fee: CountedFee): Decision {
  const { id, version } = candidate.application;
  const about = { kind: 'application', id } as const;
  const personId = candidate.person.id;
  const reason = reasonOf(input, fee);
  const to = mailAddressOf(candidate.person) ?? input.reading.payer.email;
  return {
    kind: 'apply',
    event: 'payment-confirmed',
    reason,
    about,
    personId,
    expects: [{ row: 'application', id, version }],
    facts: [
      {
        fact: 'payment-recorded',
        payment: newPayment(input, { state: 'matched', stateReason: reason, personId, applicationId: id }),
      },
    ],
    drafts: [
      ...(to === null ? [] : [feeMail(input, candidate, fee, to)]),
      ...excessCard(input, candidate, fee),
    ],
  };
}

function reasonOf({ paidOn, reading }: PaymentInput, fee: CandidateFee): string {
  if (fee.state !== 'paid')
    return `${wordsForCents(reading.amountCents)} of the first annual fee paid on ${paidOn}`;
  const excess = fee.excessCents > 0 ? `, with ${wordsForCents(fee.excessCents)} too much` : '';
  return `first annual fee complete on ${paidOn}${excess}`;
}

function feeMail(input: PaymentInput, candidate: ApplicationCase, fee: CountedFee, to: string): MailDraft {
  return answerDraft({
    key: `fee/${input.store}/${input.reading.order}`,
    to,
    toName: candidate.person.name,
    message:
      fee.state === 'open'
        ? { name: 'fee-underpaid', values: underpaidValues(input, fee) }
        : { name: 'fee-received', values: receivedValues(input, candidate, fee) },
    about: { kind: 'application', id: candidate.application.id },
    personId: candidate.person.id,
  });
}

function underpaidValues({ programme, paidOn }: PaymentInput, fee: Extract<CandidateFee, { state: 'open' }>) {
  return {
    paid: wordsForCents(fee.paidCents),
    paidOn: wordsForDate(paidOn),
    due: null,
    totalDue: wordsForCents(programme.fees.torAnnual),
    missing: wordsForCents(fee.missingCents),
    path: programme.renewal.path,
  };
}

function receivedValues(
  { programme, paidOn }: PaymentInput,
  candidate: ApplicationCase,
  { paidCents, excessCents }: Extract<CandidateFee, { state: 'paid' }>,
) {
  const term = cycleNamed(programme, candidate.application.cycle)?.term;
  return {
    amount: wordsForCents(paidCents),
    excess: excessCents > 0 ? wordsForCents(excessCents) : null,
    paidOn: wordsForDate(paidOn),
    termStarts: wordsForDate(term?.starts ?? paidOn),
    termEnds: wordsForDate(term?.ends ?? paidOn),
    openItems: openSteps(candidate, programme).map(taskWords),
  };
}

/** As with renewals, money too much is never held against anybody. */
function excessCard(input: PaymentInput, candidate: ApplicationCase, fee: CandidateFee): CardDraft[] {
  if (fee.state !== 'paid' || fee.excessCents === 0) return [];
  const excess = wordsForCents(fee.excessCents);
  const reason = `${wordsForCents(fee.paidCents)} paid where ${wordsForCents(input.programme.fees.torAnnual)} was due: ${excess} too much. The fee counts as paid`;
  return [
    paymentCard(input, reason, {
      paymentId: input.ids.payment,
      title: `${excess} too much: ${candidate.person.name}`,
      more: [
        ['Whose', caseOwnerWords(candidate)],
        ['To do', `decide what becomes of the ${excess}; a refund of that part changes nothing in torq`],
      ],
    }),
  ];
}
