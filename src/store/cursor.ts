// How far each folder of the mailbox has been recorded.
import type { Database, Transaction } from './database.ts';
import { writeAfterOthers } from './write-after-others.ts';

/** Where a server keeps a message. `uidValidity` is a 32-bit number as text (RFC 9051 section 2.3.1.1). */
export type Location = { mailbox: string; uidValidity: string; uid: number };

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

/** The cursor only moves forward, and only past messages that are recorded in the same transaction. */
export async function advanceCursor(
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
