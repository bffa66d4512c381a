// Everything that deciding about a payment or a refund needs is loaded here and handed to core.
import { addDays, dateOf } from '../core/calendar.ts';
import { believed } from '../core/classify/believed.ts';
import { cycleBefore, cycleOn } from '../core/cycle.ts';
import type { Assignment } from '../core/decide/assignment.ts';
import { decidePayment } from '../core/decide/payment.ts';
import type { PaymentInput } from '../core/decide/payment-input.ts';
import { decideRefund } from '../core/decide/refund.ts';
import type { Decision } from '../core/decision.ts';
import { renewalDates } from '../core/fee.ts';
import { isCandidate } from '../core/onboarding.ts';
import type { PaymentReading } from '../core/payments/reading.ts';
import { trustedSender } from '../core/payments/trusted-sender.ts';
import { applicationIn, caseOf, openTermsOf, paymentByOrder, personByAddress } from '../store/cases.ts';
import { lapsedTermOf } from '../store/to-lapse.ts';
import { freshIds } from './fresh-ids.ts';
import { findLikelyPeople } from './likely-people.ts';
import { openDueRenewals } from './open-renewals.ts';
import type { ReadableMail } from './readable-mail.ts';
import type { Desk, Shell } from './shell.ts';

/**
 * What a mail says of money that may change something: a payment, or a refund that comes from where payments come from.
 * Null for any other mail.
 */
export function moneyIn(
  { programme }: Desk,
  { mail, authentication, classification: { kind, payment } }: ReadableMail,
): PaymentReading | null {
  if (payment === null || kind === 'payment') return payment;
  const isRefund = kind === 'payment-lookalike' && payment.status === 'refunded';
  return isRefund && believed(mail, authentication, payment, programme).trusted ? payment : null;
}

export async function decidePaymentMail(
  shell: Shell,
  desk: Desk,
  read: ReadableMail,
  reading: PaymentReading,
): Promise<Decision> {
  return reading.status === 'refunded'
    ? decideRefundMail(shell, desk, read, reading)
    : withLikelyPeople(shell, desk, await load(shell, desk, read, reading), decidePayment);
}

async function decideRefundMail(
  shell: Shell,
  desk: Desk,
  read: ReadableMail,
  reading: PaymentReading,
): Promise<Decision> {
  const input = await load(shell, desk, read, reading);
  const about = input.known?.about ?? null;
  const subject = about === null ? null : await caseOf(shell.database.read, about);
  return withLikelyPeople(shell, desk, { ...input, subject }, decideRefund);
}

/** Who it may be is only looked for when a card will show it; deciding is a function, so asking it twice is free. */
async function withLikelyPeople<Input extends PaymentInput>(
  shell: Shell,
  desk: Desk,
  input: Input,
  decide: (input: Input) => Decision,
): Promise<Decision> {
  const decision = decide(input);
  if (decision.kind !== 'review' || input.person !== null) return decision;
  const { payer, purpose, amountCents } = input.reading;
  // Whose fee is open is known once renewals that are due have been opened.
  if (isAnnual(input.reading)) await openDueRenewals(shell, desk);
  const likely = await findLikelyPeople(shell, desk, {
    about: 'payment',
    names: payer.name === null ? [] : [payer.name],
    addresses: payer.email === null ? [] : [payer.email],
    text: input.reading.items.map(({ name }) => name).join('\n'),
    purpose,
    amountCents,
  });
  return likely.length === 0 ? decision : decide({ ...input, likely });
}

async function load(
  shell: Shell,
  { programme }: Desk,
  { id, mail, arrival, authentication, assigned }: ReadableMail,
  said: PaymentReading,
): Promise<PaymentInput> {
  const reading = asOf(said, assigned);
  const { read } = shell.database;
  const verdict = trustedSender(mail, authentication, reading.vendor, programme);
  const store = verdict.trusted ? verdict.sender.store : 'unknown';
  const known = await paymentByOrder(read, store, reading.order);
  // A later mail about an order may not say when it was paid; the first one then does.
  const paidOn = reading.paidOn ?? known?.paidOn ?? dateOf(arrival.receivedAt, programme.timeZone);
  const person = reading.payer.email === null ? null : await personByAddress(read, reading.payer.email);
  const query = person === null ? null : { personId: person.id, programme: programme.name };
  const cycle = cycleOn(programme, paidOn);
  const before = cycle === null ? null : cycleBefore(programme, cycle);
  const application =
    query === null || cycle === null ? null : await applicationIn(read, { ...query, cycle: cycle.name });
  const last =
    query === null || before === null ? null : await applicationIn(read, { ...query, cycle: before.name });
  return {
    reading,
    store,
    inboundMailId: id,
    receivedAt: arrival.receivedAt,
    paidOn,
    known,
    person,
    application: application === null ? null : summaryOf(application),
    lastOutcome: last?.application.decision?.outcome ?? null,
    candidate: application === null || !isAnnual(reading) ? null : candidateIn(application),
    annualFee: query === null || !isAnnual(reading) ? null : await termToPay(shell, programme, query, paidOn),
    lapsed: query === null ? null : await lapsedTermOf(read, query),
    likely: [],
    assigned,
    ids: freshIds(shell),
    programme,
    now: shell.now(),
  };
}

/** A payment that staff handed to somebody is decided as if that person had paid. */
function asOf(reading: PaymentReading, assigned: Assignment | null): PaymentReading {
  if (assigned === null) return reading;
  const { address: email, name } = assigned;
  return { ...reading, payer: { email, name: name ?? reading.payer.name } };
}

type FoundApplication = NonNullable<Awaited<ReturnType<typeof applicationIn>>>;

function summaryOf({ application, payments }: FoundApplication): NonNullable<PaymentInput['application']> {
  return {
    id: application.id,
    version: application.version,
    withdrawnAt: application.withdrawnAt,
    outcome: application.decision?.outcome ?? null,
    feeWaived: application.feeWaived !== null,
    payments,
  };
}

/** A selected person counts as a candidate once they know it: the receipt of a fee must not tell the result. */
function candidateIn(application: FoundApplication): FoundApplication | null {
  return isCandidate(application) && application.application.resultToldAt !== null ? application : null;
}

function isAnnual({ purpose }: PaymentReading): boolean {
  return purpose === 'tor-annual' || purpose === 'late-fee';
}

/** The oldest term with an open fee whose renewal has opened by then, else the newest one: a second payment for it. */
async function termToPay(
  shell: Shell,
  programme: Desk['programme'],
  query: { personId: string; programme: string },
  paidOn: string,
) {
  await openDueRenewals(shell, { programme });
  const terms = await openTermsOf(shell.database.read, query);
  const open = terms.filter(
    ({ term }) => renewalDates(term.startsOn, programme.renewal).opens <= addDays(paidOn, 1),
  );
  return open.find(({ term }) => term.ticks.fee === null) ?? open.at(-1) ?? null;
}
