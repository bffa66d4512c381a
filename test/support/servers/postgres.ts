import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { systemUser } from './system-user.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

const versions = '/usr/lib/postgresql';

export type Postgres = {
  pid: number;
  url(database: string): string;
  createDatabase(name: string): Promise<string>;
  log(): string;
  stop(): Promise<void>;
};

/** Folder of the newest installed PostgreSQL's programs, or null when none is installed. */
export function postgresBin(): string | null {
  if (!existsSync(versions)) return null;
  const newest = readdirSync(versions)
    .filter((version) => existsSync(join(versions, version, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(versions, newest, 'bin');
}

/** Starts an empty PostgreSQL on a free loopback port. It forgets everything when stopped, and never syncs. */
export async function startPostgres(): Promise<Postgres> {
  const bin = postgresBin();
  if (bin === null) throw new Error('PostgreSQL is not installed: run scripts/install-servers --tests');
  const folder = makeTempFolder('postgres');
  const data = join(folder, 'data');
  const port = await freePort();
  initialise(bin, folder, data);
  const settings = [`unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', `port=${port}`];
  settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200');
  const child = await startChild({
    command: join(bin, 'postgres'),
    args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    folder,
    name: 'postgres',
    port,
    user: 'postgres',
    // Its immediate shutdown. KILL would orphan its children, which have process groups of their own.
    signal: 'SIGQUIT',
  });
  const url = (database: string) => `postgresql://torq@127.0.0.1:${port}/${database}`;
  await acceptsQueries(url('postgres')).catch(async (error: unknown) => {
    await child.stop();
    throw error;
  });
  return {
    pid: child.pid,
    url,
    createDatabase: (name) => createDatabase(url('postgres'), name),
    log: child.log,
    stop: async () => {
      await child.stop();
      removeTempFolder(folder);
    },
  };
}

/** Makes an empty database on the server of `adminUrl` and returns its URL. */
export async function createDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Its port answers while it still starts up, with an error that says so (57P03). */
async function acceptsQueries(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const startingUp = error instanceof pg.DatabaseError && error.code === '57P03';
      if (!startingUp || attempt > 200) throw error;
      await sleep(25);
    }
  }
}

function initialise(bin: string, folder: string, data: string): void {
  const initdb = [join(bin, 'initdb'), '-D', data, '-U', 'torq', '--auth=trust'];
  const command = ['setpriv'];
  if (process.getuid?.() === 0) {
    // It refuses to run as root.
    const owner = systemUser('postgres');
    chownSync(folder, owner.uid, owner.gid);
    command.push('--reuid=postgres', '--regid=postgres', '--init-groups');
  }
  command.push(...initdb, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync');
  execFileSync('/usr/bin/env', command, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
