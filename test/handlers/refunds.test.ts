// Money that is given back, payments that wait for staff, and orders of which a later mail says more.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../src/handlers/status.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { feeMail, feeTicks, importRobin, paidInFull, readAt, tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const instructions = 'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT';
const forged = [['Authentication-Results', 'mx.example.net; dkim=none']] as const;

describe.each(providers)('refunds on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
  });

  const payments = async () => (await kept(db.database)).payments;
  const cards = () => line.posted.map(({ title }) => title);
  const factsOf = (title: string) =>
    Object.fromEntries(line.posted.find((card) => card.title === title)?.facts ?? []);

  test('a refund takes the fee of an application back, says so once, and writes to nobody', async () => {
    await pay(line);
    await submit(line);
    await pay(line, { kind: 'refunded' });
    await pay(line, { kind: 'refunded', look: 'improved' });
    expect(await payments()).toEqual(['4812 refunded, Pat Doe, 3 mails']);
    expect(cards()).toEqual(['SOQ to decide: Pat Doe', 'A payment was given back']);
    expect(factsOf('A payment was given back')).toMatchObject({
      'What happened': 'order 4812 was refunded: $530.00 given back',
      'What it means': 'Pat Doe’s application counts as not paid. It stays open; nobody was written to.',
    });
    expect(line.redrawn.at(-1)?.facts).toContainEqual(['Fee', 'REFUNDED, order 4812']);
    expect(subjects(line)).toEqual([
      instructions,
      'pat@example.org: SOQ received: nothing more to do for now',
    ]);
  });

  test('who has been given the fee back is not reminded of the SOQ', async () => {
    await pay(line);
    await pay(line, { kind: 'refunded' });
    await tickAt(line, '2023-05-12T14:00:00-07:00');
    expect(subjects(line)).toEqual([instructions]);
  });

  test.each([
    ['in part', { kind: 'partially-refunded' }, 'A refund needs your eyes'],
    [
      'by somebody who cannot be authenticated',
      { kind: 'refunded', trace: forged },
      'A mail that looks like a payment, and is none',
    ],
    [
      'by another shop',
      { kind: 'refunded', from: 'CASQA <orders@casqa-shop.example>' },
      'A mail that looks like a payment, and is none',
    ],
  ] as const)('refunded %s changes nothing and is shown to staff', async (_name, mail, title) => {
    await pay(line);
    await pay(line, mail);
    expect((await payments()).map((words) => words.slice(0, 13))).toEqual(['4812 matched,']);
    expect(cards()).toEqual([title]);
  });

  test('a confirmation that comes after the refund counts for nobody', async () => {
    await pay(line, { kind: 'refunded' });
    await pay(line);
    expect(await payments()).toEqual(['4812 refunded, nobody, 2 mails']);
    expect(cards()).toEqual(['A refund needs your eyes', 'A payment needs your eyes']);
    expect(factsOf('A payment needs your eyes').Why).toBe(
      'order 4812 was refunded, and this mail says that it is paid',
    );
    expect(line.sent).toEqual([]);
  });

  test('a refund after the decision leaves the decision to staff', async () => {
    await pay(line);
    await submit(line);
    await click(line, 'approve');
    await pay(line, { kind: 'refunded' });
    expect(factsOf('A payment was given back')['What it means']).toBe(
      'It came after the decision (candidate), which stands until you change it. Please look at it.',
    );
  });

  test('the annual fee that is given back is open again', async () => {
    await importRobin(db.database);
    await tickAt(line, '2023-06-01T09:00:00-07:00');
    await readAt(line, '2023-06-01T11:00:00-07:00', feeMail('2023-06-01T10:00:00-07:00'));
    await readAt(
      line,
      '2023-06-05T11:00:00-07:00',
      feeMail('2023-06-01T10:00:00-07:00', { kind: 'refunded' }),
    );
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: open']);
    expect(factsOf('A payment was given back')['What it means']).toBe(
      'The fee of Robin Roe’s term is open again, and reminders speak of it.',
    );
  });

  test('a trainer whose payment waits for staff is not told that the fee is open, until staff have looked', async () => {
    await importRobin(db.database);
    await tickAt(line, '2023-05-01T09:00:00-07:00');
    await readAt(line, '2023-05-02T11:00:00-07:00', feeMail('2023-05-02T10:00:00-07:00', { cents: 9000 }));
    line.sent.length = 0;
    await tickAt(line, '2023-07-01T09:00:00-07:00');
    expect(subjects(line)).toEqual([]);
    const status = await statusOf(line.shell, 'robin@example.org');
    expect(JSON.stringify(status)).toContain('a payment of $90.00 from 2023-05-02 waits for staff');
    await click(line, 'seen', { kind: 'payment-review' });
    await tickAt(line, '2023-07-01T09:05:00-07:00');
    expect(subjects(line)).toEqual([expect.stringMatching(/^robin@example.org: /)]);
  });

  test('an order that was doubtful is settled by a later mail that leaves no doubt', async () => {
    const doubtful = orderMail({ format: 'both' })
      .toString('latin1')
      .replace('X 1 = $530.00', 'X 1 = $350.00');
    await line.receive(Buffer.from(doubtful, 'latin1'));
    await work(line);
    expect(await payments()).toEqual(['4812 review, nobody, 1 mails']);
    await pay(line, { kind: 'completed' });
    expect(await payments()).toEqual(['4812 matched, Pat Doe, 2 mails']);
    expect(subjects(line)).toEqual([instructions]);
    expect(line.redrawn.at(-1)?.answered?.reason).toBe(
      'a later mail about this order leaves no doubt: the payment counts now',
    );
  });

  test('what is doubtful about the payment itself is not settled by a second mail', async () => {
    await pay(line, {
      totalCents: 50000,
      items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 1, cents: 50000 }],
    });
    await pay(line, {
      kind: 'completed',
      totalCents: 50000,
      items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 1, cents: 50000 }],
    });
    expect(await payments()).toEqual(['4812 review, nobody, 2 mails']);
    expect(cards()).toEqual(['A payment needs your eyes']);
  });

  test('two processes that read the refund at once take the fee back once', async () => {
    await importRobin(db.database);
    await readAt(line, '2023-06-01T11:00:00-07:00', feeMail('2023-06-01T10:00:00-07:00'));
    expect(subjects(line)).toEqual([paidInFull]);
    for (const look of ['classic', 'improved'] as const)
      await line.receive(feeMail('2023-06-01T10:00:00-07:00', { kind: 'refunded', look }));
    const other = createTestShell(
      { ...db, database: db.openAgain() },
      { now: '2023-06-02T11:00:00-07:00', owner: 'other' },
    );
    line.setTime('2023-06-02T11:00:00-07:00');
    await Promise.all([work(line), work(other)]);
    expect([...line.posted, ...other.posted].map(({ title }) => title)).toEqual(['A payment was given back']);
    expect(await payments()).toEqual(['4812 refunded, Robin Roe, 3 mails']);
  });
});
