// Decisions that wait are said again, in working hours, and to more people after a while.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TransientError } from '../../src/errors.ts';
import { planNudges } from '../../src/handlers/plan-nudges.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, submit, work } from '../support/story.ts';

describe.each(providers)('a decision that waits, on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, {
      now: '2023-05-10T12:00:00-07:00',
      programme: (source) => ({
        ...source,
        slack: {
          ...source.slack,
          approvers: ['U01', 'U02', 'U03'],
          quorum: 2,
          finalApprover: 'UED',
          waiting: {
            afterHours: 24,
            escalateAfterHours: 72,
            escalateTo: ['UBOSS'],
            from: '09:00',
            to: '17:00',
          },
        },
      }),
    });
    await pay(line);
    await submit(line);
  });

  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) await planNudges(line.shell, desk);
    await work(line);
  };
  const said = () => line.replies.map(({ words }) => words);

  test('is said again under its card once a working day, to those whose vote is missing', async () => {
    await tick('2023-05-11T11:59:00-07:00');
    expect(said()).toEqual([]);
    await click(line, 'approve', { by: 'U01' });
    await tick('2023-05-11T12:00:00-07:00');
    await tick('2023-05-11T12:05:00-07:00');
    expect(line.replies).toEqual([
      {
        ts: '1000.0',
        words:
          'This SOQ has been waiting for a decision since Wednesday, May 10, 2023, 12:00 PM PDT. <@U02> <@U03>\n1 of 2 to approve: <@U01>',
      },
    ]);
    await tick('2023-05-12T09:00:00-07:00');
    expect(said()).toHaveLength(2);
  });

  test('is not said in the evening, at night or at the weekend', async () => {
    for (const at of ['11T17:00', '11T23:00', '12T08:55', '13T12:00', '14T12:00'])
      await tick(`2023-05-${at}:00-07:00`);
    expect(said()).toEqual([]);
  });

  test('is said to others as well after three days', async () => {
    await tick('2023-05-15T09:00:00-07:00');
    expect(said()).toEqual([
      'This SOQ has been waiting for a decision since Wednesday, May 10, 2023, 12:00 PM PDT. <@U01> <@U02> <@U03> <@UBOSS>',
    ]);
  });

  test('is said to the final approver alone once the committee has recommended', async () => {
    await click(line, 'approve', { by: 'U01' });
    await click(line, 'approve', { by: 'U02' });
    await tick('2023-05-11T12:00:00-07:00');
    expect(said()[0]).toContain('PDT. <@UED>\n');
  });

  test('is not said any more once it is decided, also when Slack was down meanwhile', async () => {
    const { reply } = line.shell.staff;
    line.shell.staff.reply = async () => {
      throw new TransientError('Slack could not be reached');
    };
    await tick('2023-05-11T12:00:00-07:00');
    await click(line, 'decline', { by: 'U01', reason: 'x' });
    await click(line, 'decline', { by: 'U02', reason: 'x' });
    await click(line, 'decline', { by: 'UED', reason: 'x' });
    line.shell.staff.reply = reply;
    await tick('2023-05-11T12:10:00-07:00');
    expect(said()).toEqual([]);
    const nudges = await db.database.read.outboxItem.findMany({ where: { message: 'nudge' } });
    expect(nudges.map(({ status, statusReason }) => `${status}: ${statusReason}`)).toEqual([
      'superseded: it was answered before it was said again',
    ]);
  });
});
