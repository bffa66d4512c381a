// Erasing a person: rows first, in one transaction, then the files that no row names any more.
import { dateOf } from '../core/calendar.ts';
import type { Blobs } from '../store/blobs.ts';
import { isWriteConflict } from '../store/conflict.ts';
import type { Database } from '../store/database.ts';
import { forgetPages } from '../store/database-file.ts';
import { erasePerson } from '../store/erase-person.ts';
import { erasedFiles, erasingIsFinished, noteErased } from '../store/erased-files.ts';
import { type ErasureScope, erasureScope } from '../store/erasure-scope.ts';

/**
 * How much was erased, or would be. `isFinished`: files and free pages, too; else another process keeps the database to
 * itself, and the next night finishes it.
 */
export type Erased = {
  people: number;
  addresses: number;
  mails: number;
  payments: number;
  files: number;
  isFinished: boolean;
};

type Kept = { database: Database; blobs: Blobs; now: () => Date };

const longestMs = 600_000;

/** Erases the person with this address, with all their other addresses; null when nobody has it. */
export async function eraseByAddress(
  kept: Kept,
  address: string,
  wish: { by: string; reason: string; isRehearsal: boolean; timeZone: string },
): Promise<Erased | null> {
  const { database, now } = kept;
  const { by, reason, isRehearsal, timeZone } = wish;
  const scope = await database.write(
    async (tx) => {
      const found = await erasureScope(tx, address.trim().toLowerCase());
      if (found === null || isRehearsal) return found;
      const at = now();
      await erasePerson(tx, found, { now: at, on: dateOf(at, timeZone) });
      await noteErased(tx, found, { at, by, reason });
      return found;
    },
    { timeout: longestMs },
  );
  if (scope === null) return null;
  return { ...sizeOf(scope), isFinished: isRehearsal || (await isFinishedNow(kept)) };
}

/**
 * Files and free pages, also of people whose erasure was interrupted before this; doing it twice changes nothing.
 * @throws when another process keeps the database to itself; the next night finishes it
 */
export async function finishErasing({ database, blobs }: Pick<Kept, 'database' | 'blobs'>): Promise<void> {
  const notes = await erasedFiles(database.read);
  if (notes.length === 0) return;
  for (const { files } of notes) for (const hash of files) await blobs.remove(hash);
  await forgetPages(database);
  for (const { id } of notes) await erasingIsFinished(database, id);
}

async function isFinishedNow(kept: Kept): Promise<boolean> {
  try {
    await finishErasing(kept);
    return true;
  } catch (error) {
    if (isWriteConflict(error)) return false;
    throw error;
  }
}

function sizeOf(scope: ErasureScope): Omit<Erased, 'isFinished'> {
  return {
    people: scope.personIds.length,
    addresses: scope.addresses.length,
    mails: scope.inboundMailIds.length + scope.outboxItemIds.length,
    payments: scope.paymentIds.length,
    files: scope.contents.length,
  };
}
