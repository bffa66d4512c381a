// The annual fee: by payment date, in Pacific time, for the term whose renewal is open.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { feeMail, feeTicks, importRobin, paidInFull, readAt, tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { subjects, work } from '../support/story.ts';

const missing = 'robin@example.org: Please pay the remaining $25.00 of your annual fee';

describe.each(providers)('the annual fee on %s', (provider) => {
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

  test.each([
    ['June 30 23:59 Pacific, read in July: in time', '2023-07-01T06:59:00+00:00', paidInFull, 'paid'],
    ['one minute later: the late fee is missing', '2023-07-01T07:00:00+00:00', missing, 'open'],
  ])('$65 paid on %s', async (_name, instant, answer, tick) => {
    await tickAt(line, '2023-06-30T19:00:00-07:00');
    await readAt(line, '2023-07-03T12:00:00-07:00', feeMail(instant));
    expect(subjects(line).slice(1)).toEqual([answer]);
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', `2023-07-01: ${tick}`]);
  });

  test('a fee that is read before the first tick of the renewal opens it', async () => {
    await readAt(line, '2023-05-01T00:01:00-07:00', feeMail('2023-05-01T00:00:30-07:00'));
    expect(subjects(line)).toEqual([paidInFull]);
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: paid']);
    await tickAt(line, '2023-05-01T09:00:00-07:00');
    expect(line.sent).toHaveLength(1);
  });

  test.each([
    ['twice', ['2023-06-01T10:00:00-07:00', '2023-06-02T10:00:00-07:00'], 6500],
    ['after the last late day', ['2023-10-01T10:00:00-07:00'], 9000],
  ])('a fee paid %s is a question for staff', async (_name, instants, cents) => {
    await tickAt(line, '2023-06-01T09:00:00-07:00');
    for (const [index, instant] of instants.entries())
      await readAt(line, '2023-10-02T12:00:00-07:00', feeMail(instant, { number: `50${index}`, cents }));
    expect(line.posted.map(({ title }) => title)).toEqual(['A payment needs your eyes']);
    expect((await kept(db.database)).payments.at(-1)).toMatch(/^50\d review, Robin Roe/);
  });

  test('two confirmations of the fee in two processes at once tick it once', async () => {
    await tickAt(line, '2023-06-01T09:00:00-07:00');
    for (const kind of ['processing', 'completed'] as const)
      await line.receive(feeMail('2023-06-01T10:00:00-07:00', { kind }));
    const other = createTestShell(
      { ...db, database: db.openAgain() },
      { now: '2023-06-01T11:00:00-07:00', owner: 'other' },
    );
    line.setTime('2023-06-01T11:00:00-07:00');
    await Promise.all([work(line), work(other)]);
    expect([...subjects(line), ...subjects(other)].slice(1)).toEqual([paidInFull]);
    expect((await kept(db.database)).payments).toEqual(['4812 matched, Robin Roe, 2 mails']);
  });
});
