// Changes of single rows that hold only while the row still says what it said: for what has to be put back exactly.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import { type Cell, type Cells, type ChangedTable, changedTables, type RowChange } from '../core/merge.ts';
import type { Transaction } from './database.ts';

/** Rows with a version get a new one: whoever decides on what they read before is told so. */
const versions: Readonly<Partial<Record<ChangedTable, string>>> = {
  Application: 'version',
  Term: 'version',
  Prompt: 'version',
  Agreement: 'rowVersion',
};
/** No database compares JSON like the other; its row is claimed by its version. */
const json = 'listing';
const mostAtOnce = 500;

/** Makes the changes, in their order. @returns the first that did not hold; then the transaction is to be rolled back */
export async function changeRows(tx: Transaction, changes: readonly RowChange[]): Promise<RowChange | null> {
  for (const alike of groupsOf(changes)) {
    const [first] = alike;
    if (first === undefined) continue;
    const { table, before, after } = first;
    const key = table === 'Address' ? 'address' : 'id';
    const { count } = await tableOf(tx, table).updateMany({
      where: { [key]: { in: alike.map((one) => one.key) }, ...comparable(before) },
      data: { ...written(after), ...versionOf(table) },
    });
    if (count !== alike.length) return first;
  }
  return null;
}

/** Neighbours that change the same columns in the same way: one statement for all of them. */
function groupsOf(changes: readonly RowChange[]): RowChange[][] {
  const groups: RowChange[][] = [];
  let shape = '';
  for (const change of changes) {
    const own = JSON.stringify([change.table, change.before, change.after]);
    const last = groups.at(-1);
    if (last !== undefined && own === shape && last.length < mostAtOnce) last.push(change);
    else groups.push([change]);
    shape = own;
  }
  return groups;
}

type Writable = { updateMany(args: { where: object; data: object }): Promise<{ count: number }> };

function tableOf(tx: Transaction, table: ChangedTable): Writable {
  const tables = {
    Person: tx.person,
    Address: tx.address,
    Application: tx.application,
    Payment: tx.payment,
    Credential: tx.credential,
    Term: tx.term,
    Agreement: tx.agreement,
    Certificate: tx.certificate,
    OutboxItem: tx.outboxItem,
    InboundMail: tx.inboundMail,
    Prompt: tx.prompt,
  };
  // What all of them have in common; the columns are those of core/merge.ts.
  return tables[table] as unknown as Writable;
}

function comparable({ [json]: _, ...cells }: Cells): Cells {
  return cells;
}

function written(cells: Cells): object {
  return cells[json] === null ? { ...cells, [json]: Prisma.DbNull } : cells;
}

function versionOf(table: ChangedTable): object {
  const column = versions[table];
  return column === undefined ? {} : { [column]: { increment: 1 } };
}

/** As they are kept. */
export function changesToJson(changes: readonly RowChange[]): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(changes));
}

/** As they were kept. @throws Error when they are none */
export function changesFromJson(kept: unknown): readonly RowChange[] {
  if (!Array.isArray(kept)) throw new Error('what a merge moved was not kept as a list');
  return kept.map(({ table, key, before, after }) => {
    if (!changedTables.some((known) => known === table)) throw new Error(`no merge changes ${table}`);
    return { table, key: String(key), before: revived(before), after: revived(after) };
  });
}

function revived(cells: Record<string, Cell>): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([column, value]) => [
      column,
      column.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
}
