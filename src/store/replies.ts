// Conversations in Slack threads: what applicants ask, what staff write, and the mails that come of it.
import type { StaffReply } from '../../prisma/generated/sqlite/client/client.ts';
import type { ReplyFile } from '../core/decide/reply-files.ts';
import { replyKey } from '../core/decide/reply-send.ts';
import type { Reads } from './database.ts';
import type { OutboxItem } from './settlement.ts';

export type { StaffReply };

/** A wording, and whether its preview still waits for a click. */
export type KnownWording = StaffReply & { isOpen: boolean };

/** Every wording of a message of staff that was shown as a mail, oldest first. */
export async function wordingsOf(
  read: Reads,
  { channel, ts }: { channel: string; ts: string },
): Promise<KnownWording[]> {
  const rows = await read.staffReply.findMany({ where: { channel, ts }, orderBy: { edition: 'asc' } });
  const open = await openAmong(
    read,
    rows.map(({ previewId }) => previewId),
  );
  return rows.map((row) => ({ ...row, isOpen: open.has(row.previewId) }));
}

async function openAmong(read: Reads, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await read.prompt.findMany({
    where: { id: { in: [...ids] }, answeredAt: null },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** The prompt whose card is this message, or null. */
export async function promptAt(read: Reads, { channel, ts }: { channel: string; ts: string }) {
  return read.prompt.findFirst({
    where: { cardChannel: channel, cardTs: ts },
    select: { id: true, programme: true, kind: true },
  });
}

/** Where the cards of open questions are, those that were asked last first. */
export async function openQuestions(read: Reads, limit: number): Promise<{ channel: string; ts: string }[]> {
  const rows = await read.prompt.findMany({
    where: { kind: { in: ['question', 'mail-review'] }, answeredAt: null, cardTs: { not: null } },
    orderBy: [{ openedAt: 'desc' }, { id: 'asc' }],
    select: { cardChannel: true, cardTs: true },
    take: limit,
  });
  return rows.flatMap(({ cardChannel, cardTs }) =>
    cardChannel === null || cardTs === null ? [] : [{ channel: cardChannel, ts: cardTs }],
  );
}

/** The newest mail of an applicant in the conversation of a question; null when there is none. */
export async function newestMail(read: Reads, questionId: string) {
  const newest = await read.prompt.findFirst({
    where: {
      OR: [
        { id: questionId, kind: { in: ['question', 'mail-review'] } },
        { threadOf: questionId, kind: 'question-mail' },
      ],
      inboundMailId: { not: null },
    },
    orderBy: [{ threadOf: { sort: 'desc', nulls: 'last' } }, { openedAt: 'desc' }, { id: 'desc' }],
    select: { inboundMailId: true },
  });
  const id = newest?.inboundMailId ?? null;
  return id === null ? null : read.inboundMail.findUnique({ where: { id } });
}

/** The conversation that one of our mails, by its item, belongs to; null when staff did not write it here. */
export async function conversationOf(read: Reads, itemId: string) {
  const item = await read.outboxItem.findUnique({
    where: { id: itemId },
    select: { key: true, toAddress: true, message: true },
  });
  if (item === null || item.message !== 'staff-reply') return null;
  const [, channel = '', ts = ''] = item.key.split('/');
  const reply = await read.staffReply.findFirst({ where: { channel, ts, approvedAt: { not: null } } });
  if (reply === null) return null;
  return {
    questionId: reply.questionId,
    sentTo: (item.toAddress ?? '').toLowerCase(),
    openPreviews: await openPreviews(read, reply.questionId),
  };
}

/** Previews in the thread of a question that wait for a click. */
async function openPreviews(read: Reads, questionId: string): Promise<string[]> {
  const rows = await read.prompt.findMany({
    where: { threadOf: questionId, kind: 'reply-preview', answeredAt: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The wording that a preview shows, with the mail that it answers; `isTaken`: a mail was made of the message already. */
export async function replyByPreview(read: Reads, previewId: string) {
  const reply = await read.staffReply.findUnique({ where: { previewId } });
  if (reply === null) return null;
  const mail = await read.inboundMail.findUnique({ where: { id: reply.inboundMailId } });
  const item = await read.outboxItem.findUnique({ where: { key: replyKey(reply) }, select: { id: true } });
  const others = (await openPreviews(read, reply.questionId)).filter((id) => id !== previewId);
  return { reply, mail, isTaken: item !== null, others };
}

/** The files of a wording; what is stored was written from a list of them. */
export function filesOf({ files }: Pick<StaffReply, 'files'>): readonly ReplyFile[] {
  return (files as ReplyFile[] | null) ?? [];
}

/** Files that go along with a mail of staff, by the key of its item; none for every other mail. */
export async function filesOfReply(read: Reads, key: string): Promise<readonly ReplyFile[]> {
  const [, channel = '', ts = ''] = key.split('/');
  const reply = await read.staffReply.findFirst({
    where: { channel, ts, approvedAt: { not: null } },
    select: { files: true },
  });
  return reply === null ? [] : filesOf(reply);
}

/** Mails of staff of which the thread was not yet told that they are sent, with what became of them so far. */
export async function repliesUnderWay(
  read: Reads,
  limit: number,
): Promise<{ reply: StaffReply; item: OutboxItem }[]> {
  const replies = await read.staffReply.findMany({
    where: { approvedAt: { not: null }, OR: [{ told: null }, { told: { notIn: ['sent', 'superseded'] } }] },
    orderBy: { approvedAt: 'asc' },
    take: limit,
  });
  if (replies.length === 0) return [];
  const items = await read.outboxItem.findMany({ where: { key: { in: replies.map(replyKey) } } });
  const byKey = new Map(items.map((item) => [item.key, item]));
  return replies.flatMap((reply) => {
    const item = byKey.get(replyKey(reply));
    return item === undefined ? [] : [{ reply, item }];
  });
}
