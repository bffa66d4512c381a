// Money that came in against what was granted, by the month in which it was paid, Pacific.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../src/core/reconciliation.ts';
import { reconciliationCsv } from '../../src/documents/reconciliation-csv.ts';
import { personActs } from '../../src/handlers/person-acts.ts';
import { grantedWithout, moneyIn } from '../../src/store/reconciliation.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { feeMail, importRobin, readAt, tickAt } from '../support/renewal.ts';
import { approver, createTestShell } from '../support/shell.ts';
import { pay } from '../support/story.ts';

describe.each(providers)('a month on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
    const line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
    await pay(line, { number: '4900', payer: { first: 'Lee', last: 'Fox', email: 'lee@example.org' } });
    await pay(line, {
      number: '4900',
      payer: { first: 'Lee', last: 'Fox', email: 'lee@example.org' },
      kind: 'refunded',
    });
    await importRobin(db.database);
    await tickAt(line, '2023-05-12T12:00:00-07:00');
    const { id } = await db.database.read.person.findFirstOrThrow({ where: { name: 'Lee Fox' } });
    const acts = personActs(line.shell);
    const offered = await acts.offers(approver, id);
    if ('refusal' in offered) throw new Error(offered.refusal);
    const caseId = offered.offers.find(({ action }) => action === 'waive-soq-fee')?.caseId ?? null;
    line.setTime('2023-05-31T23:59:00-07:00');
    const wish = { personId: id, seenVersion: offered.version, caseId, received: null };
    await acts.act(approver, { ...wish, action: 'waive-soq-fee', words: 'Teaches for us.' });
    await readAt(line, '2023-07-01T00:05:00-07:00', feeMail('2023-06-30T23:59:00-07:00', { number: '5120' }));
  });
  afterAll(() => db?.close());

  const of = async (month: string) => {
    const asked = { programme: 'igp-tor', timeZone: 'America/Los_Angeles', month };
    const { read } = db.database;
    return reconcile(await moneyIn(read, asked), await grantedWithout(read, asked));
  };

  test('has its payments with what each is for, its sums, and what does not fit', async () => {
    const { rows, sums, exceptions } = await of('2023-05');
    expect(
      rows.map(({ order, payer, amount, state, grantedTo }) => [order, payer, amount, state, grantedTo]),
    ).toEqual([
      ['4812', 'Pat Doe', '530.00', 'counts', 'Pat Doe, application in cycle 2023'],
      ['4900', 'Lee Fox', '530.00', 'given back', 'Lee Fox, application in cycle 2023'],
    ]);
    expect(sums).toEqual([
      { what: 'SOQ fee', count: 1, cents: 53000 },
      { what: 'given back', count: 1, cents: 53000 },
    ]);
    expect(exceptions).toEqual([
      expect.stringMatching(/^order 4900, \$530\.00 from Lee Fox: given back \(.+\)$/),
      `Lee Fox, application in cycle 2023: SOQ fee granted without a payment on 2023-05-31, by ${approver}: Teaches for us.`,
    ]);
  });

  test('is that of the payment’s date, not of the day on which it was read', async () => {
    expect((await of('2023-06')).rows).toEqual([
      {
        ...{ order: '5120', store: 'casqa', paidOn: '2023-06-30', payer: 'Robin Roe', for: 'annual fee' },
        ...{
          amount: '65.00',
          currency: 'USD',
          state: 'counts',
          grantedTo: 'Robin Roe, term from 2023-07-01',
        },
        note: expect.any(String),
      },
    ]);
    expect(await of('2023-07')).toEqual({ rows: [], sums: [], exceptions: [] });
  });

  test('is a table in which no cell runs as a formula', async () => {
    const { rows } = await of('2023-06');
    const [head, line] = reconciliationCsv(rows.map((row) => ({ ...row, payer: '=1+1' }))).split('\r\n');
    expect(head).toBe('Order,Store,Paid on,Payer,For,Amount,Currency,State,Granted to,Note');
    expect(line).toMatch(/^5120,casqa,2023-06-30,'=1\+1,annual fee,65\.00,USD,counts,/);
  });
});
