// An export read in again, into an empty database: everything or nothing.
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readRecordLine } from '../documents/record-lines.ts';
import type { Blobs } from '../store/blobs.ts';
import { isUnfitting } from '../store/conflict.ts';
import type { Database } from '../store/database.ts';
import { newestMigration } from '../store/migrate.ts';
import { fillDatabase, type RecordRow } from '../store/record-rows.ts';
import { recordTables } from '../store/record-tables.ts';
import type { Table } from '../store/rows.ts';
import { recordsFile } from './export-everything.ts';

/** `rows` and `files` that are there now. */
export type Imported = { rows: number; files: number };

/** What is wrong with an export, in one sentence. */
export class BadExport extends Error {}

/**
 * Contents first, rows after them: what a row names is there.
 * @throws BadExport when the export is not whole, is another version's, or the database is not empty; then no row was added
 */
export async function importEverything(
  { database, blobs }: { database: Database; blobs: Blobs },
  folder: string,
): Promise<Imported> {
  const migration = await newestMigration(database);
  const path = join(folder, recordsFile);
  const files = await takeContents(join(folder, 'files'), blobs);
  const rows = await filled(database, path, migration);
  if (rows === null)
    throw new BadExport(
      'the database is not empty: an export is only read into a new one ("torq migrate" makes it)',
    );
  return { rows, files };
}

async function filled(database: Database, path: string, migration: string): Promise<number | null> {
  try {
    return await fillDatabase(database, () => rowsIn(path, migration));
  } catch (error) {
    if (!isUnfitting(error)) throw error;
    throw new BadExport(`${path}: its rows do not fit together: was something taken out of it?`);
  }
}

const most = 200;
const tables = new Map<string, Table>(recordTables.map(({ table }) => [table, table]));

type Some = { table: Table; rows: RecordRow[] };

/** Rows of one table at a time, as many as go well into one statement. */
async function* rowsIn(path: string, migration: string): AsyncGenerator<Some> {
  let some: Some | null = null;
  for await (const { table, row } of checkedRows(path, migration)) {
    if (some !== null && (some.table !== table || some.rows.length >= most)) {
      yield some;
      some = null;
    }
    some ??= { table, rows: [] };
    some.rows.push(row);
  }
  if (some !== null) yield some;
}

/** Each row of an export that is whole and of our own shape. @throws BadExport at the first line that says otherwise */
async function* checkedRows(
  path: string,
  migration: string,
): AsyncGenerator<{ table: Table; row: RecordRow }> {
  const input = createReadStream(path, 'utf8');
  let number = 0;
  let rows = 0;
  let isWhole = false;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const place = `${path}:${number}`;
    const line = readRecordLine(text);
    if (typeof line === 'string') throw new BadExport(`${place}: ${line}`);
    if ((number === 1) !== (line.kind === 'head') || isWhole)
      throw new BadExport(`${place}: is not where it has to be: the head comes first and the end last`);
    if (line.kind === 'head') checkMigration(path, line.head.migration, migration);
    else if (line.kind === 'row') {
      rows += 1;
      yield { table: tableNamed(line.table, place), row: line.row };
    } else if (line.rows === rows) isWhole = true;
    else throw new BadExport(`${place}: ${line.rows} rows are announced, ${rows} are there`);
  }
  if (!isWhole) throw new BadExport(`${path} has no end: the export was cut off`);
}

function checkMigration(path: string, theirs: string, ours: string): void {
  if (theirs !== ours)
    throw new BadExport(
      `${path} was written with tables as of ${theirs}, and this database is as of ${ours}: use the same version of torq for both`,
    );
}

function tableNamed(name: string, place: string): Table {
  const table = tables.get(name);
  if (table === undefined) throw new BadExport(`${place}: there is no table ${name.slice(0, 80)}`);
  return table;
}

async function takeContents(folder: string, blobs: Blobs): Promise<number> {
  let files = 0;
  for (const part of await namesIn(folder))
    for (const name of await namesIn(join(folder, part))) {
      const { sha256 } = await blobs.putStream(createReadStream(join(folder, part, name)));
      if (sha256 !== name)
        throw new BadExport(`${join(folder, part, name)} is damaged: it is not what its name says`);
      files += 1;
    }
  return files;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
