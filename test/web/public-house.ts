// The public pages of a test: a real database, a real server on a free port, and time in the test's hands.
import { join } from 'node:path';
import { listEntries } from '../../src/core/public-list/entries.ts';
import type { Part } from '../../src/core/readiness.ts';
import { createLog } from '../../src/log.ts';
import { loadPageTemplates } from '../../src/render/pages/page-templates.ts';
import { publishList, trainersOf } from '../../src/store/public-list.ts';
import type { PublicDesk, WebOptions } from '../../src/web/options.ts';
import { startWeb, type WebServer } from '../../src/web/server.ts';
import type { TestDatabase } from '../support/database.ts';
import { igpTor } from '../support/programme.ts';

const { pages } = loadPageTemplates(join(import.meta.dirname, '../../templates'), {
  name: 'igp-tor',
  extends: null,
});
if (pages === null) throw new Error('the shipped pages have problems');

const desk: PublicDesk = { programme: igpTor, pages };

export type PublicHouse = {
  url: string;
  server: WebServer;
  state: { now: Date; parts: Part[]; logged: string[] };
  get(path: string, init?: RequestInit): Promise<Response>;
};

export async function publicHouse(
  test: TestDatabase,
  change: Partial<WebOptions> = {},
): Promise<PublicHouse> {
  const state: PublicHouse['state'] = { now: new Date('2027-08-01T19:00:00Z'), parts: [], logged: [] };
  const server = await startWeb({
    ...{ host: '127.0.0.1', port: 0, trustedProxies: [], perMinute: 100_000, perMinuteVerified: 100_000 },
    log: createLog('debug', { write: (line: string) => void state.logged.push(line) }),
    now: () => state.now,
    read: test.database.read,
    desks: async () => [desk],
    parts: async () => state.parts,
    counts: () => ({ ticks: 3, errors: 1 }),
    ...change,
  });
  const url = `http://127.0.0.1:${server.port}`;
  return { url, server, state, get: (path, init) => fetch(`${url}${path}`, { redirect: 'manual', ...init }) };
}

/** What a click on the card does. */
export async function publishNow(
  { database }: TestDatabase,
  version = 1,
  today = '2027-08-01',
): Promise<void> {
  const entries = listEntries(await trainersOf(database.read, 'igp-tor'), igpTor, today);
  const at = new Date(`${today}T18:00:00Z`);
  await database.write((tx) =>
    publishList(tx, { programme: 'igp-tor', version, entries, by: 'U01APPROVER', at }),
  );
}
