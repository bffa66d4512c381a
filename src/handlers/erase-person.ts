// Erasing a person: rows first, in one transaction, then the files that no row names any more.
import { dateOf } from '../core/calendar.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Database } from '../store/database.ts';
import { forgetPages } from '../store/database-file.ts';
import { erasePerson } from '../store/erase-person.ts';
import { erasedFiles, filesAreRemoved, noteErased } from '../store/erased-files.ts';
import { type ErasureScope, erasureScope } from '../store/erasure-scope.ts';

/** How much was erased, or would be. */
export type Erased = { people: number; addresses: number; mails: number; payments: number; files: number };

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
  if (!isRehearsal) {
    await removeErasedFiles(kept);
    await forgetPages(database);
  }
  return sizeOf(scope);
}

/** Also of people whose erasure was interrupted before this; doing it twice changes nothing. */
export async function removeErasedFiles({
  database,
  blobs,
}: Pick<Kept, 'database' | 'blobs'>): Promise<void> {
  for (const { id, files } of await erasedFiles(database.read)) {
    for (const hash of files) await blobs.remove(hash);
    await filesAreRemoved(database, id);
  }
}

function sizeOf(scope: ErasureScope): Erased {
  return {
    people: scope.personIds.length,
    addresses: scope.addresses.length,
    mails: scope.inboundMailIds.length + scope.outboxItemIds.length,
    payments: scope.paymentIds.length,
    files: scope.contents.length,
  };
}
