// Everything that torq remembers, as files: tables for people and lines that another torq reads in again.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createRecordCsv } from '../documents/record-csv.ts';
import { endLine, headLine, rowLine } from '../documents/record-lines.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Database, Reads } from '../store/database.ts';
import { keptContents } from '../store/kept-contents.ts';
import { newestMigration } from '../store/migrate.ts';
import { type RecordRow, recordRows } from '../store/record-rows.ts';
import { recordTables } from '../store/record-tables.ts';

export type ExportWish = {
  folder: string;
  timeZone: string;
  /** Mails and documents as they came go along, by the hash of their content. */
  withFiles: boolean;
};

/** `missing`: contents that a row names and that are not there, or are damaged. */
export type Exported = { rows: number; files: number; missing: readonly string[] };

/** The name of the file that is read in again. */
export const recordsFile = 'records.jsonl';

/**
 * Writes the state at one moment; the service may go on meanwhile.
 * @throws when the folder is there and not empty
 */
export async function exportEverything(
  { database, blobs }: { database: Database; blobs: Blobs },
  wish: ExportWish,
): Promise<Exported> {
  await makeEmptyFolder(wish.folder);
  const migration = await newestMigration(database);
  return database.snapshot(async (read) => {
    const lines = await create(join(wish.folder, recordsFile));
    try {
      await lines.write(headLine(migration));
      const done = await writeTables(read, { ...wish, blobs, lines });
      await lines.write(endLine(done.rows));
      return done;
    } finally {
      await lines.close();
    }
  });
}

type Writing = ExportWish & { blobs: Blobs; lines: FileHandle };

async function writeTables(read: Reads, writing: Writing): Promise<Exported> {
  const csv = createRecordCsv(writing.timeZone);
  const missing: string[] = [];
  const copied = { files: 0 };
  let rows = 0;
  for (const table of recordTables) {
    const name = csv.fileOf(table.table);
    const file = name === null ? null : await create(join(writing.folder, name));
    let isFirst = true;
    for await (const some of recordRows(read, table)) {
      await writing.lines.write(some.map((row) => rowLine(table.table, row)).join(''));
      const lines = csv.lines(table.table, some, isFirst);
      await file?.write(lines);
      isFirst = false;
      rows += some.length;
      if (writing.withFiles) missing.push(...(await copyContents(some, writing, copied)));
    }
    await file?.close();
  }
  return { rows, files: copied.files, missing };
}

async function copyContents(
  rows: readonly RecordRow[],
  { folder, blobs }: Writing,
  copied: { files: number },
): Promise<string[]> {
  const missing: string[] = [];
  for (const sha256 of new Set(rows.flatMap(keptContents))) {
    const path = join(folder, 'files', sha256.slice(0, 2), sha256);
    const result = await copyContent(blobs.pathOf(sha256), path, sha256);
    if (result === 'copied') copied.files += 1;
    if (result === 'missing') missing.push(sha256);
  }
  return missing;
}

async function copyContent(
  from: string,
  to: string,
  sha256: string,
): Promise<'copied' | 'there' | 'missing'> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  try {
    const file = await open(to, 'wx', 0o600);
    await pipeline(
      createReadStream(from),
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          hash.update(piece);
          yield piece;
        }
      },
      file.createWriteStream(),
    );
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'there';
    if (codeOf(error) === 'ENOENT') return 'missing';
    throw error;
  }
  return hash.digest('hex') === sha256 ? 'copied' : 'missing';
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}

/** What is in it is about people: for its owner only. */
async function makeEmptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new Error(`${folder} is not empty; name a folder that is new or empty`);
}

function create(path: string): Promise<FileHandle> {
  return open(path, 'wx', 0o600);
}
