import type { Database, Reads } from './database.ts';
import { fillDatabase, type RecordRow, recordRows } from './record-rows.ts';
import { recordTables } from './record-tables.ts';
import type { Table } from './rows.ts';

/** All rows as they are at one moment, into an empty database; nobody who writes to the first one waits for it. */
export async function copyDatabase(from: Database, to: Database): Promise<void> {
  await from.snapshot((read) => fillDatabase(to, () => allRows(read)));
}

async function* allRows(read: Reads): AsyncGenerator<{ table: Table; rows: RecordRow[] }> {
  for (const table of recordTables)
    for await (const rows of recordRows(read, table)) yield { table: table.table, rows };
}
