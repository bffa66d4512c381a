import type { TestProject } from 'vitest/node';
import { type Postgres, postgresBin, startPostgres } from './servers/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** An administrator's URL of the run's PostgreSQL server: make a database of your own there. */
    postgresUrl: string;
  }
}

let postgres: Postgres | undefined;

/** Starts the one PostgreSQL of a test run, unless TORQ_TEST_POSTGRES_URL names another. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env.TORQ_TEST_POSTGRES_URL;
  if (!given && postgresBin() === null) {
    throw new Error(
      'PostgreSQL is missing: run scripts/install-servers --tests, or set TORQ_TEST_POSTGRES_URL',
    );
  }
  if (!given) postgres = await startPostgres();
  project.provide('postgresUrl', given || (postgres?.url('postgres') ?? ''));
}

/** Stops it. */
export async function teardown(): Promise<void> {
  await postgres?.stop();
}
