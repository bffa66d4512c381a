// What the running service says of itself, from its own parts.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';
import { openPublicPages } from '../src/public-door.ts';
import { loadPageTemplates } from '../src/render/pages/page-templates.ts';
import { createVitals } from '../src/vitals.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { createTestShell } from './support/shell.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase('sqlite');
});
afterAll(() => db.close());

test('ready when the mailbox is read, Slack is there and the clock ticks; errors and ticks are counted', async () => {
  const line = createTestShell(db, { now: '2027-08-01T12:00:00-07:00' });
  const { pages } = loadPageTemplates(join(import.meta.dirname, '../templates'), {
    name: 'igp-tor',
    extends: null,
  });
  const shell = {
    ...line.shell,
    desks: line.shell.desks.map((desk) => (pages === null ? desk : { ...desk, pages })),
  };
  const vitals = createVitals(createLog('silent'), shell.clock);
  let readAt: Date | null = null;
  const http = { host: '127.0.0.1', port: 0, trustedProxies: [], perMinute: 600 };
  const server = await openPublicPages(
    { http, imapAlarmMinutes: 15 },
    {
      shell,
      fresh: async () => shell,
      vitals,
      slack: { health: () => ({ connected: true, since: shell.clock(), problem: null }) },
      mailbox: () => ({ health: () => ({ connected: readAt !== null, lastReadAt: readAt, problem: null }) }),
    },
  );
  const url = `http://127.0.0.1:${server.port}`;
  const notReady = async () => {
    const { parts } = (await (await fetch(`${url}/readyz`)).json()) as {
      parts: { name: string; ok: boolean }[];
    };
    return parts.filter(({ ok }) => !ok).map(({ name }) => name);
  };
  const before = await notReady();
  readAt = shell.clock();
  vitals.beat();
  vitals.tick();
  vitals.log.error({}, 'something failed');
  const after = await notReady();
  line.setTime('2027-08-01T12:20:00-07:00');
  const later = await notReady();
  shell.pace.unreachable(shell.clock());
  const refused = await notReady();
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const page = await fetch(`${url}/`);
  await server.stop();
  expect([before, after, later, refused]).toEqual([
    ['mailbox'],
    [],
    ['mailbox', 'clock'],
    ['mailbox', 'mail server', 'clock'],
  ]);
  expect([/^torq_ticks_total 1$/m, /^torq_errors_total 1$/m].map((line_) => line_.test(metrics))).toEqual([
    true,
    true,
  ]);
  expect(page.status).toBe(200);
});

test('an address that is taken is said in one sentence', async () => {
  const { shell } = createTestShell(db, { now: '2027-08-01T12:00:00-07:00' });
  const vitals = createVitals(createLog('silent'), shell.clock);
  const doors = {
    ...{ shell, fresh: async () => shell, vitals, mailbox: () => null },
    slack: { health: () => ({ connected: true, since: shell.clock(), problem: null }) },
  };
  const http = { host: '127.0.0.1', port: 0, trustedProxies: [], perMinute: 600 };
  const first = await openPublicPages({ http, imapAlarmMinutes: 15 }, doors);
  const second = openPublicPages({ http: { ...http, port: first.port }, imapAlarmMinutes: 15 }, doors);
  await expect(second).rejects.toThrow(
    /^The public pages cannot listen at 127\.0\.0\.1, port \d+ \(EADDRINUSE\)\. .*HTTP_ADDR\.$/,
  );
  await first.stop();
});
