import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBlobs } from '../../src/store/blobs.ts';
import type { Location } from '../../src/store/cursor.ts';
import { decidedMails, noteFiled } from '../../src/store/filing.ts';
import { record } from '../../src/store/record.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const now = new Date('2023-05-12T17:00:00Z');

describe.each(providers)('filing on %s', (provider) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const place = (uid: number, changes: Partial<Location> = {}): Location => ({
    mailbox: 'INBOX',
    uidValidity: '7',
    uid,
    ...changes,
  });
  const keep = async (location: Location, status: string, messageId: string) => {
    const raw = Buffer.from(`Subject: ${messageId}\r\n\r\nHello\r\n`);
    const context = { database: db.database, blobs: openBlobs(join(db.folder, 'blobs')), now };
    const { id } = await record(context, { location, raw, internalDate: now, messageId });
    await db.database.write((tx) => tx.inboundMail.update({ where: { id }, data: { status } }));
  };
  const due = async (mailbox = 'INBOX') =>
    (await decidedMails(db.database, mailbox, 10)).map(({ uidValidity, uid }) => `${uidValidity}/${uid}`);

  test('only decided mails are due, in every place and under every UIDVALIDITY', async () => {
    await keep(place(1), 'decided', '<1@example.org>');
    await keep(place(2), 'recorded', '<2@example.org>');
    await keep(place(3), 'parked', '<3@example.org>');
    await keep(place(9, { mailbox: 'Junk' }), 'decided', '<1@example.org>');
    await keep(place(1, { uidValidity: '8' }), 'decided', '<4@example.org>');
    expect([await due(), await due('Junk')]).toEqual([['7/1', '8/1'], ['7/9']]);
    expect(await decidedMails(db.database, 'Junk', 10)).toEqual([
      { ...place(9, { mailbox: 'Junk' }), messageId: '<1@example.org>', internalDate: now },
    ]);
  });

  test('what is filed is not due again; a second time changes nothing', async () => {
    await keep(place(1), 'decided', '<1@example.org>');
    await keep(place(2), 'decided', '<2@example.org>');
    await keep(place(2, { mailbox: 'Junk' }), 'decided', '<3@example.org>');
    await noteFiled(db.database, [place(1), place(2, { mailbox: 'Junk' })], now);
    await noteFiled(db.database, [place(1)], new Date('2024-01-01T00:00:00Z'));
    await noteFiled(db.database, [], now);
    expect([await due(), await due('Junk')]).toEqual([['7/2'], []]);
    const filed = await db.database.read.inboundLocation.findMany({ where: { filedAt: { not: null } } });
    expect(filed.map(({ filedAt }) => filedAt)).toEqual([now, now]);
  });
});
