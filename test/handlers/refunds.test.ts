// Money that goes back: what was paid no longer counts, staff are told, and nothing happens twice.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { passedOnWhole } from '../fixtures/passed-on.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import type { Order } from '../fixtures/woocommerce-order.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { feeMail, feeTicks, importRobin, paidInFull, readAt, tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

describe.each(providers)('a refund on %s', (provider) => {
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

  const read = async (mail: Partial<Order>) => {
    await line.receive(orderMail(mail));
    await work(line);
  };
  const payments = async () => (await kept(db.database)).payments;
  const titles = () => line.posted.map(({ title }) => title);
  const history = async () =>
    (await db.database.read.history.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] }))
      .map(({ event, reason }) => `${event}: ${reason}`)
      .filter((entry) => entry.includes('refund'))
      // What happened at the same instant has no order.
      .toSorted();

  describe('of an SOQ fee', () => {
    test('counts as not paid, reaches the card that is open, and is told once', async () => {
      await pay(line);
      await submit(line);
      await read({ kind: 'refunded' });
      await read({ kind: 'refunded', format: 'both' });
      expect(await payments()).toEqual(['4812 refunded, Pat Doe, 3 mails']);
      expect(titles()).toEqual(['SOQ to decide: Pat Doe', 'Refund: order 4812']);
      expect(line.redrawn.map(({ facts }) => facts.find(([label]) => label === 'Fee'))).toEqual([
        ['Fee', 'NOT PAID: order 4812 was refunded'],
      ]);
      expect(await history()).toEqual([
        'mail-ignored: the refund of order 4812 is known already: kept as evidence',
        'payment-refunded: order 4812 was refunded: $530.00',
      ]);
    });

    test('and one who pays again has paid', async () => {
      await pay(line);
      await submit(line);
      await read({ kind: 'refunded' });
      await read({ number: '4999' });
      expect(await payments()).toEqual(['4812 refunded, Pat Doe, 2 mails', '4999 matched, Pat Doe, 1 mails']);
      expect(line.redrawn.at(-1)?.facts.find(([label]) => label === 'Fee')).toEqual([
        'Fee',
        'paid, order 4999',
      ]);
    });

    test('stops reminders about the SOQ', async () => {
      await pay(line);
      await read({ kind: 'refunded' });
      await tickAt(line, '2023-05-17T09:00:00-07:00');
      expect(line.sent).toHaveLength(1);
    });

    test('after selection un-selects nobody', async () => {
      await pay(line);
      await submit(line);
      await click(line, 'approve');
      await read({ kind: 'refunded' });
      expect(titles().at(-1)).toBe('Refund after selection: order 4812');
      expect(await db.database.read.application.findMany({ select: { decision: true } })).toEqual([
        { decision: 'candidate' },
      ]);
      line.setTime('2023-06-12T09:00:00-07:00');
      await work(line);
      expect(line.sent.at(-1)?.subject).toMatch(/selected/i);
    });

    test('of a part changes nothing', async () => {
      await pay(line);
      await read({ kind: 'partially-refunded', refundCents: 10000 });
      expect(await payments()).toEqual(['4812 matched, Pat Doe, 2 mails']);
      expect(titles()).toEqual(['A refund needs your eyes']);
    });

    test('that is read before its payment: the payment does not count', async () => {
      await read({ kind: 'refunded' });
      await read({ kind: 'processing' });
      await read({ kind: 'completed' });
      expect(await payments()).toEqual(['4812 refunded, nobody, 3 mails']);
      expect(titles()).toEqual(['A refund of an order that is not known', 'A payment needs your eyes']);
      expect(line.sent).toEqual([]);
    });

    test('of a payment that waited settles its card', async () => {
      const items = [{ name: 'Mug', sku: null, quantity: 1, cents: 53000 }];
      await read({ items });
      await read({ kind: 'refunded', items });
      expect(await payments()).toEqual(['4812 refunded, nobody, 2 mails']);
      expect(titles()).toEqual(['A payment needs your eyes', 'Refund: order 4812']);
      expect(line.redrawn.map(({ answered }) => answered?.choice)).toEqual(['superseded']);
    });

    test.each<[string, Partial<Order>]>([
      ['nobody vouches for', { trace: [] }],
      ['comes from another shop', { from: 'CASQA <orders@casqa-shop.example>' }],
      ['is a reply', { subject: 'Re: Your CASQA order #4812 has been refunded' }],
      [
        'has two From fields',
        {
          trace: [
            ['Authentication-Results', 'mx.example.net; dkim=pass header.d=casqa.example'],
            ['From', 'x@evil.example'],
          ],
        },
      ],
    ])('that %s is a card and changes nothing', async (_name, mail) => {
      await pay(line);
      await read({ kind: 'refunded', ...mail });
      expect(await payments()).toEqual(['4812 matched, Pat Doe, 1 mails']);
      expect(titles()).toEqual(['A mail that looks like a payment, and is none']);
    });

    test('that somebody forwards is a card and changes nothing', async () => {
      await pay(line);
      await line.receive(passedOnWhole('attached', orderMail({ kind: 'refunded' }), 'I was refunded.'));
      await work(line);
      expect(await payments()).toEqual(['4812 matched, Pat Doe, 1 mails']);
      expect(titles()).toEqual(['A mail that looks like a payment, and is none']);
    });
  });

  describe('of an annual fee', () => {
    beforeEach(async () => {
      line.setTime('2023-01-02T12:00:00-08:00');
      await importRobin(db.database);
    });
    const back = (changes: Parameters<typeof feeMail>[1] = {}) =>
      feeMail('2023-06-01T10:00:00-07:00', { kind: 'refunded', ...changes });

    test('takes the tick back, and reminders go on', async () => {
      await readAt(line, '2023-06-01T12:00:00-07:00', feeMail('2023-06-01T10:00:00-07:00'));
      await tickAt(line, '2023-06-23T09:00:00-07:00');
      expect(subjects(line)).toEqual([paidInFull]);
      await readAt(line, '2023-06-24T12:00:00-07:00', back());
      expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: open']);
      await tickAt(line, '2023-06-29T09:00:00-07:00');
      expect(subjects(line).slice(1)).toEqual([
        'robin@example.org: Renew your Trainer of Record status by Friday, June 30, 2023, 11:59 PM PDT',
      ]);
      expect(titles()).toEqual(['Refund: order 4812']);
    });

    test('of the fee that was paid twice leaves the first', async () => {
      await readAt(line, '2023-06-01T12:00:00-07:00', feeMail('2023-06-01T10:00:00-07:00'));
      const second = { number: '5000' };
      await readAt(line, '2023-06-02T12:00:00-07:00', feeMail('2023-06-02T10:00:00-07:00', second));
      await readAt(line, '2023-06-03T12:00:00-07:00', back(second));
      expect(await payments()).toEqual([
        '4812 matched, Robin Roe, 1 mails',
        '5000 refunded, Robin Roe, 2 mails',
      ]);
      expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: paid']);
    });

    test('in two processes at once has one effect', async () => {
      await readAt(line, '2023-06-01T12:00:00-07:00', feeMail('2023-06-01T10:00:00-07:00'));
      for (const format of ['html', 'both'] as const) await line.receive(back({ format }));
      const now = '2023-06-03T12:00:00-07:00';
      const other = createTestShell({ ...db, database: db.openAgain() }, { now, owner: 'other' });
      line.setTime(now);
      await Promise.all([work(line), work(other)]);
      expect([...titles(), ...other.posted.map(({ title }) => title)]).toEqual(['Refund: order 4812']);
      expect(await payments()).toEqual(['4812 refunded, Robin Roe, 3 mails']);
    });
  });
});
