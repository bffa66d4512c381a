// How much has gone out lately, for the fuse.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
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
  const people = items.flatMap(({ personId }) => personId ?? []);
  const strangers = items.flatMap(({ personId, toAddress }) => (personId === null ? (toAddress ?? []) : []));
  // Within coalesce no index of the programme is taken: SQLite would go through all that was sent today for each batch.
  const sent = Prisma.sql`"channel" = 'mail' AND coalesce("programme", '') = ${programme} AND "sentAt" >= ${since}`;
  const rows = await read.$queryRaw<{ owner: string; mails: bigint | number }[]>`
    SELECT "personId" AS "owner", count(*) AS "mails" FROM "OutboxItem"
    WHERE "personId" IN (${oneOf(people)}) AND ${sent} GROUP BY "personId"
    UNION ALL SELECT lower("toAddress"), count(*) FROM "OutboxItem"
    WHERE "personId" IS NULL AND "toAddress" IN (${oneOf(strangers)}) AND ${sent} GROUP BY lower("toAddress")`;
  const counts = new Map<string, number>();
  for (const { owner, mails } of rows) counts.set(owner, (counts.get(owner) ?? 0) + Number(mails));
  return counts;
}

/** No list may be empty in SQL; nobody has an empty name. */
function oneOf(names: readonly string[]): Prisma.Sql {
  return Prisma.join(['', ...new Set(names)]);
}

/** How many mails of a programme have been sent since an instant. */
export async function sentSince(read: Reads, programme: string, since: Date): Promise<number> {
  return read.outboxItem.count({ where: { programme, sentAt: { gte: since }, channel: 'mail' } });
}
