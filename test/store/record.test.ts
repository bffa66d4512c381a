import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Blobs, openBlobs } from '../../src/store/blobs.ts';
import { cursorOf, type Location, touchCursor } from '../../src/store/cursor.ts';
import { undecidedMails } from '../../src/store/inbox.ts';
import { record } from '../../src/store/record.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';

const now = new Date('2023-05-12T17:00:00Z');
const raw = (body: string, header = 'Subject: Hello') => Buffer.from(`${header}\r\n\r\n${body}\r\n`);

describe.each(providers)('recording a mail on %s', (provider) => {
  let db: TestDatabase;
  let blobs: Blobs;

  beforeAll(async () => {
    db = await freshDatabase(provider);
    blobs = openBlobs(join(db.folder, 'blobs'));
  });
  afterAll(() => db.close());
  beforeEach(() => db.empty());

  const inbox = (uid: number): Location => ({ mailbox: 'INBOX', uidValidity: '7', uid });
  const keep = (content: Buffer, location: Location, messageId: string | null = '<1@example.org>') =>
    record({ database: db.database, blobs, now }, { location, raw: content, internalDate: now, messageId });
  const kept = async () =>
    (await db.database.read.inboundMail.findMany({ include: { places: true }, orderBy: { id: 'asc' } })).map(
      ({ id, places }) => ({ id, places: places.map(({ mailbox, uid }) => `${mailbox} ${uid}`).sort() }),
    );

  test('keeps the raw message and its place', async () => {
    const { id, isNew } = await keep(raw('Hello'), inbox(3));
    expect(isNew).toBe(true);
    const row = await db.database.read.inboundMail.findUnique({ where: { id } });
    expect(await blobs.get(row?.sha256 ?? '')).toEqual(raw('Hello'));
    expect({ ...row, sha256: '', identity: '' }).toEqual({
      id,
      identity: '',
      sha256: '',
      bytes: 25,
      internalDate: now,
      recordedAt: now,
      status: 'recorded',
      attempts: 0,
      nextAttemptAt: now,
      lastError: null,
      kind: null,
      reason: null,
      decidedAt: null,
      fromAddress: null,
      subject: null,
      messageId: '<1@example.org>',
      caseKind: null,
      caseId: null,
      programme: null,
      assignedTo: null,
      assignedName: null,
      assignedBy: null,
      rawErasedAt: null,
    });
  });

  test('the same mail in two folders is one mail with two places', async () => {
    const first = await keep(raw('Hello'), inbox(3));
    const second = await keep(raw('Hello'), { ...inbox(9), mailbox: 'Junk' });
    expect(second).toEqual({ id: first.id, isNew: false });
    expect(await kept()).toEqual([{ id: first.id, places: ['INBOX 3', 'Junk 9'] }]);
  });

  test('the same mail after the folder was rebuilt (UIDVALIDITY) is one mail', async () => {
    const first = await keep(raw('Hello'), inbox(3));
    const second = await keep(raw('Hello'), { ...inbox(1), uidValidity: '8' });
    expect(second).toEqual({ id: first.id, isNew: false });
  });

  test('the same mail with other header fields of a relay is one mail', async () => {
    const first = await keep(raw('Hello'), inbox(3));
    const second = await keep(raw('Hello', 'Received: by b\r\nSubject: Hello'), inbox(4));
    expect(second).toEqual({ id: first.id, isNew: false });
  });

  test('a Message-ID used again with another body is another mail', async () => {
    await keep(raw('Hello'), inbox(3));
    const second = await keep(raw('Hello again'), inbox(4));
    expect(second.isNew).toBe(true);
    expect(await kept()).toHaveLength(2);
  });

  test('mails without a Message-ID are told apart by all of their bytes', async () => {
    const first = await keep(raw('Hello', 'Subject: A'), inbox(3), null);
    const other = await keep(raw('Hello', 'Subject: B'), inbox(4), null);
    const again = await keep(raw('Hello', 'Subject: A'), { ...inbox(1), mailbox: 'Junk' }, null);
    expect([first.isNew, other.isNew, again]).toEqual([true, true, { id: first.id, isNew: false }]);
  });

  test('a mail recorded by several processes at the same moment is one mail', async () => {
    const others = [db.openAgain(), db.openAgain(), db.openAgain()];
    const results = await Promise.all(
      [db.database, ...others].flatMap((database, process) =>
        [1, 2, 3].map((uid) =>
          record(
            { database, blobs, now },
            {
              location: { ...inbox(uid), mailbox: process % 2 === 0 ? 'INBOX' : 'Junk' },
              raw: raw('Hello'),
              internalDate: now,
              messageId: '<1@example.org>',
            },
          ),
        ),
      ),
    );
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await kept())[0]?.places).toHaveLength(6);
  });

  test('a subject and body with characters that a database cannot keep are recorded', async () => {
    await expect(keep(raw('a\0b'), inbox(3), '<a\0b@example.org>')).resolves.toMatchObject({ isNew: true });
  });

  describe('the cursor', () => {
    const cursor = (uidValidity = '7') => cursorOf(db.database, 'INBOX', uidValidity);

    test('is 0 before anything, and each UIDVALIDITY has its own', async () => {
      expect(await cursor()).toBe(0);
      await keep(raw('Hello'), inbox(3));
      expect([await cursor(), await cursor('8')]).toEqual([3, 0]);
    });

    test('does not move back when an older mail is recorded later', async () => {
      await keep(raw('a'), inbox(5), '<5@example.org>');
      await keep(raw('b'), inbox(3), '<3@example.org>');
      expect(await cursor()).toBe(5);
    });

    test('does not move when the mail could not be recorded', async () => {
      await keep(raw('a'), inbox(5), '<5@example.org>');
      const full: Blobs = {
        ...blobs,
        put: () => Promise.reject(new Error('ENOSPC: no space left on device')),
      };
      const mail = { location: inbox(6), raw: raw('b'), internalDate: now, messageId: null };
      await expect(record({ database: db.database, blobs: full, now }, mail)).rejects.toThrow('ENOSPC');
      expect(await cursor()).toBe(5);
    });

    test('stands where it is when nothing new was there, and notes the time', async () => {
      await keep(raw('a'), inbox(5));
      const later = new Date('2023-05-12T18:00:00Z');
      await touchCursor(db.database, 'INBOX', '7', later);
      expect(await db.database.read.mailboxCursor.findMany()).toEqual([
        { mailbox: 'INBOX', uidValidity: '7', lastUid: 5, readAt: later },
      ]);
    });
  });

  test('mails are decided in the order in which they arrived', async () => {
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const mails = [at(5), at(1), at(3)].map((internalDate, index) => ({
      location: inbox(index + 1),
      raw: raw(String(index)),
      internalDate,
      messageId: null,
    }));
    const recorded: string[] = [];
    for (const mail of mails) recorded.push((await record({ database: db.database, blobs, now }, mail)).id);
    const due = async (instant: Date) => (await undecidedMails(db.database, instant, 10)).map(({ id }) => id);
    expect(await due(now)).toEqual([recorded[1], recorded[2], recorded[0]]);
    expect(await due(at(-1))).toEqual([]);
  });
});
