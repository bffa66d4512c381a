// What goes out: once, still right, or not at all. Each test is named after what went wrong in systems before this one.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { recover, releaseAllowed } from '../../src/handlers/recover.ts';
import { holdAllMail, resumeMail } from '../../src/store/holds.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const paid = { instant: '2023-05-01T10:00:00-07:00' };

describe.each(providers)('sending on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-01T12:00:00-07:00' });
  });

  const tick = async (test: TestShell, instant: string) => {
    test.setTime(instant);
    const [desk] = test.shell.desks;
    if (desk === undefined) throw new Error('no desk');
    await onTick(test.shell, desk);
    await deliver(test.shell);
  };
  const statuses = async () =>
    (await db.database.read.outboxItem.findMany({ where: { channel: 'mail' } }))
      .map(({ message, status, statusReason }) => ({ message, status, statusReason }))
      .toSorted((a, b) => (a.message ?? '').localeCompare(b.message ?? ''));

  test('torq dies after the mail server has said 250: unknown, a card asks, and nothing goes out by itself', async () => {
    // The mail server has taken it; the process never gets to write that down.
    line.answers.push(() => new Promise(() => undefined));
    await line.receive(orderMail(paid));
    void work(line);
    await expect.poll(() => line.sent.length).toBe(1);
    const next = createTestShell(db, { now: '2023-05-01T12:04:00-07:00', owner: 'next' });
    await recover(next.shell);
    await work(next);
    expect(await statuses()).toEqual([{ message: 'instructions', status: 'sending', statusReason: null }]);
    next.setTime('2023-05-01T12:06:00-07:00');
    await recover(next.shell);
    await work(next);
    await work(next);
    expect(next.sent).toEqual([]);
    expect(next.posted.map(({ kind, title }) => ({ kind, title }))).toEqual([
      { kind: 'outbox-unknown', title: 'A mail may or may not have gone out' },
    ]);
    expect(await click(next, 'send-again', { kind: 'outbox-unknown' })).toEqual({
      kind: 'stands',
      tell: 'It will be sent again now, with the same Message-ID.',
    });
    await work(next);
    expect(next.sent.map(({ messageId }) => messageId)).toEqual(line.sent.map(({ messageId }) => messageId));
  });

  test('"it went out" settles an unknown mail without sending it', async () => {
    line.answers.push({
      kind: 'unknown',
      error: 'the connection was lost after the message was handed over',
    });
    await pay(line, paid);
    await click(line, 'went-out', { kind: 'outbox-unknown' });
    await work(line);
    expect(line.sent.length).toBe(1);
    expect(await statuses()).toEqual([
      { message: 'instructions', status: 'sent', statusReason: 'U01APPROVER says it went out' },
    ]);
  });

  test('two schedulers at once make one reminder', async () => {
    await pay(line, paid);
    // On SQLite a second connection of the same process would wait for the first one without letting it go on.
    const database = () => (provider === 'sqlite' ? db.database : db.openAgain());
    const others = [1, 2, 3].map((index) =>
      createTestShell(
        { ...db, database: database() },
        { now: '2023-05-01T12:00:00-07:00', owner: `other ${index}` },
      ),
    );
    await Promise.all([line, ...others].map((entry) => tick(entry, '2023-05-12T09:05:00-07:00')));
    expect([line, ...others].flatMap(subjects).filter((subject) => subject.includes('Reminder'))).toEqual([
      'pat@example.org: Reminder: your SOQ has to reach us by Friday, May 19, 2023, 4:00 PM PDT',
    ]);
  });

  test('an SOQ that comes between planning and sending supersedes the reminder, with the reason', async () => {
    await pay(line, paid);
    await holdAllMail(db.database, { by: 'test', reason: 'wait', now: line.shell.now() });
    await tick(line, '2023-05-12T09:05:00-07:00');
    await submit(line);
    await resumeMail(db.database, { by: 'test', now: line.shell.now() });
    await deliver(line.shell);
    expect(await statuses()).toEqual([
      { message: 'instructions', status: 'sent', statusReason: null },
      { message: 'soq-received', status: 'sent', statusReason: null },
      {
        message: 'soq-reminder',
        status: 'superseded',
        statusReason: 'the SOQ came on Friday, May 12, 2023, 10:00 AM PDT',
      },
    ]);
  });

  test('a reminder that waited until its time has passed is superseded', async () => {
    await pay(line, paid);
    await holdAllMail(db.database, { by: 'test', reason: 'wait', now: line.shell.now() });
    await tick(line, '2023-05-12T09:05:00-07:00');
    line.setTime('2023-05-20T09:00:00-07:00');
    await resumeMail(db.database, { by: 'test', now: line.shell.now() });
    await deliver(line.shell);
    expect((await statuses())[1]).toEqual({
      message: 'soq-reminder',
      status: 'superseded',
      statusReason: 'its time has passed',
    });
  });

  test('after downtime over several rungs one reminder goes out, not the series; the next ones come in their turn', async () => {
    await pay(line, paid);
    await tick(line, '2023-05-17T10:00:00-07:00');
    await tick(line, '2023-05-17T10:05:00-07:00');
    await tick(line, '2023-05-18T10:00:00-07:00');
    expect(
      (await db.database.read.outboxItem.findMany({ where: { message: 'soq-reminder' } })).map(({ key }) =>
        key.replace(/application-[a-z2-7]+/, 'X'),
      ),
    ).toEqual(['reminder/X/soq-missing/2023-05-19/-2d']);
  });

  test('all mail can be stopped and let go again, and staff cards still go out meanwhile', async () => {
    await holdAllMail(db.database, { by: 'test', reason: 'something is wrong', now: line.shell.now() });
    await pay(line, paid);
    await pay(line, { ...paid, number: '9', items: [{ name: 'A mug', sku: null, quantity: 1, cents: 900 }] });
    expect(subjects(line)).toEqual([]);
    expect(line.posted.map(({ title }) => title)).toEqual(['A payment needs your eyes']);
    await resumeMail(db.database, { by: 'test', now: line.shell.now() });
    await work(line);
    expect(subjects(line).length).toBe(1);
  });

  test('without MAIL_RECIPIENTS nobody is mailed: mails are held, and go out when their address is on the list', async () => {
    const careful = createTestShell(db, { now: '2023-05-01T12:00:00-07:00', isAllowed: () => false });
    await pay(careful, paid);
    expect(careful.sent).toEqual([]);
    expect(await statuses()).toEqual([
      { message: 'instructions', status: 'held', statusReason: 'this address is not on MAIL_RECIPIENTS' },
    ]);
    expect(await releaseAllowed(line.shell)).toBe(1);
    await work(line);
    expect(subjects(line).length).toBe(1);
  });

  test('a temporary answer is tried again later, a permanent one is shown to staff and never tried again', async () => {
    line.answers.push({ kind: 'retry', error: '450 busy' }, { kind: 'failed', error: '550 no such user' });
    await pay(line, paid);
    expect(line.sent.length).toBe(1);
    line.setTime('2023-05-01T12:02:00-07:00');
    await work(line);
    line.setTime('2023-05-02T12:00:00-07:00');
    await work(line);
    expect(line.sent.length).toBe(2);
    expect(await statuses()).toEqual([
      { message: 'instructions', status: 'failed', statusReason: '550 no such user' },
    ]);
    expect(line.posted.map(({ title }) => title)).toEqual(['A mail could not be sent']);
  });

  test('two days without a mail server lose nothing, and a mail that failed can be sent again by hand', async () => {
    line.answers.push(...Array(60).fill({ kind: 'retry', error: 'connect ECONNREFUSED' }), {
      kind: 'failed',
      error: '550 no',
    });
    await pay(line, paid);
    for (let hour = 1; hour <= 62; hour += 1) {
      line.setTime(new Date(Date.parse('2023-05-01T12:00:00-07:00') + hour * 3_600_000).toISOString());
      await work(line);
    }
    expect(await statuses()).toEqual([{ message: 'instructions', status: 'failed', statusReason: '550 no' }]);
    expect(await click(line, 'send-again', { kind: 'mail-failed' })).toEqual({
      kind: 'stands',
      tell: 'It will be sent again now, with the same Message-ID.',
    });
    await work(line);
    expect(await statuses()).toMatchObject([{ message: 'instructions', status: 'sent' }]);
  });

  test('a flush that is asked for twice at once sends each mail once', async () => {
    for (const number of ['1', '2', '3', '4', '5'])
      await line.receive(
        orderMail({ ...paid, number, payer: { first: 'P', last: number, email: `p${number}@example.org` } }),
      );
    await Promise.all([work(line), work(line), work(line)]);
    await work(line);
    expect(line.sent.map(({ to }) => to).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `p${n}@example.org`));
  });
});
