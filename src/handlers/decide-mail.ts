// One read mail to one decision: everything that deciding needs is loaded here and handed to core.
import { addDays, dateOf } from '../core/calendar.ts';
import type { Classification } from '../core/classify/classification.ts';
import { documentsOf } from '../core/classify/documents.ts';
import { cycleAt, cycleBefore, cycleOn } from '../core/cycle.ts';
import { checkDocuments } from '../core/decide/completeness.ts';
import type { FreshIds } from '../core/decide/ids.ts';
import { decideOtherMail } from '../core/decide/other-mail.ts';
import { decidePayment } from '../core/decide/payment.ts';
import { deadlineWords } from '../core/decide/soq-fee.ts';
import { decideSubmission } from '../core/decide/submission.ts';
import { senderFlags } from '../core/decide/submission-card.ts';
import type { Decision } from '../core/decision.ts';
import { renewalDates } from '../core/fee.ts';
import type { Arrival, Authentication, ParsedMail } from '../core/mail.ts';
import type { Match } from '../core/match.ts';
import type { PaymentReading } from '../core/payments/reading.ts';
import { trustedSender } from '../core/payments/trusted-sender.ts';
import { applicationIn, caseOf, openTermsOf, paymentByOrder, personByAddress } from '../store/cases.ts';
import { recipientOfItem } from '../store/threads.ts';
import { findCase } from './find-case.ts';
import { openDueRenewals } from './open-renewals.ts';
import type { Desk, Shell } from './shell.ts';

export type ReadableMail = {
  id: string;
  mail: ParsedMail;
  arrival: Arrival;
  authentication: Authentication;
  classification: Classification;
};

export async function decideMail(shell: Shell, desk: Desk, read: ReadableMail): Promise<Decision> {
  const { classification } = read;
  if (classification.kind === 'payment' && classification.payment !== null)
    return decidePaymentMail(shell, desk, read, classification.payment);
  const match = await findCase(shell, desk, read.mail, read.arrival.receivedAt);
  if (classification.kind === 'submission' && match.kind === 'matched' && hasDocuments(desk, read)) {
    const subject = await caseOf(shell.database.read, match.about);
    if (subject?.kind === 'application' && subject.programme === desk.programme.name)
      return decideSubmission({
        application: subject,
        inboundMailId: read.id,
        arrival: read.arrival,
        attachments: documentsOf(read.mail),
        from: senderOf(read.mail),
        text: classification.replyText,
        flags: senderFlags({ matchFlag: match.flag, ...read.authentication }),
        ids: freshIds(shell),
        programme: desk.programme,
      });
  }
  return decideOther(shell, desk, read, match);
}

/** A question with a screenshot is no SOQ: what the person wrote has to reach somebody. */
function hasDocuments({ programme }: Desk, { mail }: ReadableMail): boolean {
  return checkDocuments(documentsOf(mail), programme.soq).documents.length > 0;
}

async function decidePaymentMail(
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
  return decidePayment({
    reading,
    store,
    inboundMailId: id,
    receivedAt: arrival.receivedAt,
    paidOn,
    known: await paymentByOrder(read, store, reading.order),
    person,
    application: application === null ? null : summaryOf(application),
    lastOutcome: last?.application.decision?.outcome ?? null,
    annualFee: query === null || !isAnnual(reading) ? null : await termToPay(shell, programme, query, paidOn),
    ids: freshIds(shell),
    programme,
    now: shell.now(),
  });
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

async function decideOther(
  shell: Shell,
  { programme }: Desk,
  read: ReadableMail,
  match: Match,
): Promise<Decision> {
  const { classification, mail } = read;
  const reported = classification.bounce ?? classification.notice;
  const itemId =
    reported?.originalMessageId == null ? null : shell.references.readMessageId(reported.originalMessageId);
  return decideOtherMail({
    classification,
    inboundMailId: read.id,
    from: senderOf(mail),
    subject: mail.subject,
    arrival: read.arrival,
    timeZone: programme.timeZone,
    about: match.kind === 'matched' ? match.about : null,
    matched:
      match.kind === 'matched'
        ? `matched ${match.how}${match.flag === null ? '' : `, but ${match.flag}`}`
        : match.reason,
    bouncedTo: itemId === null ? null : await recipientOfItem(shell.database.read, itemId),
    homeless: match.kind === 'none' ? homelessSender(programme, read) : null,
    promptId: shell.newId(),
    now: shell.now(),
  });
}

/** Only a sender who is authenticated gets an answer: a forged address would send it to somebody else. */
function homelessSender(programme: Desk['programme'], { mail, arrival, authentication }: ReadableMail) {
  const [from] = mail.from;
  const cycle = cycleAt(programme, arrival.receivedAt);
  if (from === undefined || cycle === null || !authentication.authenticated) return null;
  return { ...from, cycle: cycle.name, deadline: deadlineWords(programme, cycle.name) };
}

/** "Pat Doe <pat@example.org>" of the first From, for staff. */
function senderOf(mail: Pick<ParsedMail, 'from'>): string {
  const [from] = mail.from;
  if (from === undefined) return '(no sender)';
  return from.name === '' ? from.address : `${from.name} <${from.address}>`;
}

function freshIds({ newId }: Pick<Shell, 'newId'>): FreshIds {
  return {
    person: newId(),
    application: newId(),
    payment: newId(),
    submission: newId(),
    term: newId(),
    prompt: newId(),
  };
}
