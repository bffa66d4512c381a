// A mail in which a person asks, or answers what staff wrote: what deciding it needs is loaded here and handed to core.
import type { Case } from '../core/case.ts';
import { caseWords } from '../core/case-words.ts';
import { documentsOf } from '../core/classify/documents.ts';
import { checkDocuments } from '../core/decide/completeness.ts';
import {
  alsoInThread,
  type Conversation,
  decideQuestion,
  type QuestionInput,
} from '../core/decide/question.ts';
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

/** A question with a screenshot is no SOQ: what the person wrote has to reach somebody. */
export function hasDocuments({ programme }: Desk, { mail }: Pick<ReadableMail, 'mail'>): boolean {
  return checkDocuments(documentsOf(mail), programme.soq).documents.length > 0;
}

/** What nobody but a person can answer. Files that are no SOQ are shown with what was written beside them. */
function isQuestion(
  desk: Desk,
  read: ReadableMail,
  match: Match,
  conversation: Conversation | null,
): boolean {
  const { kind } = read.classification;
  if (kind !== 'submission') return kind === 'question';
  return match.kind === 'matched' || (conversation !== null && !hasDocuments(desk, read));
}

/** The card of a question, or of what somebody writes back in its thread; null for every other mail. */
export async function decideQuestionMail(
  shell: Shell,
  desk: Desk,
  read: ReadableMail,
  match: Match,
): Promise<Decision | null> {
  const conversation = await findConversation(shell, read.mail);
  if (!isQuestion(desk, read, match, conversation)) return null;
  const kind = read.classification.kind === 'submission' ? 'submission' : 'question';
  return decideQuestion(await inputOf(shell, desk, read, { match, conversation, kind }));
}

/** The decision about an SOQ; when it answers a mail of staff, the thread in which they wrote it hears of it. */
export async function withConversation(
  shell: Shell,
  desk: Desk,
  read: ReadableMail,
  { match, decision }: { match: Match; decision: Decision },
): Promise<Decision> {
  const conversation = await findConversation(shell, read.mail);
  if (conversation === null || decision.kind === 'ignore') return decision;
  const added = alsoInThread(await inputOf(shell, desk, read, { match, conversation, kind: 'soq' }));
  if (added === null) return decision;
  const facts = [...decision.facts, ...added.facts];
  return { ...decision, facts, drafts: [...decision.drafts, ...added.drafts] };
}

async function inputOf(
  shell: Shell,
  { programme }: Desk,
  { id, mail, arrival, assigned, classification, authentication }: ReadableMail,
  { match, conversation, kind }: Pick<QuestionInput, 'conversation' | 'kind'> & { match: Match },
): Promise<QuestionInput> {
  const about = match.kind === 'matched' ? match.about : null;
  const subject = about === null ? null : await caseOf(shell.database.read, about);
  const sender = mail.fromFields === 1 && mail.from.length === 1 ? (mail.from[0]?.address ?? null) : null;
  const answersTo = mail.replyTo[0]?.address ?? null;
  return {
    ...{ inboundMailId: id, kind, from: senderOf(mail), sender, subject: mail.subject, arrival, about },
    replyTo: answersTo === sender ? null : answersTo,
    text: classification.replyText,
    attachments: mail.attachments,
    files: programme.slack.documents && kind !== 'soq' ? filesFor(mail) : [],
    matched: matchWords(match),
    isBeyondDoubt: match.kind === 'matched' && match.flag === null,
    authenticated: { yes: authentication.authenticated, reason: authentication.reason },
    standing: subject === null ? null : standingWords(subject, programme, shell.now()),
    conversation,
    assigned,
    replySign: programme.slack.replySign,
    timeZone: programme.timeZone,
    promptId: shell.newId(),
  };
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
