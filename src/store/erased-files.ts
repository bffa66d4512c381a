// What is left to do of people who were erased, files and free pages: it stands with the note that it was done.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Database, Reads, Transaction } from './database.ts';
import type { ErasureScope } from './erasure-scope.ts';
import { newId } from './ids.ts';
import { namedContents } from './named-contents.ts';

const event = 'person-erased';

/** That somebody was erased, by whom and why; the one trace that is left of it. */
export async function noteErased(
  tx: Transaction,
  { personIds, contents }: ErasureScope,
  { at, by, reason }: { at: Date; by: string; reason: string },
): Promise<void> {
  const [personId = null] = personIds;
  const details = { files: [...contents] };
  await tx.history.create({ data: { id: newId(), at, by, event, reason, personId, details } });
}

/** The files to remove, by the note; what somebody else's row names stays. */
export async function erasedFiles(read: Reads): Promise<readonly { id: string; files: readonly string[] }[]> {
  const notes = await read.history.findMany({ where: { event, details: { not: Prisma.DbNull } } });
  const found: { id: string; files: readonly string[] }[] = [];
  for (const { id, details } of notes) {
    const { files = [] } = details as { files?: string[] };
    const named = await namedContents(read, files);
    found.push({ id, files: files.filter((hash) => !named.has(hash)) });
  }
  return found;
}

/** Nothing of them is left to do. */
export async function erasingIsFinished(database: Database, id: string): Promise<void> {
  await database.write((tx) => tx.history.updateMany({ where: { id }, data: { details: Prisma.DbNull } }));
}
