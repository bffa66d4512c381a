import type { Reads } from './database.ts';
import { keptContents } from './kept-contents.ts';
import { recordRows } from './record-rows.ts';
import { recordTables } from './record-tables.ts';

/** Which of these contents (blobs.ts) a row of any table still names; the others may be removed. */
export async function namedContents(read: Reads, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = new Set(hashes);
  const named = new Set<string>();
  if (asked.size === 0) return named;
  for (const table of recordTables)
    for await (const rows of recordRows(read, table))
      for (const hash of rows.flatMap(keptContents)) if (asked.has(hash)) named.add(hash);
  return named;
}
