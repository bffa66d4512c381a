// A fresh, migrated database of each kind for a test file: nothing is shared and nothing is left behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, openDatabase, type Provider } from '../../src/store/database.ts';
import { newId } from '../../src/store/ids.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createDatabase } from './servers/postgres.ts';

export type TestDatabase = {
  database: Database;
  url: string;
  /** A folder of the test's own, for blobs and the like. */
  folder: string;
  /** A second process's view of the same database. */
  openAgain(): Database;
  /** Deletes every row, which is quicker than another fresh database. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

/** For `describe.each(providers)`. */
export const providers: readonly Provider[] = ['sqlite', 'postgresql'];

export async function freshDatabase(provider: Provider): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'torq-test-'));
  const url =
    provider === 'sqlite'
      ? `file:${join(folder, 'test.db')}`
      : await createDatabase(inject('postgresUrl'), `test_${newId()}`);
  const opened: Database[] = [];
  const openAgain = () => {
    const database = openDatabase(url);
    opened.push(database);
    return database;
  };
  const database = openAgain();
  await migrate(database);
  return {
    database,
    url,
    folder,
    openAgain,
    empty: () => emptyTables(database),
    close: async () => {
      await Promise.all(opened.map((entry) => entry.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function emptyTables({ provider, read, write }: Database): Promise<void> {
  const sqlite = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_prisma%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`;
  const postgresql = `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%'`;
  const found = await read.$queryRawUnsafe<{ name: string }[]>(provider === 'sqlite' ? sqlite : postgresql);
  const tables = found.map(({ name }) => `"${name}"`);
  await write(async (tx) => {
    if (provider === 'postgresql') {
      await tx.$executeRawUnsafe(`TRUNCATE ${tables.join(', ')}`);
      return;
    }
    await tx.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON');
    for (const table of tables) await tx.$executeRawUnsafe(`DELETE FROM ${table}`);
  });
}
