// A confirmed payment or a refund to one decision: what deciding needs is loaded here and handed to core.
import { addDays, dateOf } from '../core/calendar.ts';
import { believed } from '../core/classify/believed.ts';
import { cycleBefore, cycleOn } from '../core/cycle.ts';
import { decidePayment } from '../core/decide/payment.ts';
import { decideRefund } from '../core/decide/refund.ts';
import type { Decision } from '../core/decision.ts';
import { renewalDates } from '../core/fee.ts';
import type { PaymentReading } from '../core/payments/reading.ts';
import { trustedSender } from '../core/payments/trusted-sender.ts';
import {
  applicationIn,
  caseOfPayment,
  openTermsOf,
  paymentByOrder,
  personByAddress,
} from '../store/cases.ts';
import { freshIds } from './fresh-ids.ts';
import { likelyPeople } from './likely-people.ts';
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
  { programme }: Desk,
  { id, mail, arrival, authentication }: ReadableMail,
  reading: PaymentReading,
): Promise<Decision> {
  const { read } = shell.database;
  const verdict = trustedSender(mail, authentication, reading.vendor, programme);
  const store = verdict.trusted ? verdict.sender.store : 'unknown';
  const paidOn = reading.paidOn ?? dateOf(arrival.receivedAt, programme.timeZone);
  const person = reading.payer.email === null ? null : await personByAddress(read, reading.payer.email);
  const query = person === null ? null : { personId: person.id, programme: programme.name };
  const cycle = cycleOn(programme, paidOn);
  const before = cycle === null ? null : cycleBefore(programme, cycle);
  const application =
    query === null || cycle === null ? null : await applicationIn(read, { ...query, cycle: cycle.name });
  const last =
    query === null || before === null ? null : await applicationIn(read, { ...query, cycle: before.name });
  const known = await paymentByOrder(read, store, reading.order);
  const input = {
    reading,
    store,
    inboundMailId: id,
    receivedAt: arrival.receivedAt,
    paidOn,
    known,
    person,
    application: application === null ? null : summaryOf(application),
    lastOutcome: last?.application.decision?.outcome ?? null,
    annualFee: query === null || !isAnnual(reading) ? null : await termToPay(shell, programme, query, paidOn),
    likely: [],
    ids: freshIds(shell),
    programme,
    now: shell.now(),
  };
  const isReversed = reading.status === 'refunded' && known?.state === 'matched';
  const subject = isReversed ? await caseOfPayment(read, known.id) : null;
  const decide = (likely: readonly string[]) =>
    reading.status === 'refunded'
      ? decideRefund({ ...input, likely, subject })
      : decidePayment({ ...input, likely });
  const decision = decide([]);
  // Everybody is looked at only for a payment that staff have to match; deciding again costs nothing.
  return decision.kind === 'review' && person === null
    ? decide(await likelyPeople(shell, programme.name, cluesOf(reading)))
    : decision;
}

function cluesOf({ payer }: PaymentReading) {
  return {
    addresses: payer.email === null ? [] : [payer.email],
    names: payer.name === null ? [] : [payer.name],
    text: '',
  };
}

type FoundApplication = NonNullable<Awaited<ReturnType<typeof applicationIn>>>;

function summaryOf({ application, payments }: FoundApplication) {
  return {
    id: application.id,
    version: application.version,
    withdrawnAt: application.withdrawnAt,
    outcome: application.decision?.outcome ?? null,
    payments,
  };
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
