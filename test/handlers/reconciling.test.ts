// The card of a month's money: on the first business day, once, with what does not fit.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planReconciliation } from '../../src/handlers/plan-reconciliation.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';

describe.each(providers)('the card of a month on %s', (provider) => {
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

  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) await planReconciliation(line.shell, desk);
    await work(line);
  };
  const cards = () =>
    line.posted
      .filter(({ title }) => title.startsWith('Money of') && !title.includes('April'))
      .map(({ title, facts }) => [title, facts]);

  test('comes on the first business day at the hour of the card of the day, once', async () => {
    await pay(line);
    await pay(line, {
      number: '4813',
      payer: { first: 'Sam', last: 'Poe', email: 'sam@example.org' },
      kind: 'refunded',
    });
    await tick('2023-05-31T23:59:00-07:00');
    await tick('2023-06-01T07:59:00-07:00');
    expect(cards()).toEqual([]);
    await tick('2023-06-01T08:00:00-07:00');
    await tick('2023-06-01T08:05:00-07:00');
    await tick('2023-06-20T08:00:00-07:00');
    expect(cards()).toEqual([
      [
        'Money of May 2023: IGP Trainer of Record',
        [
          ['Payments', expect.stringContaining('SOQ fee: 1, $530.00')],
          [
            'To look at',
            'order 4813, $530.00 from Sam Poe: given back (a refund of order 4813, of which no payment is known. If a confirmation comes later, it will not count by itself)',
          ],
          [
            'The whole list',
            'by order number, for the treasurer: "torq reconcile --month 2023-05 --out 2023-05.csv"',
          ],
        ],
      ],
    ]);
  });

  test('waits for Monday when the month begins on a weekend', async () => {
    line.setTime('2023-06-12T12:00:00-07:00');
    await pay(line, { printedDate: 'June 5, 2023', instant: '2023-06-05T12:00:00-07:00' });
    await tick('2023-07-01T12:00:00-07:00');
    await tick('2023-07-02T23:59:00-07:00');
    expect(cards()).toEqual([]);
    await tick('2023-07-03T08:00:00-07:00');
    expect(cards().map(([title]) => title)).toEqual(['Money of June 2023: IGP Trainer of Record']);
  });

  test('says of a month without money that there was none, and after a pause tells the last month only', async () => {
    await pay(line);
    await tick('2023-07-03T08:00:00-07:00');
    expect(cards()).toEqual([
      [
        'Money of June 2023: IGP Trainer of Record',
        [
          ['Payments', 'none'],
          ['To look at', 'nothing: what came in and what was granted fit'],
          [
            'The whole list',
            'by order number, for the treasurer: "torq reconcile --month 2023-06 --out 2023-06.csv"',
          ],
        ],
      ],
    ]);
  });

  test('comes only where the programme wants it', async () => {
    line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({ ...source, slack: { ...source.slack, reconciliation: false } }),
    });
    await pay(line);
    await tick('2023-06-01T08:00:00-07:00');
    expect(cards()).toEqual([]);
  });
});
