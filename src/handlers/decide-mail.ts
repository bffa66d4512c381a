import type { Candidate } from '../core/candidates.ts';
import type { ApplicationCase } from '../core/case.ts';
import { documentsOf } from '../core/classify/documents.ts';
import { cycleBefore, cycleNamed } from '../core/cycle.ts';
import { homelessAnswer } from '../core/decide/homeless.ts';
import { machineReason } from '../core/decide/machine-sender.ts';
import { ignoreOldMail } from '../core/decide/old-mail.ts';
import { decideOtherMail } from '../core/decide/other-mail.ts';
import { senderFlags } from '../core/decide/sender-flags.ts';
import { decideSubmission } from '../core/decide/submission.ts';
import type { SubmissionInput } from '../core/decide/submission-card.ts';
import type { Decision } from '../core/decision.ts';
import type { Match } from '../core/match.ts';
import type { Programme } from '../programme/schema.ts';
import { returnedMails } from '../store/addresses.ts';
import { applicationIn, caseOf } from '../store/cases.ts';
import { recipientOfItem } from '../store/threads.ts';
import { decideAgreementMail } from './decide-agreement.ts';
import { decideCommandMail } from './decide-command.ts';
import { decidePaymentMail, moneyIn } from './decide-payment-mail.ts';
import { decideQuestionMail, hasDocuments, withConversation } from './decide-question-mail.ts';
import { decideUnsubscribeMail } from './decide-unsubscribe.ts';
import { findCase } from './find-case.ts';
import { freshIds } from './fresh-ids.ts';
import { findLikelyPeople } from './likely-people.ts';
import type { ReadableMail } from './readable-mail.ts';
import { senderOf } from './sender-words.ts';
import type { Desk, Shell } from './shell.ts';

export async function decideMail(shell: Shell, desk: Desk, read: ReadableMail): Promise<Decision> {
  const { classification } = read;
  const old = ignoreOldMail(shell.intake.since, read.arrival.receivedAt, desk.programme.timeZone);
  if (old !== null) return old;
  const money = moneyIn(desk, read);
  if (money !== null) return decidePaymentMail(shell, desk, read, money);
  const match = await findCase(shell, desk, read);
  if (classification.kind === 'submission' && match.kind === 'matched' && hasDocuments(desk, read)) {
    const subject = await caseOf(shell.database.read, match.about);
    if (subject?.kind === 'application' && subject.programme === desk.programme.name)
      return withConversation(shell, desk, read, {
        match,
        decision: decideSubmission({
          application: subject,
          inboundMailId: read.id,
          arrival: read.arrival,
          attachments: documentsOf(read.mail),
          subject: read.mail.subject,
          from: senderOf(read.mail),
          text: classification.replyText,
          flags: senderFlags({ matchFlag: match.flag, ...read.authentication }),
          lastCycle: await lastCycleOf(shell, desk, subject),
          ids: freshIds(shell),
          programme: desk.programme,
        }),
      });
  }
  const agreed = await decideAgreementMail(shell, desk, read, match);
  if (agreed !== null) return agreed;
  const written = () => decideWritten(shell, desk, read, match);
  const stopped = await decideUnsubscribeMail(shell, desk, read, { match, rest: written });
  return stopped ?? written();
}

/** A command, a question, or what is none of these. */
async function decideWritten(shell: Shell, desk: Desk, read: ReadableMail, match: Match): Promise<Decision> {
  const commanded = await decideCommandMail(shell, desk, read, match);
  if (commanded !== null) return commanded;
  const asked = await decideQuestionMail(shell, desk, read, match);
  return asked ?? decideOther(shell, desk, read, match);
}

/** Staff judge a resubmittal otherwise than a first try. */
async function lastCycleOf(
  { database }: Shell,
  { programme }: Desk,
  { application, person }: ApplicationCase,
): Promise<SubmissionInput['lastCycle']> {
  const cycle = cycleNamed(programme, application.cycle);
  const before = cycle === null ? null : cycleBefore(programme, cycle);
  if (before === null) return null;
  const query = { personId: person.id, programme: programme.name, cycle: before.name };
  const last = await applicationIn(database.read, query);
  if (last === null) return null;
  const { decision, withdrawnAt } = last.application;
  return { name: before.name, outcome: decision?.outcome ?? null, withdrawn: withdrawnAt !== null };
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
    attachments: mail.attachments,
    timeZone: programme.timeZone,
    about: match.kind === 'matched' ? match.about : null,
    matched:
      match.kind === 'matched'
        ? `matched ${match.how}${match.flag === null ? '' : `, but ${match.flag}`}`
        : match.reason,
    ourMail: itemId === null ? null : await ourMail(shell, programme, itemId),
    homeless: match.kind === 'none' ? homelessSender(programme, read) : null,
    likely: match.kind === 'none' ? await likelyOwners(shell, { programme }, read) : [],
    assigned: read.assigned,
    promptId: shell.newId(),
    now: shell.now(),
  });
}

async function ourMail({ database: { read } }: Shell, programme: Programme, itemId: string) {
  const sentTo = await recipientOfItem(read, itemId);
  if (sentTo === null) return null;
  const returnedBefore = await returnedMails(read, { address: sentTo, except: itemId });
  return { itemId, sentTo, returnedBefore, softBounces: programme.mailLimits.softBounces };
}

/** Documents and claims of payment have an owner; a question of a stranger need not have one. */
async function likelyOwners(
  shell: Shell,
  desk: Pick<Desk, 'programme'>,
  { mail, classification }: ReadableMail,
): Promise<readonly Candidate[]> {
  const { kind, payment } = classification;
  if (kind !== 'submission' && kind !== 'agreement' && kind !== 'payment-lookalike') return [];
  const [from] = mail.from;
  return findLikelyPeople(shell, desk, {
    about: kind === 'payment-lookalike' ? 'payment' : 'documents',
    names: [from?.name, payment?.payer.name].filter((name) => name != null),
    addresses: [from?.address, payment?.payer.email].filter((address) => address != null),
    text: mail.text ?? mail.htmlText ?? '',
    purpose: payment?.purpose ?? null,
    amountCents: payment?.amountCents ?? null,
  });
}

/** Only a person who is authenticated gets an answer: a forged address would send it to somebody else, a robot would answer. */
function homelessSender(programme: Desk['programme'], { mail, arrival, authentication }: ReadableMail) {
  const [from] = mail.from;
  if (from === undefined || !authentication.authenticated) return null;
  if (machineReason(from.address.toLowerCase(), programme) !== null) return null;
  return homelessAnswer(programme, from, arrival.receivedAt);
}
