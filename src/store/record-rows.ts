// All rows of a table, a page at a time, in an order that both databases agree on; and back into an empty database.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Database, Reads, Transaction } from './database.ts';
import { isInstant, type RecordTable, recordTables } from './record-tables.ts';
import { insertRows, type Row, type Table } from './rows.ts';

/** A row as it is: instants are `Date`, JSON is what it says. */
export type RecordRow = Readonly<Record<string, unknown>>;

const page = 200;

/** In the order of the keys, compared byte by byte whatever language the database server sorts for. */
export async function* recordRows(read: Reads, { table, key }: RecordTable): AsyncGenerator<RecordRow[]> {
  for (let after: readonly unknown[] | null = null; ; ) {
    const keys: RecordRow[] = await keysAfter(read, { table, key }, after);
    if (keys.length > 0) yield await rowsOf(read, table, key, keys);
    const last: RecordRow | undefined = keys.at(-1);
    if (last === undefined || keys.length < page) return;
    after = key.map((column): unknown => last[column]);
  }
}

async function keysAfter(
  read: Reads,
  { table, key }: RecordTable,
  after: readonly unknown[] | null,
): Promise<RecordRow[]> {
  const name = (column: string) => Prisma.raw(`"${column}"`);
  const ordered = Prisma.join(key.map((column) => Prisma.sql`${name(column)}${collation(read, column)}`));
  const where = after === null ? Prisma.empty : Prisma.sql`WHERE (${ordered}) > (${Prisma.join([...after])})`;
  return read.$queryRaw<RecordRow[]>`
    SELECT ${Prisma.join(key.map(name))} FROM ${name(table)} ${where} ORDER BY ${ordered} LIMIT ${page}`;
}

/** Numbers have no collation. */
const numbers = new Set(['version', 'uid']);

function collation({ $provider }: Reads, column: string): Prisma.Sql {
  return $provider === 'postgresql' && !numbers.has(column) ? Prisma.raw(' COLLATE "C"') : Prisma.empty;
}

type Finder = { findMany(query: { where: object }): Promise<RecordRow[]> };

async function rowsOf(
  read: Reads,
  table: Table,
  key: readonly string[],
  keys: readonly RecordRow[],
): Promise<RecordRow[]> {
  const [first = ''] = key;
  const where =
    key.length === 1
      ? { [first]: { in: keys.map((row) => row[first]) } }
      : { OR: keys.map((row) => ({ ...row })) };
  const model = `${table.charAt(0).toLowerCase()}${table.slice(1)}`;
  const finder = (read as unknown as Record<string, Finder | undefined>)[model];
  if (finder === undefined) throw new TypeError(`there is no table ${table}`);
  const nameOf = (row: RecordRow) => JSON.stringify(key.map((column) => row[column]));
  const found = new Map((await finder.findMany({ where })).map((row) => [nameOf(row), row]));
  return keys.flatMap((row): RecordRow[] => {
    const whole = found.get(nameOf(row));
    return whole === undefined ? [] : [whole];
  });
}

/** Whether nothing is remembered yet. */
async function isEmptyDatabase(read: Reads): Promise<boolean> {
  for (const { table } of recordTables) {
    const name = Prisma.raw(`"${table}"`);
    const rows = await read.$queryRaw<unknown[]>`SELECT 1 AS "one" FROM ${name} LIMIT 1`;
    if (rows.length > 0) return false;
  }
  return true;
}

const longestMs = 3_600_000;

/**
 * Fills an empty database, all or nothing.
 * @param rows of one table each; instants as `Date` or in ISO 8601
 * @returns null when the database is not empty; else how many rows were added
 */
export async function fillDatabase(
  database: Database,
  rows: () => AsyncIterable<{ table: Table; rows: readonly RecordRow[] }>,
): Promise<number | null> {
  return database.write(
    async (tx) => {
      if (!(await isEmptyDatabase(tx))) return null;
      let added = 0;
      for await (const some of rows()) {
        await addRows(tx, some.table, some.rows);
        added += some.rows.length;
      }
      return added;
    },
    { timeout: longestMs },
  );
}

async function addRows(tx: Transaction, table: Table, rows: readonly RecordRow[]): Promise<void> {
  const kept = rows.map((row) => {
    const columns = Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && isInstant(column) ? new Date(value) : value,
    ]);
    return Object.fromEntries(columns) as Row;
  });
  await insertRows(tx, table, kept);
}
