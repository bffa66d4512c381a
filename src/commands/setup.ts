// What commands need before they can do anything: configuration and programmes, with all problems at once.
import { type ConfigWith, processEnvironment, type Requirement, readConfig } from '../config.ts';
import { loadDesks } from '../desks.ts';
import type { Desk } from '../handlers/shell.ts';
import { createLog, type Log } from '../log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { SetupError } from './setup-error.ts';

export type Setup<R extends Requirement = never> = {
  config: ConfigWith<R>;
  desks: readonly Desk[];
  log: Log;
};

/**
 * The log goes to stderr: what a command prints on stdout is its answer.
 * @throws SetupError with the problems of the environment and of the programme folders together
 */
export function setup<R extends Requirement = never>(...require: R[]): Setup<R> {
  const env = processEnvironment();
  const read = readConfig(env, { require });
  const folder = 'config' in read ? read.config.programmes : (env.PROGRAMMES ?? 'templates');
  const { desks, problems } = loadDesks(folder);
  if (!('config' in read)) throw new SetupError([...read.problems, ...problems]);
  if (problems.length > 0) throw new SetupError(problems);
  return { config: read.config, desks, log: createLog(read.config.logLevel, process.stderr) };
}

/** Opens the database for the time of `work`. @throws SetupError when it has not been migrated */
export async function withDatabase<T>(
  { config }: Pick<Setup, 'config'>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase(config.databaseUrl);
  try {
    const pending = await pendingMigrations(database);
    if (pending.length > 0)
      throw new SetupError([
        `the database is not up to date (${pending.join(', ')}): run "torq migrate" first`,
      ]);
    return await work(database);
  } finally {
    await database.close();
  }
}
