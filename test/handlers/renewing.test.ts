// The renewal by June 30: who is reminded of what, and which payment counts for which term.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { feeMail, feeTicks, importRobin, paidInFull, readAt, tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell, type TestShellOptions } from '../support/shell.ts';
import { subjects } from '../support/story.ts';

const reminder = (year: number) =>
  year === 2023
    ? 'robin@example.org: Renew your Trainer of Record status by Friday, June 30, 2023, 11:59 PM PDT'
    : 'robin@example.org: Renew your Trainer of Record status by Sunday, June 30, 2024, 11:59 PM PDT';
const overdue =
  'robin@example.org: Renewal overdue: please pay $90.00 by Saturday, September 30, 2023, 11:59 PM PDT';

describe.each(providers)('renewing on %s', (provider) => {
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

  const outbox = async () =>
    (
      await db.database.read.outboxItem.findMany({
        where: { channel: 'mail' },
        orderBy: { createdAt: 'asc' },
      })
    ).map(
      ({ key, status, statusReason }) =>
        `${key.replace(/term-[a-z2-7]+/, 'term')}: ${status}${statusReason === null ? '' : `, ${statusReason}`}`,
    );

  test('each reminder goes out once, in its turn, and the late fee after June 30', async () => {
    const days = ['05-01', '05-31', '06-16', '06-23', '06-29', '07-01', '07-30', '08-29', '09-29', '12-01'];
    for (const day of days)
      for (const time of ['09:00', '09:05', '15:00']) await tickAt(line, `2023-${day}T${time}:00-07:00`);
    expect(subjects(line)).toEqual([...Array(5).fill(reminder(2023)), ...Array(3).fill(overdue)]);
  });

  test('torq is down from June 25 to July 5: one right mail', async () => {
    await tickAt(line, '2023-06-24T12:00:00-07:00');
    expect(subjects(line)).toEqual([reminder(2023)]);
    await tickAt(line, '2023-07-05T12:00:00-07:00');
    await tickAt(line, '2023-07-05T12:05:00-07:00');
    expect(subjects(line)).toEqual([reminder(2023), overdue]);
    expect(line.sent[1]?.text).not.toMatch(/in 7 days|in 1 day/);
  });

  test('who renewed this year is reminded next year', async () => {
    await tickAt(line, '2023-05-01T09:00:00-07:00');
    await readAt(line, '2023-05-02T12:00:00-07:00', feeMail('2023-05-02T10:00:00-07:00'));
    for (const day of ['2023-06-23', '2023-07-01', '2024-04-30', '2024-05-01', '2024-05-02'])
      await tickAt(line, `${day}T09:00:00-07:00`);
    expect(subjects(line)).toEqual([reminder(2023), paidInFull, reminder(2024)]);
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: paid', '2024-07-01: open']);
  });

  test('who did not renew this year is not asked to renew next year: they qualify again', async () => {
    for (const day of ['2023-05-01', '2023-07-01', '2024-05-01', '2024-06-29'])
      await tickAt(line, `${day}T09:00:00-07:00`);
    expect(subjects(line)).toEqual([reminder(2023), overdue]);
    expect(await feeTicks(db.database)).toEqual(['2022-07-01: paid', '2023-07-01: open']);
  });

  test('a reminder that was held until the night waits for the morning', async () => {
    line.setTime('2023-06-29T19:55:00-07:00');
    for (const desk of line.shell.desks) await onTick(line.shell, desk);
    line.setTime('2023-06-29T20:05:00-07:00');
    await deliver(line.shell);
    expect(line.sent).toEqual([]);
    line.setTime('2023-06-30T07:59:00-07:00');
    await deliver(line.shell);
    expect(line.sent).toEqual([]);
    line.setTime('2023-06-30T08:00:00-07:00');
    await deliver(line.shell);
    expect(subjects(line)).toEqual([reminder(2023)]);
  });

  test('a due date that is moved fires again, once', async () => {
    const moved: TestShellOptions['programme'] = (source) => ({
      ...source,
      renewal: { ...source.renewal, due: '06-15' },
    });
    await tickAt(line, '2023-05-31T09:00:00-07:00');
    expect(line.sent).toHaveLength(1);
    const later = createTestShell(db, { now: '2023-06-01T09:00:00-07:00', programme: moved });
    await tickAt(later, '2023-06-01T09:00:00-07:00');
    await tickAt(later, '2023-06-01T15:00:00-07:00');
    expect(subjects(later)).toEqual([
      'robin@example.org: Renew your Trainer of Record status by Thursday, June 15, 2023, 11:59 PM PDT',
    ]);
  });

  test('a reminder of a date that moved before it was sent is superseded, with the reason', async () => {
    line.setTime('2023-06-23T09:00:00-07:00');
    for (const desk of line.shell.desks) await onTick(line.shell, desk);
    const later = createTestShell(db, {
      now: '2023-06-23T09:01:00-07:00',
      programme: (source) => ({ ...source, renewal: { ...source.renewal, due: '06-29' } }),
    });
    await deliver(later.shell);
    expect(later.sent).toEqual([]);
    expect(await outbox()).toEqual([
      'reminder/term/renewal-due/2023-06-30/-7d: superseded, the date it counts from has moved',
    ]);
  });

  test('who pays between planning and sending is not reminded', async () => {
    line.setTime('2023-06-23T09:00:00-07:00');
    for (const desk of line.shell.desks) await onTick(line.shell, desk);
    await readAt(line, '2023-06-23T09:01:00-07:00', feeMail('2023-06-23T08:00:00-07:00'));
    expect(subjects(line)).toEqual([paidInFull]);
    expect((await outbox())[0]).toBe(
      'reminder/term/renewal-due/2023-06-30/-7d: superseded, the fee was paid on Friday, June 23, 2023',
    );
  });

  test.each([
    [
      'the night that skips an hour',
      { offset: '-110d', at: '02:30' },
      ['2023-03-12T09:55:00Z', '2023-03-12T10:00:00Z', '2023-03-12T10:05:00Z', '2023-03-12T10:30:00Z'],
    ],
    [
      'the night that has one twice',
      { offset: '+128d', at: '01:30' },
      ['2023-11-05T08:25:00Z', '2023-11-05T08:30:00Z', '2023-11-05T09:30:00Z', '2023-11-05T10:30:00Z'],
    ],
  ])('a reminder that is due in %s goes out once', async (_name, { offset, at }, instants) => {
    const night = createTestShell(db, {
      now: '2023-03-01T12:00:00-08:00',
      programme: (source) => ({
        ...source,
        quietHours: { from: '00:00', to: '00:00' },
        renewal: { ...source.renewal, opens: '02-01', lateUntil: '12-31' },
        reminders: [{ ...source.reminders[1], offsets: [offset], at }],
      }),
    });
    for (const instant of instants) await tickAt(night, instant);
    expect(night.sent).toHaveLength(1);
  });
});
