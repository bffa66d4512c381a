// What we remember. SQLite by default, PostgreSQL by changing one URL; both clients are made from one schema and have
// the same shape, so the rest of the store is written once, in the types of the SQLite one.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaClient as PostgresqlClient } from '../../prisma/generated/postgresql/client/client.ts';
import { type Prisma, PrismaClient as SqliteClient } from '../../prisma/generated/sqlite/client/client.ts';
import { isWriteConflict } from './conflict.ts';
import { cacheStatements } from './statement-cache.ts';
import { storable } from './storable.ts';

export type Provider = 'sqlite' | 'postgresql';
/** What a query needs: both a client and an open transaction are one. `$provider` is for the rare SQL of our own. */
export type Reads = Prisma.TransactionClient & { readonly $provider: Provider };
export type Transaction = Reads;

export type Database = {
  provider: Provider;
  /** Committed data only. Never write through it: see `write`. */
  read: Reads;
  /** Runs `work` in one transaction, again when another writer was first; `work` must have no effect outside it. */
  write<T>(work: (tx: Transaction) => Promise<T>, limits?: WriteLimits): Promise<T>;
  /** Runs `work`, which only reads, on the database as it is at one moment, for as long as it takes. Nobody waits for it. */
  snapshot<T>(work: (read: Reads) => Promise<T>): Promise<T>;
  adapter: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
};

/** How long a transaction may take, in milliseconds. */
type WriteLimits = { timeout: number };

const transactionLimits = { maxWait: 30_000, timeout: 30_000 };
const snapshotLimits = { maxWait: 30_000, timeout: 12 * 3_600_000 };
/** How long a write makes way for others before it fails. */
const patienceMs = 20_000;
/**
 * SQLite waits for a lock with the whole process: nothing else is done meanwhile, no click is acknowledged. A writer
 * that finds the lock taken therefore comes back later by itself; readers are only ever kept waiting by a migration.
 */
const lockWaitMs = { reader: 10_000, writer: 50 };

/**
 * Opens `file:./path.db` or `postgresql://user@host/name`. Does not migrate. `isScratch`: it need not survive a power cut.
 * @throws TypeError for another kind of URL
 */
export function openDatabase(url: string, { isScratch = false }: { isScratch?: boolean } = {}): Database {
  if (url.startsWith('file:')) return openSqlite(resolve(url.slice('file:'.length)), isScratch);
  if (/^postgres(ql)?:/.test(url)) return openPostgresql(url);
  throw new TypeError('DATABASE_URL must start with file: or postgresql:');
}

/**
 * Two connections: the adapter runs bare statements inside whatever transaction is open on its connection, so reads
 * get their own, and writes happen in transactions only (which the adapter puts in a queue).
 */
function openSqlite(path: string, isScratch: boolean): Database {
  mkdirSync(dirname(path), { recursive: true });
  const adapterWaiting = (timeout: number) => sqliteAdapter(path, { timeout, isScratch });
  const adapter = adapterWaiting(lockWaitMs.reader);
  const reader = cleaning(new SqliteClient({ adapter }), 'sqlite');
  const writer = cleaning(
    new SqliteClient({
      adapter: adapterWaiting(lockWaitMs.writer),
      transactionOptions: transactionLimits,
    }),
    'sqlite',
  );
  return {
    provider: 'sqlite',
    read: reader,
    write: (work, limits) =>
      retryConflicts(() =>
        writer.$transaction(
          async (tx) => {
            // Takes the write lock before anything is read: a reader that turns writer would fail with SQLITE_BUSY.
            await tx.$executeRaw`DELETE FROM "Lease" WHERE 1 = 0`;
            return work(tx as Transaction);
          },
          { ...transactionLimits, ...limits },
        ),
      ),
    // A reading transaction sees what its first statement saw, and keeps no writer waiting (write-ahead log).
    snapshot: (work) => reader.$transaction((tx) => work(tx as Reads), snapshotLimits),
    adapter,
    close: async () => {
      await Promise.all([reader.$disconnect(), writer.$disconnect()]);
    },
  };
}

function sqliteAdapter(
  path: string,
  { timeout, isScratch }: { timeout: number; isScratch: boolean },
): SqlMigrationAwareDriverAdapterFactory {
  // FULL: what is committed survives a power cut; the mail it answers may already be gone from the mailbox.
  const synchronous = isScratch ? 'OFF' : 'FULL';
  const factory = new PrismaBetterSqlite3({ url: path, timeout });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const connection = await factory.connect();
      const { client } = connection as unknown as { client?: Parameters<typeof cacheStatements>[0] };
      if (client !== undefined) cacheStatements(client);
      await connection.executeScript(
        `PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA foreign_keys=ON;`,
      );
      return connection;
    },
  };
}

function openPostgresql(url: string): Database {
  const adapter = new PrismaPg({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  const client = new PostgresqlClient({ adapter, transactionOptions: transactionLimits });
  const sameShape = cleaning(client as unknown as SqliteClient, 'postgresql');
  return {
    provider: 'postgresql',
    read: sameShape,
    write: (work, limits) =>
      retryConflicts(() =>
        sameShape.$transaction((tx) => work(tx as Transaction), { ...transactionLimits, ...limits }),
      ),
    snapshot: (work) =>
      sameShape.$transaction((tx) => work(tx as Reads), {
        ...snapshotLimits,
        isolationLevel: 'RepeatableRead' as 'Serializable',
      }),
    adapter,
    close: () => client.$disconnect(),
  };
}

/** The client, whose queries carry only what both databases can keep. */
function cleaning(client: SqliteClient, $provider: Provider) {
  const extended = client.$extends({
    client: { $provider },
    query: { $allModels: { $allOperations: ({ args, query }) => query(storable(args)) } },
  });
  return extended as unknown as SqliteClient & { readonly $provider: Provider };
}

async function retryConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pause = 10; ; pause = Math.min(pause * 2, 200)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > giveUpAt || !isWriteConflict(error)) throw error;
      await new Promise((done) => setTimeout(done, pause * (0.5 + Math.random())));
    }
  }
}
