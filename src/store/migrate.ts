import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissingTable } from './conflict.ts';
import type { Database, Provider } from './database.ts';
import { type MigrationDirectory, noFilter, withSchemaEngine } from './schema-engine.ts';

const prismaFolder = join(import.meta.dirname, '../../prisma');

/** The migrations of a provider as they lie on disk, in order. */
async function readMigrations(provider: Provider): Promise<MigrationDirectory[]> {
  const base = join(prismaFolder, 'migrations', provider);
  const names = (await readdir(base, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return Promise.all(
    names
      .map((entry) => entry.name)
      .sort()
      .map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(base, name, 'migration.sql'), 'utf8') },
        },
      })),
  );
}

/**
 * Brings the database to the present schema and returns the names of the migrations that were applied now.
 * Keeps Prisma's own `_prisma_migrations` table, so `prisma migrate deploy` agrees with it.
 * @throws when a migration failed before, or (SQLite) when another process has the database open
 */
export async function migrate(database: Database): Promise<string[]> {
  if ((await pendingMigrations(database)).length === 0) return [];
  // On SQLite the engine locks the whole file: our own connections would be in its way. They come back by themselves.
  await database.close();
  const list = await migrationsList(database.provider);
  return withSchemaEngine(database.adapter, datasourceOnly(database.provider), async (engine) => {
    const output = await engine.applyMigrations({ migrationsList: list, filters: noFilter });
    return output.appliedMigrationNames;
  });
}

/** Names of migrations that are on disk and not in the database. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const list = await migrationsList(database.provider);
  const applied = await appliedMigrations(database);
  return list.migrationDirectories.map((entry) => entry.path).filter((name) => !applied.has(name));
}

/** The name of the newest migration that is in the database: which shape its tables have. */
export async function newestMigration(database: Database): Promise<string> {
  return [...(await appliedMigrations(database))].toSorted().at(-1) ?? 'none';
}

async function appliedMigrations(database: Database): Promise<Set<string>> {
  try {
    const rows = await database.read.$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`;
    return new Set(rows.map((row) => row.migration_name));
  } catch (error) {
    if (isMissingTable(error)) return new Set();
    throw error;
  }
}

/** The engine wants one schema file even where only the database and the migrations matter. */
function datasourceOnly(provider: Provider): [string, string][] {
  return [['schema.prisma', `datasource db {\n  provider = "${provider}"\n}\n`]];
}

async function migrationsList(provider: Provider) {
  return {
    baseDir: join(prismaFolder, 'migrations', provider),
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: await readMigrations(provider),
  };
}
