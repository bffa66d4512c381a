import { tracePattern, withoutTraces } from '../core/erasure.ts';
import type { Transaction } from './database.ts';
import type { ErasureScope } from './erasure-scope.ts';
import { type RecordRow, recordRows } from './record-rows.ts';
import { type RecordTable, recordTables } from './record-tables.ts';

/** Who wants no announcements is remembered: the next list that is imported may name them again. */
const exempt: ReadonlySet<string> = new Set(['OptOut']);

/** Words elsewhere that name the person: cards with several people, notes about others, lists that were published. */
export async function eraseTraces(
  tx: Transaction,
  scope: Pick<ErasureScope, 'addresses' | 'names'>,
): Promise<void> {
  const pattern = tracePattern(scope);
  if (pattern === null) return;
  for (const table of recordTables) {
    if (exempt.has(table.table)) continue;
    for await (const rows of recordRows(tx, table))
      for (const row of rows) await eraseTracesIn(tx, table, row, pattern);
  }
}

type Writable = { updateMany(args: { where: object; data: object }): Promise<unknown> };

async function eraseTracesIn(
  tx: Transaction,
  { table, key }: RecordTable,
  row: RecordRow,
  pattern: RegExp,
): Promise<void> {
  const changes = Object.entries(row).flatMap(([column, value]) => {
    const without = withoutTraces(value, pattern);
    if (without === value || key.includes(column)) return [];
    // Keys of mails are unique.
    return [[column, table === 'OutboxItem' && column === 'key' ? `erased/${String(row.id)}` : without]];
  });
  if (changes.length === 0) return;
  const model = `${table.charAt(0).toLowerCase()}${table.slice(1)}`;
  const writable = (tx as unknown as Record<string, Writable>)[model];
  await writable?.updateMany({
    where: Object.fromEntries(key.map((column) => [column, row[column]])),
    data: Object.fromEntries(changes),
  });
}
