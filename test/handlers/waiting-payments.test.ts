// A payment that waits for staff: whose it is, what settles it, and that nobody is chased meanwhile.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../src/handlers/status.ts';
import { statusLines } from '../../src/handlers/status-lines.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { feeMail, feeTicks, importRobin, paidInFull, readAt, tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, subjects, work } from '../support/story.ts';

const paidOn = '2023-06-01T10:00:00-07:00';
const mug = { name: 'Mug', sku: null, quantity: 1, cents: 6500 };
const robin = { first: 'Robin', last: 'Roe', email: 'robin@example.org' };

describe.each(providers)('a payment that waits for staff on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-01-02T12:00:00-08:00' });
    await importRobin(db.database);
  });

  const payments = async () => (await kept(db.database)).payments;
  const lines = async () => {
    const status = await statusOf(line.shell, 'robin@example.org');
    return status === null ? [] : statusLines(status, 'America/Los_Angeles');
  };
  const wrongItem = (changes: Parameters<typeof orderMail>[0] = {}) =>
    orderMail({ payer: robin, instant: paidOn, items: [mug], ...changes });

  test('is the payer’s: no reminder of the fee until staff have looked, and status says why', async () => {
    await readAt(line, '2023-06-01T12:00:00-07:00', wrongItem());
    expect(await payments()).toEqual(['4812 review, Robin Roe, 1 mails']);
    for (const day of ['2023-06-16', '2023-06-23', '2023-07-01']) await tickAt(line, `${day}T09:00:00-07:00`);
    expect(line.sent).toEqual([]);
    const why = 'a payment of $65.00 from Thursday, June 1, 2023 waits for staff (order 4812)';
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'Payments that wait for staff',
        `  ${why}:`,
        `    "Mug" is not in the programme's product list`,
        '  rule renewal-due',
        `    ${why}`,
      ]),
    );
    await click(line, 'seen', { kind: 'payment-review' });
    expect(await payments()).toEqual(['4812 set-aside, Robin Roe, 1 mails']);
    await tickAt(line, '2023-07-02T09:00:00-07:00');
    expect(subjects(line)).toEqual([
      'robin@example.org: Renewal overdue: please pay $90.00 by Saturday, September 30, 2023, 11:59 PM PDT',
    ]);
  });

  test('supersedes a reminder that was planned before it came', async () => {
    line.setTime('2023-06-23T09:00:00-07:00');
    line.answers.push({ kind: 'retry', error: '451 try later' });
    await tickAt(line, '2023-06-23T09:00:00-07:00');
    const before = line.sent.length;
    await readAt(line, '2023-06-23T09:01:00-07:00', wrongItem());
    line.setTime('2023-06-23T15:00:00-07:00');
    await work(line);
    expect(line.sent).toHaveLength(before);
    const items = await db.database.read.outboxItem.findMany({ where: { channel: 'mail' } });
    expect(items.map(({ status, statusReason }) => `${status}: ${statusReason}`)).toEqual([
      'superseded: a payment of $65.00 from Thursday, June 1, 2023 waits for staff (order 4812)',
    ]);
  });

  test('is settled by a second mail about the same order that leaves no doubt', async () => {
    const spoilt = feeMail(paidOn, { number: '4812', format: 'both' });
    const text = spoilt.toString('latin1').replace('X 1 = $65.00', 'X 2 = $65.00');
    await readAt(line, '2023-06-01T12:00:00-07:00', Buffer.from(text, 'latin1'));
    expect(line.posted.map(({ title }) => title)).toEqual(['A payment needs your eyes']);
    await readAt(line, '2023-06-02T12:00:00-07:00', feeMail(paidOn, { kind: 'completed' }));
    expect(await payments()).toEqual(['4812 matched, Robin Roe, 2 mails']);
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: paid']);
    expect(subjects(line)).toEqual([paidInFull]);
    expect(line.redrawn.map(({ answered }) => answered)).toEqual([
      expect.objectContaining({
        choice: 'superseded',
        by: 'torq',
        reason: 'a later mail about this order leaves no doubt: the payment counts now',
      }),
    ]);
  });

  test('is no payment that waits when it was too much: the fee counts and the difference is a card', async () => {
    await readAt(line, '2023-06-01T12:00:00-07:00', feeMail(paidOn, { cents: 9000 }));
    expect(await payments()).toEqual(['4812 matched, Robin Roe, 1 mails']);
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: paid']);
    expect(subjects(line)).toEqual([paidInFull]);
    expect(line.sent[0]?.text).toContain('You paid $25.00 more than was due.');
    expect(line.posted.map(({ title }) => title)).toEqual(['$25.00 too much: Robin Roe']);
    await click(line, 'seen', { kind: 'payment-review' });
    expect(await payments()).toEqual(['4812 matched, Robin Roe, 1 mails']);
  });

  test('of somebody unknown shows who it may be, and matches nobody', async () => {
    const payer = { first: 'Robin', last: 'Roe', email: 'robin.roe@work.example' };
    await readAt(line, '2023-06-01T12:00:00-07:00', feeMail(paidOn, { payer }));
    expect(await payments()).toEqual(['4812 review, nobody, 1 mails']);
    expect(line.posted[0]?.facts.filter(([label]) => label === 'Likely')).toEqual([
      [
        'Likely',
        'Robin Roe <robin@example.org>, term 2023-07-01 to 2024-06-30: name fits; their annual fee is open; the amount fits',
      ],
    ]);
  });
});
