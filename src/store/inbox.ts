// Recorded messages: first recorded, then decided, each exactly once. Recording never decides anything.
import { createHash } from 'node:crypto';
import type { InboundMail } from '../../prisma/generated/sqlite/client/client.ts';
import type { Blobs } from './blobs.ts';
import { isUniqueViolation } from './conflict.ts';
import type { Database, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { keepDraft, type ReadyCard } from './ready-draft.ts';

/** Where a server keeps a message. `uidValidity` is a 32-bit number as text (RFC 9051 section 2.3.1.1). */
export type Location = { mailbox: string; uidValidity: string; uid: number };

export type NewMail = { location: Location; raw: Buffer; internalDate: Date; messageId: string | null };

/** After how many failures a message is parked and staff are told. */
export const triesBeforeParking = 5;

/**
 * Keeps the raw message and its place. The same mail in two folders is one mail with two places; a Message-ID that is
 * used again with another body is another mail.
 * @returns the id of the recorded mail, and whether it is new
 */
export async function record(
  { database, blobs, now }: { database: Database; blobs: Blobs; now: Date },
  mail: NewMail,
): Promise<{ id: string; isNew: boolean }> {
  const sha256 = await blobs.put(mail.raw);
  const row = {
    id: newId(),
    identity: identityOf(mail),
    sha256,
    bytes: mail.raw.length,
    internalDate: mail.internalDate,
    recordedAt: now,
    status: 'recorded',
    nextAttemptAt: now,
    messageId: mail.messageId,
  };
  return writeAfterOthers(database, (tx) => recordOnce(tx, row, mail.location, now));
}

/** Mail, place and cursor: each may be written by another process between our looking and our writing, and is then found. */
const triesAfterOthers = 4;

async function writeAfterOthers<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.write(work);
    } catch (error) {
      if (tries >= triesAfterOthers || !isUniqueViolation(error)) throw error;
    }
  }
}

type NewRow = Pick<
  InboundMail,
  | 'id'
  | 'identity'
  | 'sha256'
  | 'bytes'
  | 'internalDate'
  | 'recordedAt'
  | 'status'
  | 'nextAttemptAt'
  | 'messageId'
>;

async function recordOnce(tx: Transaction, row: NewRow, place: Location, now: Date) {
  const known = await tx.inboundMail.findUnique({ where: { identity: row.identity }, select: { id: true } });
  const id = known?.id ?? (await tx.inboundMail.create({ data: row, select: { id: true } })).id;
  await tx.inboundLocation.upsert({
    where: { mailbox_uidValidity_uid: place },
    create: { ...place, inboundMailId: id, seenAt: now },
    update: {},
  });
  await advanceCursor(tx, place, now);
  return { id, isNew: known === null };
}

/** The cursor only moves forward, and only past a message that is recorded in the same transaction. */
async function advanceCursor(
  tx: Transaction,
  { mailbox, uidValidity, uid }: Location,
  now: Date,
): Promise<void> {
  await tx.mailboxCursor.upsert({
    where: { mailbox_uidValidity: { mailbox, uidValidity } },
    create: { mailbox, uidValidity, lastUid: uid, readAt: now },
    update: { readAt: now },
  });
  await tx.mailboxCursor.updateMany({
    where: { mailbox, uidValidity, lastUid: { lt: uid } },
    data: { lastUid: uid },
  });
}

/** Message-ID with the hash of what follows the header: relays rewrite headers, never the body. */
function identityOf({ messageId, raw }: NewMail): string {
  const end = raw.indexOf('\r\n\r\n');
  const body = end === -1 || messageId === null ? raw : raw.subarray(end);
  return createHash('sha256')
    .update(`${messageId ?? ''}\n`)
    .update(body)
    .digest('hex');
}

/** Last recorded UID of a mailbox, or 0. */
export async function cursorOf(database: Database, mailbox: string, uidValidity: string): Promise<number> {
  const row = await database.read.mailboxCursor.findUnique({
    where: { mailbox_uidValidity: { mailbox, uidValidity } },
  });
  return row?.lastUid ?? 0;
}

/** Notes that a mailbox was looked at, though nothing new was there. */
export async function touchCursor(
  database: Database,
  mailbox: string,
  uidValidity: string,
  now: Date,
): Promise<void> {
  await writeAfterOthers(database, (tx) => advanceCursor(tx, { mailbox, uidValidity, uid: 0 }, now));
}

/** Ids of recorded mails that are due to be decided, oldest first. */
export async function undecidedMails(database: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await database.read.inboundMail.findMany({
    where: { status: 'recorded', nextAttemptAt: { lte: now } },
    orderBy: [{ internalDate: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: limit,
  });
  return rows.map((row) => row.id);
}

/** The recorded mail, or null when it was decided meanwhile. */
export async function undecidedMail(database: Database, id: string): Promise<InboundMail | null> {
  return database.read.inboundMail.findFirst({ where: { id, status: 'recorded' } });
}

/** Notes a failure and when to try again; after `triesBeforeParking` the mail is parked and `card` tells staff. */
export async function noteFailure(
  database: Database,
  failure: { id: string; error: string; now: Date; retryAt: Date; card: ReadyCard; programme: string },
): Promise<'again' | 'parked' | 'gone'> {
  return database.write(async (tx) => {
    const mail = await tx.inboundMail.findFirst({ where: { id: failure.id, status: 'recorded' } });
    if (mail === null) return 'gone';
    const parked = mail.attempts + 1 >= triesBeforeParking;
    await tx.inboundMail.update({
      where: { id: mail.id },
      data: {
        attempts: mail.attempts + 1,
        lastError: failure.error.slice(0, 2000),
        nextAttemptAt: failure.retryAt,
        ...(parked ? { status: 'parked', decidedAt: failure.now, reason: failure.error.slice(0, 500) } : {}),
      },
    });
    if (parked) await keepDraft(tx, failure.card, failure);
    return parked ? 'parked' : 'again';
  });
}
