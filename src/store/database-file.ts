import type { Database } from './database.ts';

/**
 * SQLite keeps what was deleted in free pages and in its log until they are used again; here they are written anew.
 * PostgreSQL does the same by itself when it vacuums.
 */
export async function forgetPages({ provider, read }: Database): Promise<void> {
  if (provider !== 'sqlite') return;
  await read.$executeRawUnsafe('VACUUM');
  await read.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)');
}
