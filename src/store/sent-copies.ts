// Which mails have gone out and have no copy in the mailbox's folder for sent mail yet.
import type { Database } from './database.ts';
import type { OutboxItem } from './outbox.ts';

/** Mails of these programmes sent since an instant that have no copy yet, oldest first. */
export async function mailsToCopy(
  { read }: Database,
  { programmes, since, limit }: { programmes: readonly string[]; since: Date; limit: number },
): Promise<OutboxItem[]> {
  return read.outboxItem.findMany({
    where: {
      programme: { in: [...programmes] },
      copiedAt: null,
      sentAt: { gte: since },
      channel: 'mail',
      status: 'sent',
    },
    orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** Nothing is left to be done about their copies. */
export async function noteCopied({ write }: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await write((tx) => tx.outboxItem.updateMany({ where: { id: { in: [...ids] } }, data: { copiedAt: now } }));
}
