// Everything out, and in again elsewhere: the same state is the same bytes, whichever database it is in.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDesks } from '../../src/desks.ts';
import { exportEverything } from '../../src/handlers/export-everything.ts';
import { BadExport, importEverything } from '../../src/handlers/import-everything.ts';
import { simulatedDesk } from '../../src/simulation/simulated-desk.ts';
import { openBlobs } from '../../src/store/blobs.ts';
import { recordTables } from '../../src/store/record-tables.ts';
import { play2023 } from '../support/cast-2023.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const shipped = loadDesks(join(import.meta.dirname, '../../templates')).desks.find(
  ({ programme }) => programme.name === 'igp-tor',
);
if (shipped === undefined) throw new Error('no shipped programme');
const desk = simulatedDesk(shipped);
const timeZone = 'America/Los_Angeles';

/** Every file below a folder, by its path. */
function contents(folder: string, below = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory()
        ? Object.entries(contents(folder, path))
        : [[path, readFileSync(join(folder, path), 'base64')]];
    }),
  );
}

describe.each(providers)('a spring on %s', (provider) => {
  let db: TestDatabase;
  let other: TestDatabase;
  let first: string;

  const storeOf = ({ database, folder }: TestDatabase) => ({
    database,
    blobs: openBlobs(join(folder, 'blobs')),
  });
  const written = async (from: TestDatabase, name: string) => {
    const folder = join(from.folder, name);
    const done = await exportEverything(storeOf(from), { folder, timeZone, withFiles: true });
    expect(done.missing).toEqual([]);
    return folder;
  };

  beforeAll(async () => {
    db = await freshDatabase(provider);
    other = await freshDatabase(provider === 'sqlite' ? 'postgresql' : 'sqlite');
    await play2023({ database: db.database, desk }, join(db.folder, 'blobs'));
    first = await written(db, 'first');
  }, 120_000);
  afterAll(async () => {
    await db?.close();
    await other?.close();
  });

  test('written twice is the same bytes', async () => {
    expect(contents(await written(db, 'again'))).toEqual(contents(first));
  });

  test('read in by the other kind of database and written again is the same bytes, with every mail and document', async () => {
    await other.empty();
    const { rows, files } = await importEverything(storeOf(other), first);
    expect(contents(await written(other, 'back'))).toEqual(contents(first));
    const lines = readFileSync(join(first, 'records.jsonl'), 'utf8').split('\n');
    expect([rows, files]).toEqual([lines.length - 3, Object.keys(contents(join(first, 'files'))).length]);
  });

  test('has tables for people: names beside ids, times with their offset, amounts, no formulas', () => {
    const table = (name: string): Record<string, string>[] =>
      parse(readFileSync(join(first, `${name}.csv`)), { columns: true });
    const late = table('payments').find(({ 'Paid on': on }) => on === '2023-07-01');
    expect(late).toMatchObject({
      Person: 'Flo July',
      Amount: '65.00',
      Purpose: 'tor-annual',
      State: 'matched',
    });
    const sent = table('mail-out').filter(({ Message }) => Message === 'renewal-reminder');
    expect(sent.map((mail) => mail['Sent at']).toSorted()[0]).toMatch(
      /^2023-05-01T09:00:00(?:\.\d+)?-07:00$/,
    );
    expect(readdirSync(first)).not.toContain('lease.csv');
  });

  test('is not read into a database that remembers anything', async () => {
    await expect(importEverything(storeOf(db), first)).rejects.toThrow(
      'the database is not empty: an export is only read into a new one ("torq migrate" makes it)',
    );
  });

  test.each<[string, (lines: string) => string, RegExp]>([
    [
      'cut off',
      (lines) => `${lines.split('\n').slice(0, 20).join('\n')}\n`,
      /has no end: the export was cut off/,
    ],
    ['without its last row', (lines) => lines.split('\n').toSpliced(-3, 1).join('\n'), /rows are announced/],
    [
      'without its first person',
      (lines) => lines.split('\n').toSpliced(1, 1).join('\n'),
      /its rows do not fit together/,
    ],
    [
      'of another version',
      (lines) => lines.replace(/"migration":"[^"]*"/, '"migration":"1999"'),
      /tables as of 1999/,
    ],
    [
      'with a table of its own',
      (lines) => lines.replace('["Person"', '["Pension"'),
      /there is no table Pension/,
    ],
    ['with what is no JSON', (lines) => lines.replace('["Person"', '[Person'), /:\d+: is not JSON/],
  ])('%s is refused, and not a row is added', async (name, change, problem) => {
    await other.empty();
    const folder = join(db.folder, `bad ${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'records.jsonl'), change(readFileSync(join(first, 'records.jsonl'), 'utf8')));
    const reading = importEverything(storeOf(other), folder);
    await expect(reading).rejects.toThrow(problem);
    await expect(reading).rejects.toBeInstanceOf(BadExport);
    expect(await other.database.read.person.count()).toBe(0);
  });

  test('a document that is damaged is refused by its name', async () => {
    await other.empty();
    const again = await written(db, 'damaged');
    const [path = ''] = Object.keys(contents(again)).filter((name) => name.startsWith('files'));
    appendFileSync(join(again, path), 'more');
    await expect(importEverything(storeOf(other), again)).rejects.toThrow(
      /is damaged: it is not what its name says/,
    );
    expect(await other.database.read.person.count()).toBe(0);
  });

  test('no table is left out', async () => {
    const sql =
      provider === 'sqlite'
        ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
        : `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'`;
    const all = await db.database.read.$queryRawUnsafe<{ name: string }[]>(sql);
    const named = all.map(({ name }) => name).filter((name) => !name.startsWith('_') && name !== 'Lease');
    expect(recordTables.map(({ table }) => table).toSorted()).toEqual(named.toSorted());
  });
});
