import type { Programme } from '../../programme/schema.ts';
import { wordsForDate, wordsForInstant } from '../calendar.ts';
import { soqDeadlineEvent } from '../calendar-event.ts';
import { cycleNamed, cycleOn, soqDeadline } from '../cycle.ts';
import type { Decision, MailDraft } from '../decision.ts';
import type { Fact } from '../facts.ts';
import { wordsForCents } from '../money.ts';
import { paymentWindow, windowWords } from '../payment-window.ts';
import { soqLimits } from '../soq-limits.ts';
import { machineReason } from './machine-sender.ts';
import { answerDraft, newPayment, type PaymentInput, reviewPayment } from './payment-input.ts';
import { isSettled, type SoqFeeDoubt, soqFeeDoubt } from './soq-fee-doubt.ts';

/** The SOQ fee opens the application and sends the instructions. Sources: domain.md sections 1a, 1c and 5 (1, 17). */
export function decideSoqFee(input: PaymentInput): Decision {
  const doubt = soqFeeDoubt(input);
  if (doubt !== null && !isSettled(input, doubt)) return doubted(input, doubt);
  const cycle = cycleOn(input.programme, input.paidOn);
  const email = input.reading.payer.email;
  if (cycle === null || email === null) return reviewPayment(input, 'no cycle is open');
  const personId = input.person?.id ?? input.ids.person;
  const applicationId = input.application?.id ?? input.ids.application;
  const name = input.person?.name ?? input.reading.payer.name ?? email;
  const calendar = soqDeadlineEvent(input.programme, cycle.name, input.now);
  return {
    kind: 'apply',
    event: 'payment-confirmed',
    reason: `SOQ fee paid, order ${input.reading.order}`,
    about: { kind: 'application', id: applicationId },
    personId,
    expects:
      input.application === null
        ? []
        : [{ row: 'application', id: applicationId, version: input.application.version }],
    facts: openingFacts(input, { personId, applicationId, name, email, cycle: cycle.name }),
    drafts: [
      answerDraft({
        key: `instructions/${input.store}/${input.reading.order}`,
        to: email,
        toName: name,
        message: { name: 'instructions', values: instructionValues(input, cycle.name) },
        about: { kind: 'application', id: applicationId },
        personId,
        ...(calendar === null ? {} : { calendar }),
      }),
    ],
  };
}

/** A person looks. Who paid when nobody can is told so, once an order; who is known can be confirmed with a click. */
function doubted(input: PaymentInput, { reason, settles, outside }: SoqFeeDoubt): Decision {
  const decision = reviewPayment(input, reason, settles);
  const mail = outside && input.assigned === null ? outsideWindow(input) : null;
  return decision.kind === 'review' && mail !== null
    ? { ...decision, drafts: [...decision.drafts, mail] }
    : decision;
}

function outsideWindow({ programme, reading, store, paidOn, person }: PaymentInput): MailDraft | null {
  const found = paymentWindow(programme, paidOn);
  const to = reading.payer.email;
  if (to === null || found === null || machineReason(to.toLowerCase(), programme) !== null) return null;
  const { opens, closes } = windowWords(found.cycle, programme);
  return answerDraft({
    key: `payment-outside-window/${store}/${reading.order}`,
    to,
    toName: person?.name ?? reading.payer.name ?? '',
    message: {
      name: 'payment-outside-window',
      values: {
        order: reading.order,
        amount: wordsForCents(reading.amountCents, reading.currency),
        paidOn: wordsForDate(paidOn),
        opens: found.state === 'before' ? opens : null,
        closes,
      },
    },
    about: null,
    personId: person?.id ?? null,
  });
}

type Opening = { personId: string; applicationId: string; name: string; email: string; cycle: string };

function openingFacts(input: PaymentInput, opening: Opening): Fact[] {
  const { personId, applicationId, email } = opening;
  const facts: Fact[] = [];
  if (input.person === null)
    facts.push({
      fact: 'person-created',
      personId,
      name: opening.name,
      address: email,
      learnedFrom: 'payment',
    });
  if (input.application === null)
    facts.push({ fact: 'application-opened', applicationId, personId, cycle: opening.cycle, at: input.now });
  facts.push({
    fact: 'payment-recorded',
    payment: newPayment(input, {
      state: 'matched',
      stateReason: input.person === null ? 'first payment of a new person' : 'paid from a known address',
      personId,
      applicationId,
    }),
  });
  facts.push(...feeOnApproval(input, applicationId));
  facts.push({ fact: 'submissions-reconsidered', address: email });
  return facts;
}

/** An SOQ that waits for a decision after its fee was refunded says "not paid" until the fee is paid anew. */
function feeOnApproval({ application, reading }: PaymentInput, applicationId: string): Fact[] {
  const again = application?.payments.some(({ state }) => state === 'refunded') === true;
  return again ? [{ fact: 'approval-fee', applicationId, words: `paid, order ${reading.order}` }] : [];
}

function instructionValues(input: PaymentInput, cycleName: string) {
  const { programme, reading, now } = input;
  const cycle = cycleNamed(programme, cycleName);
  return {
    deadlinePassed: cycle !== null && now >= soqDeadline(programme, cycle),
    order: reading.order,
    amount: wordsForCents(reading.amountCents, reading.currency),
    deadline: deadlineWords(programme, cycleName),
    submitTo: programme.addresses.programme,
    ...soqLimits(programme),
  };
}

/** The SOQ deadline of a cycle in words with its zone. */
export function deadlineWords(programme: Programme, cycleName: string): string {
  const cycle = cycleNamed(programme, cycleName);
  return cycle === null ? '' : wordsForInstant(soqDeadline(programme, cycle), programme.timeZone);
}
