// Many rows in one statement with one parameter: JSON that the database takes apart. Prisma's own `createMany` takes ten
// times as long a row, which counts where thousands of mails come in or go out. The names of columns are the schema's.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Transaction } from './database.ts';
import { storable } from './storable.ts';

type Column = string | number | boolean | Date | null | object;
/** A row by its columns; left out ones get their default. All rows of one call have the same columns. */
export type Row = Readonly<Record<string, Column>>;

export type Table = Prisma.ModelName;

/**
 * Inserts rows, all or none.
 * @throws a unique violation (see `isUniqueViolation`) when one of them is there already
 */
export async function insertRows(tx: Transaction, table: Table, rows: readonly Row[]): Promise<void> {
  const columns = columnsOf(rows);
  if (columns.length === 0) return;
  await tx.$executeRaw`INSERT INTO ${name(table)} (${list(columns)}) ${selected(tx, table, columns, rows)}`;
}

/** Inserts those rows whose `key`, a unique column, is not there yet. @returns the keys that were new */
export async function insertNewRows(
  tx: Transaction,
  table: Table,
  key: string,
  rows: readonly Row[],
): Promise<Set<string>> {
  const columns = columnsOf(rows);
  if (columns.length === 0) return new Set();
  // "WHERE true" tells SQLite that ON CONFLICT is no join.
  const inserted = await tx.$queryRaw<Record<string, string>[]>`
    INSERT INTO ${name(table)} (${list(columns)}) ${selected(tx, table, columns, rows)} WHERE true
    ON CONFLICT (${name(key)}) DO NOTHING RETURNING ${name(key)}`;
  return new Set(inserted.map((row) => row[key] ?? ''));
}

/**
 * Sets the other columns of rows by their `id`, of those only for which `unchanged` (a column and the value it has to
 * have) still holds: a claim repeats the condition that it flips.
 * @returns how many rows were changed
 */
export async function updateRows(
  tx: Transaction,
  table: Table,
  rows: readonly (Row & { id: string })[],
  unchanged: { column: string; value: string },
): Promise<number> {
  const columns = columnsOf(rows).filter((column) => column !== 'id');
  if (columns.length === 0) return 0;
  const settings = Prisma.join(columns.map((column) => Prisma.sql`${name(column)} = "new".${name(column)}`));
  // Within coalesce no index of that column is taken: SQLite would go through all rows that have the value.
  return tx.$executeRaw`
    UPDATE ${name(table)} SET ${settings} FROM (${selected(tx, table, ['id', ...columns], rows)}) AS "new"
    WHERE ${name(table)}."id" = "new"."id"
      AND coalesce(${name(table)}.${name(unchanged.column)}, '') = ${unchanged.value}`;
}

function selected(tx: Transaction, table: Table, columns: readonly string[], rows: readonly Row[]) {
  if (tx.$provider === 'postgresql')
    return Prisma.sql`SELECT ${list(columns)} FROM json_populate_recordset(null::${name(table)}, ${jsonOf(rows)}::json)`;
  const values = Prisma.join(columns.map((column) => Prisma.sql`"value"->>${column} AS ${name(column)}`));
  return Prisma.sql`SELECT ${values} FROM json_each(${jsonOf(rows)})`;
}

/** SQLite keeps instants as Prisma writes them, "2027-05-19T22:55:00.000+00:00", and compares them as text. */
function jsonOf(rows: readonly Row[]): string {
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(storable(row)).map(([column, value]) => [
          column,
          value instanceof Date ? value.toISOString().replace('Z', '+00:00') : value,
        ]),
      ),
    ),
  );
}

function columnsOf([first, ...others]: readonly Row[]): string[] {
  const columns = Object.keys(first ?? {});
  if (others.some((row) => Object.keys(row).length !== columns.length))
    throw new TypeError('rows that are written together must have the same columns');
  return columns;
}

const list = (columns: readonly string[]) => Prisma.join(columns.map(name));

/** Names come from the schema, never from outside; quoting is for the compiler of the database only. */
function name(identifier: string): Prisma.Sql {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(identifier))
    throw new TypeError(`"${identifier}" is not a name of the schema`);
  return Prisma.raw(`"${identifier}"`);
}
