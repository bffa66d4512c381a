import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkReading, checkSince } from '../../src/handlers/doctor-mailbox.ts';
import { touchCursor } from '../../src/store/cursor.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell } from '../support/shell.ts';

const now = new Date('2023-05-12T19:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe.each(providers)('mail that was read, on %s', (provider) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const check = () =>
    checkReading({ databaseUrl: db.url, folders: ['INBOX', 'Junk'], alarmMinutes: 15, now });

  test('is of a while ago, folder by folder', async () => {
    expect(await check()).toEqual({ ok: true, detail: 'nothing has been read yet', mend: null });
    await touchCursor(db.database, 'INBOX', '1', ago(200));
    await touchCursor(db.database, 'INBOX', '2', ago(2));
    expect(await check()).toEqual({
      ok: true,
      detail: 'last read: INBOX 2 minutes ago, Junk not yet',
      mend: null,
    });
    await touchCursor(db.database, 'Junk', '1', ago(130));
    expect(await check()).toMatchObject({
      ok: false,
      detail: 'last read: INBOX 2 minutes ago, Junk 2 hours 10 minutes ago',
      mend: expect.stringContaining('"torq start" is running'),
    });
  });

  test('and is parked is named, with the command that says why', async () => {
    const line = createTestShell(db, { now: now.toISOString() });
    const id = await line.receive(Buffer.from('Subject: Hello\r\n\r\nHello\r\n'));
    await db.database.write((tx) => tx.inboundMail.update({ where: { id }, data: { status: 'parked' } }));
    expect(await check()).toEqual({
      ok: false,
      detail: '1 mail is parked: tried too often, and nobody was answered',
      mend: 'Run "npx torq parked", which says why; mend the cause, then run "npx torq retry --all-parked".',
    });
  });
});

test('a database that is not there is no finding of its own', async () => {
  const query = { folders: ['INBOX'], alarmMinutes: 15, now };
  expect(await checkReading({ ...query, databaseUrl: 'file:/nonexistent/torq.db' })).toMatchObject({
    ok: true,
  });
});

test('that every old mail counts is said, with what to do before the first start', () => {
  expect(checkSince(null)).toMatchObject({ ok: true, mend: expect.stringContaining('IMAP_SINCE') });
  expect(checkSince('2023-04-03')).toEqual({
    ok: true,
    detail: 'mail received before 2023-04-03 is kept and nothing else: no answer, no payment, no card',
    mend: null,
  });
});
