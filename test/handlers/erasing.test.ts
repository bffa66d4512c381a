// A person is erased: nothing that is kept says who it was, and the money and the decisions are still there.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseByAddress } from '../../src/handlers/erase-person.ts';
import { keepNoLonger } from '../../src/handlers/keep-no-longer.ts';
import { planConfirmations } from '../../src/handlers/plan-confirmations.ts';
import { recordRows } from '../../src/store/record-rows.ts';
import { recordTables } from '../../src/store/record-tables.ts';
import { agreementMail } from '../fixtures/applicant-mail.ts';
import { write } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { importRobin } from '../support/renewal.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, submit, work } from '../support/story.ts';

const wish = {
  by: 'operator',
  reason: 'they asked for it',
  isRehearsal: false,
  timeZone: 'America/Los_Angeles',
};

describe.each(providers)('on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    rmSync(join(db.folder, 'blobs'), { recursive: true, force: true });
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
  });

  /** Pat has paid, sent an SOQ and a question, was selected and sent the agreement. */
  const aYearOfPat = async () => {
    await pay(line);
    await submit(line);
    await write(line, { subject: 'A question', text: 'May Pat Doe bring pat@example.org?' });
    await click(line, 'approve');
    line.setTime('2023-06-12T09:05:00-07:00');
    await work(line);
    for (const desk of line.shell.desks) await planConfirmations(line.shell, desk);
    await line.receive(await agreementMail());
    await work(line);
  };
  const everyRow = async () => {
    const rows: unknown[] = [];
    for (const table of recordTables)
      for await (const some of recordRows(db.database.read, table)) rows.push(...some);
    return rows;
  };
  const files = () =>
    readdirSync(join(db.folder, 'blobs'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  const erase = (changes: Partial<typeof wish> = {}) =>
    eraseByAddress(line.shell, 'PAT@example.org', { ...wish, ...changes });

  test('no row and no file names them any more', async () => {
    await aYearOfPat();
    expect(JSON.stringify(await everyRow())).toMatch(/pat@example\.org/i);
    expect(await erase()).toMatchObject({ people: 1, addresses: 1, payments: 1 });
    const kept = JSON.stringify(await everyRow());
    expect(kept).not.toMatch(/pat@example\.org/i);
    expect(kept).not.toMatch(/pat doe/i);
    expect(files().filter((content) => /pat@example\.org|Pat Doe/i.test(content))).toEqual([]);
  });

  test('lists that were published say no more of them than until when the term lasted', async () => {
    await pay(line);
    const { id: personId } = await db.database.read.person.findFirstOrThrow();
    const more = { organisation: 'Doe LLC', email: null, phone: '555 0100', website: null, area: 'Fresno' };
    const entries = [
      { personId, name: 'Pat Doe', ...more, termEnds: '2024-06-30' },
      { personId: 'other', name: 'Robin Roe', ...more, termEnds: '2024-06-30' },
    ];
    const row = { programme: 'igp-tor', version: 1, publishedAt: new Date(0), publishedBy: approver };
    await db.database.write((tx) => tx.publishedList.create({ data: { ...row, entries } }));
    await erase();
    const list = await db.database.read.publishedList.findFirstOrThrow();
    const nothing = { organisation: null, email: null, phone: null, website: null, area: null };
    expect(list.entries).toEqual([
      { personId, name: '(erased)', ...nothing, termEnds: '2024-06-30' },
      entries[1],
    ]);
  });

  test('money and decisions stay, with their dates and who decided', async () => {
    await aYearOfPat();
    await erase();
    const { read } = db.database;
    const payments = await read.payment.findMany();
    expect(
      payments.map(({ orderNumber, amountCents, paidOn, state, payerName, payerEmail }) => [
        ...[orderNumber, amountCents, paidOn, state, payerName, payerEmail],
      ]),
    ).toEqual([['4812', 53000, '2023-05-10', 'matched', null, null]]);
    const [application] = await read.application.findMany();
    expect(application).toMatchObject({ decision: 'candidate', decidedBy: 'U01APPROVER' });
    const history = await read.history.findMany({ where: { event: { in: ['approve', 'person-erased'] } } });
    expect(history.map(({ event, by }) => `${event} by ${by}`)).toContain('person-erased by operator');
  });

  test('other people stay as they are', async () => {
    await importRobin(db.database);
    await pay(line, {
      number: '4900',
      payer: { first: 'Sam', last: 'Poe', email: 'sam@example.org' },
    });
    const before = (await everyRow()).filter((row) => /robin|sam/i.test(JSON.stringify(row)));
    await aYearOfPat();
    await erase();
    const after = (await everyRow()).filter((row) => /robin|sam/i.test(JSON.stringify(row)));
    expect(after).toEqual(before);
    expect(await db.database.read.person.count({ where: { erasedAt: null } })).toBe(2);
  });

  test('nothing is mailed to them any more, and their cards are drawn without them', async () => {
    await aYearOfPat();
    await write(line, { subject: 'Another', text: 'And this?' });
    const before = line.sent.length;
    await erase();
    await work(line);
    expect(line.sent.length).toBe(before);
    const drawn = line.redrawn.filter(({ title }) => title === 'A card about a person who was erased');
    expect(drawn.length).toBeGreaterThan(0);
    expect(JSON.stringify(drawn)).not.toMatch(/pat/i);
    expect(await db.database.read.outboxItem.count({ where: { status: { in: ['pending', 'held'] } } })).toBe(
      0,
    );
  });

  test('a rehearsal says how much it would be, and changes nothing', async () => {
    await aYearOfPat();
    const before = await everyRow();
    expect(await erase({ isRehearsal: true })).toMatchObject({ people: 1, payments: 1 });
    expect(await everyRow()).toEqual(before);
    expect(await eraseByAddress(line.shell, 'nobody@example.org', wish)).toBeNull();
  });

  test('files that an interrupted erasure left are removed in the night', async () => {
    await aYearOfPat();
    const stops = { ...line.shell.blobs, remove: () => Promise.reject(new Error('stopped')) };
    await expect(eraseByAddress({ ...line.shell, blobs: stops }, 'pat@example.org', wish)).rejects.toThrow(
      'stopped',
    );
    expect(files().length).toBeGreaterThan(0);
    await keepNoLonger(line.shell);
    expect(files().filter((content) => /pat@example\.org/i.test(content))).toEqual([]);
  });

  test('raw mails go when their time is over, and what was decided about them stays', async () => {
    await pay(line);
    await submit(line);
    await click(line, 'decline', { reason: 'No references.' });
    await work(line);
    const mails = await db.database.read.inboundMail.findMany();
    const path = (sha256: string) => line.shell.blobs.pathOf(sha256);
    line.setTime('2025-05-10T12:00:00-07:00');
    expect(await keepNoLonger(line.shell)).toBe(0);
    line.setTime('2025-05-12T12:00:00-07:00');
    expect(await keepNoLonger(line.shell)).toBe(mails.length);
    expect(await keepNoLonger(line.shell)).toBe(0);
    expect(mails.map(({ sha256 }) => existsSync(path(sha256)))).toEqual(mails.map(() => false));
    const [document] = await db.database.read.document.findMany();
    expect(existsSync(path(document?.sha256 ?? ''))).toBe(true);
    expect(await db.database.read.inboundMail.count({ where: { kind: null } })).toBe(0);
  });

  test('a raw mail about which a card is open is kept', async () => {
    await pay(line);
    await write(line, { subject: 'A question', text: 'When is the deadline?' });
    line.setTime('2025-05-20T12:00:00-07:00');
    expect(await keepNoLonger(line.shell)).toBe(1);
    const open = await db.database.read.inboundMail.findMany({ where: { kind: 'question' } });
    expect(open.map(({ rawErasedAt }) => rawErasedAt)).toEqual([null]);
  });

  if (provider === 'sqlite')
    test('the database file has nothing of them in its free pages either', async () => {
      await aYearOfPat();
      await erase();
      const left = readdirSync(db.folder)
        .filter((name) => name.includes('.db'))
        .filter((name) => /pat@example\.org|Pat Doe/i.test(readFileSync(join(db.folder, name), 'latin1')));
      expect(left).toEqual([]);
    });
});
