import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Reads } from './database.ts';

/** Which of these contents (blobs.ts) a row still names; the others may be removed. */
export async function namedContents(read: Reads, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const hash of hashes) if (await isNamed(read, hash)) named.add(hash);
  return named;
}

const columns = [
  ['InboundMail', 'sha256', Prisma.sql`AND "rawErasedAt" IS NULL`],
  ['Document', 'sha256', Prisma.empty],
  ['Agreement', 'signedSha256', Prisma.empty],
  ['Agreement', 'executedSha256', Prisma.empty],
  ['Certificate', 'documentSha256', Prisma.empty],
] as const;

/** Lists of files, as JSON. */
const lists = [
  ['OutboxItem', 'attachments'],
  ['Prompt', 'files'],
  ['StaffReply', 'files'],
] as const;

async function isNamed(read: Reads, hash: string): Promise<boolean> {
  const name = (text: string) => Prisma.raw(`"${text}"`);
  const queries = [
    ...columns.map(
      ([table, column, more]) =>
        Prisma.sql`SELECT 1 AS "one" FROM ${name(table)} WHERE ${name(column)} = ${hash} ${more} LIMIT 1`,
    ),
    ...lists.map(
      ([table, column]) =>
        Prisma.sql`SELECT 1 AS "one" FROM ${name(table)} WHERE CAST(${name(column)} AS TEXT) LIKE ${`%${hash}%`} LIMIT 1`,
    ),
  ];
  for (const query of queries) if ((await read.$queryRaw<unknown[]>(query)).length > 0) return true;
  return false;
}
