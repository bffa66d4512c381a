// A message of staff below a question: shown as the mail that it would be, and not sent before somebody clicks. What
// is said about it stands in the thread, by way of the outbox: a message that Slack tells about twice has one effect.
import {
  type AskedMail,
  lengthProblems,
  previewCard,
  recipientOf,
  refusedKey,
  refusedNote,
  replyProblems,
  replySubject,
  withdrawnAt,
} from '../core/decide/reply-draft.ts';
import type { ReplyFile } from '../core/decide/reply-files.ts';
import {
  deletedChange,
  judgeWording,
  type ThreadChange,
  withdrawnPreviews,
} from '../core/decide/reply-wording.ts';
import type { NewStaffReply } from '../core/facts.ts';
import { referenceTo } from '../core/reference-to.ts';
import { type Block, behindSign } from '../core/rich-text.ts';
import type { MessageOutcome, StaffMessage, WrittenMessage } from '../core/staff-message.ts';
import { commonValues } from '../render/common-values.ts';
import { renderReply } from '../render/render-reply.ts';
import { commit } from '../store/commit.ts';
import { knownKeys } from '../store/outbox.ts';
import { type KnownWording, promptAt, wordingsOf } from '../store/replies.ts';
import { askedMail } from './asked-mail.ts';
import { prepare } from './prepare.ts';
import { fetchFiles } from './reply-files.ts';
import type { Desk, Shell } from './shell.ts';

const triesWhenStale = 6;
const quiet: MessageOutcome = { tell: null };

/**
 * Takes what was written, changed or deleted in a channel that the app is in. Most of it is none of torq's business.
 * @throws when it could not be written down; whoever wrote it is to be told
 */
export async function onStaffMessage(shell: Shell, message: StaffMessage): Promise<MessageOutcome> {
  if (isTalk(shell, message)) return quiet;
  for (let tries = 0; tries < triesWhenStale; tries += 1) {
    const outcome = await messageOnce(shell, message);
    if (outcome !== 'stale') return outcome;
  }
  throw new Error('others kept changing the same conversation');
}

/** Staff among themselves: nothing is looked up, and nothing can go wrong with it. */
function isTalk({ desks }: Shell, message: StaffMessage): boolean {
  if (message.kind === 'deleted' || message.edition !== '') return false;
  return desks.every(({ programme }) => behindSign(message.words, programme.slack.replySign) === null);
}

async function messageOnce(shell: Shell, message: StaffMessage): Promise<MessageOutcome | 'stale'> {
  const known = await wordingsOf(shell.database.read, message);
  const place = await placeOf(shell, message, known);
  if (message.kind === 'deleted')
    return place === null ? quiet : keep(shell, place, message, deletedChange(known, place.desk.programme));
  const verdict = judgeWording(message, {
    known,
    isBelowCard: place !== null,
    programmes: (place === null ? shell.desks : [place.desk]).map(({ programme }) => programme),
  });
  if (verdict.kind === 'nothing') return quiet;
  if (verdict.kind === 'tell') return { tell: verdict.tell };
  if (place === null) return quiet;
  // What was refused stays refused, also when it is seen again after somebody was put on the list.
  if (await isRefused(shell, message)) return quiet;
  if (verdict.kind === 'change') return keep(shell, place, message, verdict.change(place.questionId));
  return keep(shell, place, message, await wordingChange(shell, place, { message, known, ...verdict }));
}

async function isRefused({ database: { read } }: Shell, message: WrittenMessage): Promise<boolean> {
  return (await knownKeys(read, [refusedKey(message)])).size > 0;
}

type Place = { desk: Desk; questionId: string; isQuestion: boolean };

/** The card above the thread; of a message that was shown as a mail before, the one that it was shown under. */
async function placeOf(
  { database: { read }, desks }: Shell,
  { channel, thread }: StaffMessage,
  [wording]: readonly KnownWording[],
): Promise<Place | null> {
  const prompt = thread === null ? null : await promptAt(read, { channel, ts: thread });
  const desk = desks.find(({ programme }) => programme.name === prompt?.programme);
  if (prompt === null || desk === undefined) return null;
  const isQuestion = prompt.kind === 'question' || prompt.kind === 'mail-review';
  return { desk, questionId: wording?.questionId ?? prompt.id, isQuestion };
}

/** A preview, or what stands against one; what was shown of the message before no longer counts. */
async function wordingChange(
  shell: Shell,
  { desk, questionId, isQuestion }: Place,
  wording: { message: WrittenMessage; known: readonly KnownWording[]; words: readonly Block[] },
): Promise<ThreadChange> {
  const { programme } = desk;
  const { message, words, known } = wording;
  const asked = isQuestion ? await askedMail(shell, questionId) : null;
  const input = { message, words, questionId, asked, programme };
  const before = withdrawnPreviews(known, 'The message was edited after this; what it says now is below.');
  const problems = replyProblems(input);
  if (problems.length > 0 || asked === null)
    return { event: 'reply-refused', facts: before, drafts: [refusedNote(input, problems)] };
  const fetched = await fetchFiles(shell, message.files);
  const reply = newReply(shell, desk, { message, words, questionId, asked, files: fetched.files });
  const later = [...fetched.problems, ...lengthProblems(reply.text)];
  if (later.length > 0) return { event: 'reply-refused', facts: before, drafts: [refusedNote(input, later)] };
  return {
    event: 'reply-previewed',
    subject: asked.subjectCase,
    facts: [...before, { fact: 'reply-previewed', reply }],
    drafts: [previewCard(reply, { asked, programme })],
  };
}

function newReply(
  { newId, now }: Shell,
  { programme, templates }: Desk,
  {
    message: { channel, ts, edition, by },
    words,
    questionId,
    asked,
    files,
  }: {
    message: WrittenMessage;
    words: readonly Block[];
    questionId: string;
    asked: AskedMail;
    files: readonly ReplyFile[];
  },
): NewStaffReply {
  const to = recipientOf(asked);
  const subject = replySubject(asked.subject, programme);
  const common = commonValues(programme, to.toName);
  return {
    ...{ id: newId(), channel, ts, edition, questionId, previewId: newId(), by: by ?? '', at: now() },
    inboundMailId: asked.inboundMailId,
    ...to,
    ...renderReply(templates, { subject, words, common }),
    files,
    withdrawn: withdrawnAt(asked.subjectCase) !== null,
  };
}

async function keep(
  shell: Shell,
  { desk }: Place,
  message: StaffMessage,
  { event, facts, drafts, subject = null }: ThreadChange,
): Promise<MessageOutcome | 'stale'> {
  if (facts.length === 0 && drafts.length === 0) return quiet;
  const result = await commit(shell.database, {
    cause: { kind: 'message' },
    programme: desk.programme.name,
    event,
    by: message.kind === 'written' ? (message.by ?? 'a bot') : 'Slack',
    reason: `message ${message.ts} in ${message.channel}`,
    about: subject === null ? null : referenceTo(subject),
    personId: subject?.person.id ?? null,
    expects: [],
    facts,
    drafts: await prepare(shell, desk, drafts),
    now: shell.now(),
  });
  return result === 'committed' ? quiet : 'stale';
}
