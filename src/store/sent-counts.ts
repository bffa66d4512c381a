// How much has gone out lately, for the fuse.
import type { Reads } from './database.ts';

/** Whose mail an item is: the person's, or for somebody who is not known the address's. */
export function ownerOf(item: { personId: string | null; toAddress: string | null }): string {
  return item.personId ?? item.toAddress?.toLowerCase() ?? '';
}

/** How many mails each of these owners has been sent since an instant. */
export async function sentTo(
  read: Reads,
  items: readonly { personId: string | null; toAddress: string | null }[],
  { programme, since }: { programme: string; since: Date },
): Promise<Map<string, number>> {
  const people = [...new Set(items.flatMap(({ personId }) => personId ?? []))];
  const strangers = items.flatMap(({ personId, toAddress }) => (personId === null ? (toAddress ?? []) : []));
  const rows = await read.outboxItem.findMany({
    where: {
      programme,
      sentAt: { gte: since },
      channel: 'mail',
      OR: [{ personId: { in: people } }, { personId: null, toAddress: { in: [...new Set(strangers)] } }],
    },
    select: { personId: true, toAddress: true },
  });
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(ownerOf(row), (counts.get(ownerOf(row)) ?? 0) + 1);
  return counts;
}

/** How many mails of a programme have been sent since an instant. */
export async function sentSince(read: Reads, programme: string, since: Date): Promise<number> {
  return read.outboxItem.count({ where: { programme, sentAt: { gte: since }, channel: 'mail' } });
}
