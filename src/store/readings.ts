// When folders were read, by any process: what outlives a crash is what counts.
import type { Reads } from './database.ts';

/** When a folder was last looked at, under whatever UIDVALIDITY; null: never. */
export async function lastReadAt(read: Reads, mailbox: string): Promise<Date | null> {
  const { _max } = await read.mailboxCursor.aggregate({ where: { mailbox }, _max: { readAt: true } });
  return _max.readAt;
}

/** How many mails were recorded from a folder since an instant; null: since ever. */
export async function recordedSince(read: Reads, mailbox: string, since: Date | null): Promise<number> {
  const places = { some: { mailbox } };
  return read.inboundMail.count({
    where: since === null ? { places } : { places, recordedAt: { gt: since } },
  });
}

/** The newest draft whose key begins like this, with its prompt; null when there is none. */
export async function newestKept(
  read: Reads,
  keys: string,
): Promise<{ key: string; promptId: string | null } | null> {
  const rows = await read.outboxItem.findMany({
    where: { key: { startsWith: keys } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { key: true, promptId: true },
    take: 20,
  });
  // The database takes "%" and "_" of the beginning for any text, and may not mind upper and lower case.
  return rows.find(({ key }) => key.startsWith(keys)) ?? null;
}
