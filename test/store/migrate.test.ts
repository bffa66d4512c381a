import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase, type Provider } from '../../src/store/database.ts';
import { newId } from '../../src/store/ids.ts';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';
import { noFilter, withSchemaEngine } from '../../src/store/schema-engine.ts';
import { providers } from '../support/database.ts';
import { createDatabase, postgresBin } from '../support/servers/postgres.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
let opened: Database[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-migrate-'));
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((database) => database.close()));
  rmSync(folder, { recursive: true, force: true });
});

function open(url: string): Database {
  const database = openDatabase(url);
  opened.push(database);
  return database;
}

const emptyDatabase = async (provider: Provider): Promise<string> =>
  provider === 'sqlite'
    ? `file:${join(folder, `${newId()}.db`)}`
    : createDatabase(inject('postgresUrl'), `migrate_${newId()}`);

function schemaOf(provider: Provider): { path: string; content: string } {
  const path = join(root, 'prisma/generated', provider, 'schema.prisma');
  return { path, content: readFileSync(path, 'utf8') };
}

describe.each(providers)('migrating %s', (provider) => {
  test('applies everything once, and a second time nothing', async () => {
    const database = open(await emptyDatabase(provider));
    const pending = await pendingMigrations(database);
    expect(pending).toContainEqual(expect.stringMatching(/^\d{14}_initial$/));
    expect(await migrate(database)).toEqual(pending);
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await migrate(database)).toEqual([]);
  });

  test('leaves a database that can be used at once', async () => {
    const database = open(await emptyDatabase(provider));
    await migrate(database);
    const lease = { name: 'a', owner: 'b', until: new Date(0) };
    await database.write((tx) => tx.lease.create({ data: lease }));
    expect(await database.read.lease.findMany()).toEqual([lease]);
  });

  test('keeps what is there', async () => {
    const url = await emptyDatabase(provider);
    const first = open(url);
    await migrate(first);
    await first.write((tx) => tx.lease.create({ data: { name: 'a', owner: 'b', until: new Date(0) } }));
    const second = open(url);
    await migrate(second);
    expect(await second.read.lease.count()).toBe(1);
  });
});

test('the migrated SQLite database equals the schema', async () => {
  const database = open(await emptyDatabase('sqlite'));
  await migrate(database);
  const schema = schemaOf('sqlite');
  const difference = await withSchemaEngine(
    database.adapter,
    [[schema.path, schema.content]],
    async (engine) => {
      const { stdout } = await engine.diff({
        from: { tag: 'schemaDatasource', files: [schema], configDir: root },
        to: { tag: 'schemaDatamodel', files: [schema] },
        script: true,
        exitCode: null,
        filters: noFilter,
      });
      return stdout;
    },
  );
  expect(difference?.trim()).toBe('-- This is an empty migration.');
});

test('the migrated PostgreSQL database equals the schema', async () => {
  const migrated = await emptyDatabase('postgresql');
  await migrate(open(migrated));
  const made = await emptyDatabase('postgresql');
  const database = open(made);
  for (const statement of await statementsOfSchema(database))
    await database.read.$executeRawUnsafe(statement);
  const wanted = dumpOf(made);
  expect(wanted.length).toBeGreaterThan(20);
  expect(dumpOf(migrated)).toEqual(wanted);
});

async function statementsOfSchema(database: Database): Promise<string[]> {
  const schema = schemaOf('postgresql');
  const script = await withSchemaEngine(database.adapter, [[schema.path, schema.content]], async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    return stdout ?? '';
  });
  return script.split(/;\s*\n/).filter((statement) => /^[^-\s]/m.test(statement));
}

/** The statements of pg_dump without regard to their order or to that of a table's columns: migrations add at the end. */
function dumpOf(url: string): string[] {
  const pgDump = join(postgresBin() ?? '/usr/bin', 'pg_dump');
  const args = ['--schema-only', '--no-owner', '--exclude-table=_prisma_migrations', `--dbname=${url}`];
  return execFileSync(pgDump, args, { encoding: 'utf8' })
    .split('\n')
    .filter((line) => !/^(--|\\|SET |SELECT )/.test(line))
    .join('\n')
    .split(';\n')
    .map((statement) => {
      const lines = statement.split('\n').map((line) => line.trim().replace(/,$/, ''));
      return lines
        .filter((line) => line !== '')
        .sort()
        .join('\n');
    })
    .filter((statement) => statement !== '')
    .sort();
}
