// A mail in which a person asks, or answers what staff wrote: what deciding it needs is loaded here and handed to core.
import type { Case } from '../core/case.ts';
import { caseWords } from '../core/case-words.ts';
import type { Classification } from '../core/classify/classification.ts';
import { documentsOf } from '../core/classify/documents.ts';
import { type Conversation, decideQuestion } from '../core/decide/question.ts';
import type { Decision } from '../core/decision.ts';
import type { ParsedMail } from '../core/mail.ts';
import type { Match } from '../core/match.ts';
import { stageOf } from '../core/stage.ts';
import { stageWords } from '../core/stage-words.ts';
import type { Programme } from '../programme/schema.ts';
import { caseOf } from '../store/cases.ts';
import { conversationOf } from '../store/replies.ts';
import type { ReadableMail } from './readable-mail.ts';
import { senderOf } from './sender-words.ts';
import type { Desk, Shell } from './shell.ts';

/** What nobody but a person can answer; files of somebody we know that are no SOQ are shown with what they wrote. */
export function isQuestion({ kind }: Classification, match: Match): boolean {
  return kind === 'question' || (kind === 'submission' && match.kind === 'matched');
}

/** The card of a question, or of what somebody writes back in its thread. */
export async function decideQuestionMail(
  shell: Shell,
  { programme }: Desk,
  read: ReadableMail,
  match: Match,
): Promise<Decision> {
  const { mail, classification, authentication } = read;
  const about = match.kind === 'matched' ? match.about : null;
  const subject = about === null ? null : await caseOf(shell.database.read, about);
  const sender = mail.fromFields === 1 && mail.from.length === 1 ? (mail.from[0]?.address ?? null) : null;
  const answersTo = mail.replyTo[0]?.address ?? null;
  return decideQuestion({
    inboundMailId: read.id,
    kind: classification.kind === 'submission' ? 'submission' : 'question',
    from: senderOf(mail),
    sender,
    replyTo: answersTo === sender ? null : answersTo,
    subject: mail.subject,
    arrival: read.arrival,
    text: classification.replyText,
    attachments: mail.attachments,
    files: programme.slack.documents ? filesFor(mail) : [],
    about,
    matched: matchWords(match),
    isBeyondDoubt: match.kind === 'matched' && match.flag === null,
    authenticated: { yes: authentication.authenticated, reason: authentication.reason },
    standing: subject === null ? null : standingWords(subject, programme, shell.now()),
    conversation: await findConversation(shell, mail),
    assigned: read.assigned,
    replySign: programme.slack.replySign,
    timeZone: programme.timeZone,
    promptId: shell.newId(),
  });
}

function matchWords(match: Match): string {
  if (match.kind !== 'matched') return match.reason;
  return `matched ${match.how}${match.flag === null ? '' : `, but ${match.flag}`}`;
}

function standingWords(subject: Case, programme: Programme, now: Date): string {
  return `${subject.person.name}: ${stageWords[stageOf(subject, programme, now)]} (${caseWords(subject)})`;
}

/** What can do harm, or is of no use to people, is named on the card and stays in the mailbox. */
function filesFor(mail: ParsedMail): { filename: string; sha256: string }[] {
  return documentsOf(mail)
    .filter(({ type, problem }) => problem !== 'too-large' && problem !== 'tnef' && !harmful.test(type))
    .map(({ filename, sha256 }) => ({ filename, sha256 }));
}

const harmful = /msdownload|executable|x-ole-storage|html|javascript|zip|rar|7z|gzip/;

/** By the last of our own Message-IDs that the mail names and that staff wrote; they are signed. */
async function findConversation(
  { database, references }: Shell,
  mail: ParsedMail,
): Promise<Conversation | null> {
  for (const messageId of [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, 50)) {
    const itemId = references.readMessageId(messageId);
    const conversation = itemId === null ? null : await conversationOf(database.read, itemId);
    if (conversation !== null) return conversation;
  }
  return null;
}
