// Mails that wait for a person: which they are, letting them go, and changing what they say.
import type { Database, Reads, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { insertRows } from './rows.ts';
import type { OutboxItem } from './settlement.ts';

type By = { by: string; now: Date };

/** Held mails, the oldest first. */
export async function heldMails(read: Reads): Promise<OutboxItem[]> {
  return read.outboxItem.findMany({
    where: { status: 'held', channel: 'mail' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** A mail of the outbox, or null: ids come from outside. */
export async function mailById(read: Reads, id: string): Promise<OutboxItem | null> {
  return read.outboxItem.findFirst({ where: { id, channel: 'mail' } });
}

/**
 * Lets a mail go that a limit holds back; the limit does not hold it again, and its reason is asked again as always.
 * @returns false when it is not, or no longer, held by one
 */
export async function releaseMail(database: Database, item: OutboxItem, { by, now }: By): Promise<boolean> {
  return database.write(async (tx) => {
    const { count } = await tx.outboxItem.updateMany({
      where: { id: item.id, status: 'held', heldBecause: 'fuse' },
      data: { status: 'pending', heldBecause: null, statusReason: null, releasedAt: now, releasedBy: by },
    });
    if (count === 1)
      await note(tx, item, { by, now, event: 'mail-released', reason: item.statusReason ?? '' });
    return count === 1;
  });
}

/**
 * Changes what a held mail says. What it said at first stays beside it, however often it is changed.
 * @returns false when it is not, or no longer, held
 */
export async function editMail(
  database: Database,
  item: OutboxItem,
  { by, now, ...content }: By & { subject: string; text: string; html: string },
): Promise<boolean> {
  return database.write(async (tx) => {
    // What another editor wrote meanwhile is not lost without a word.
    const { count } = await tx.outboxItem.updateMany({
      where: { id: item.id, status: 'held', editedAt: item.editedAt },
      data: {
        ...content,
        editedAt: now,
        editedBy: by,
        ...(item.editedAt === null ? { originalSubject: item.subject, originalText: item.text } : {}),
      },
    });
    if (count === 1) await note(tx, item, { by, now, event: 'mail-edited', reason: content.subject });
    return count === 1;
  });
}

async function note(
  tx: Transaction,
  { id: outboxItemId, personId, caseKind, caseId }: OutboxItem,
  { by, now: at, event, reason }: By & { event: string; reason: string },
): Promise<void> {
  const details = { outboxItemId };
  await insertRows(tx, 'History', [
    { id: newId(), at, by, event, reason, personId, caseKind, caseId, details },
  ]);
}
