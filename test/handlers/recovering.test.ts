// What a crash or a bug leaves half done is brought to an end, by torq or by a person, and stops nothing else.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SendResult } from '../../src/core/outgoing.ts';
import { TransientError } from '../../src/errors.ts';
import { decideMails } from '../../src/handlers/decide-mails.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { recover } from '../../src/handlers/recover.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const robin = { payer: { first: 'Robin', last: 'Roe', email: 'robin@example.org' }, number: '4900' };

describe.each(providers)('recovering on %s', (provider) => {
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

  const statusOf = async (message: string) =>
    (await db.database.read.outboxItem.findFirst({ where: { message } }))?.status;
  const later = async (time: string) => {
    line.setTime(`2023-05-12T${time}:00-07:00`);
    await recover(line.shell);
    await work(line);
  };
  const unknowns = () => line.posted.filter(({ kind }) => kind === 'outbox-unknown').length;

  test('a mail that is unknown, sent again and unknown again is asked about again', async () => {
    line.answers.push(
      { kind: 'unknown', error: 'connection lost' },
      { kind: 'unknown', error: 'lost again' },
    );
    await pay(line);
    expect([unknowns(), await statusOf('instructions')]).toEqual([1, 'unknown']);
    await later('12:05');
    await click(line, 'send-again', { kind: 'outbox-unknown' });
    await work(line);
    expect([unknowns(), await statusOf('instructions')]).toEqual([2, 'unknown']);
    await click(line, 'went-out', { kind: 'outbox-unknown' });
    await later('12:10');
    expect(await statusOf('instructions')).toBe('sent');
    expect(line.sent).toHaveLength(2);
    expect(new Set(line.sent.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('a sender that comes back after its lease was given up writes nothing over what staff were asked', async () => {
    const answer = Promise.withResolvers<SendResult>();
    line.answers.push(() => answer.promise);
    await line.receive(orderMail());
    const slow = work(line);
    await expect.poll(() => line.sent.length).toBe(1);
    const next = createTestShell(db, { now: '2023-05-12T12:06:00-07:00', owner: 'next' });
    await recover(next.shell);
    answer.resolve({ kind: 'sent', reply: '250 at last' });
    await slow;
    expect(await statusOf('instructions')).toBe('unknown');
    expect([line, next].flatMap(({ sent }) => sent)).toHaveLength(1);
  });

  test('a bug with one mail stops no other, and the mail is asked about when its lease has run out', async () => {
    line.answers.push(() => Promise.reject(new TypeError('nobody foresaw this')));
    await line.receive(orderMail());
    await line.receive(orderMail(robin));
    await work(line);
    expect(line.sent.map(({ to }) => to).toSorted()).toEqual(['pat@example.org', 'robin@example.org']);
    await later('12:04');
    expect(unknowns()).toBe(0);
    await later('12:06');
    expect(unknowns()).toBe(1);
    expect(line.sent).toHaveLength(2);
  });

  test('mails and cards of a programme that is not loaded wait until it is there again', async () => {
    await line.receive(orderMail());
    await line.receive(orderMail({ ...robin, kind: 'refunded' }));
    await decideMails(line.shell);
    const other = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    other.shell.desks = [];
    await deliver(other.shell);
    line.setTime('2023-05-12T13:00:00-07:00');
    await work(line);
    expect([other.sent, other.posted]).toEqual([[], []]);
    expect([line.sent.length, line.posted.length]).toEqual([1, 1]);
  });

  test('documents go into the thread of their card, right behind it', async () => {
    await pay(line);
    await submit(line);
    await submit(line, '<soq-2@example.org>');
    expect(line.uploaded).toEqual([
      { place: { channel: 'C012TORBOT', ts: '1000.0' }, filenames: ['soq.pdf'] },
      { place: { channel: 'C012TORBOT', ts: '1000.1' }, filenames: ['soq.pdf'] },
    ]);
  });

  test('a card that was answered before it could be posted is not posted, nor are its documents', async () => {
    await pay(line);
    line.postErrors.push(new TransientError('Slack is down'));
    await submit(line);
    line.setTime('2023-05-12T12:00:20-07:00');
    await deliver(line.shell);
    await submit(line, '<soq-2@example.org>');
    for (const time of ['12:05', '12:10', '13:00']) await later(time);
    expect(line.posted.map(({ facts, answered }) => [new Map(facts).get('Version'), answered])).toEqual([
      ['2', null],
    ]);
    expect(line.uploaded).toHaveLength(1);
    const open = await db.database.read.outboxItem.count({
      where: { status: { in: ['pending', 'sending'] } },
    });
    expect(open).toBe(0);
  });

  test('a card whose poster died is looked for before it is posted again', async () => {
    await pay(line);
    const { post } = line.shell.staff;
    line.shell.staff.post = async (prompt) => {
      await post(prompt);
      return new Promise(() => undefined);
    };
    void submit(line);
    await expect.poll(() => line.posted.length).toBe(1);
    line.shell.staff.post = post;
    await later('12:06');
    expect(line.posted).toHaveLength(1);
    expect(line.uploaded.map(({ place }) => place.ts)).toEqual(['1000.0']);
    const prompt = await db.database.read.prompt.findFirst();
    expect([prompt?.cardChannel, prompt?.cardTs]).toEqual(['C012TORBOT', '1000.0']);
  });

  test('a card that cannot be drawn again is drawn at the next round', async () => {
    await pay(line);
    await submit(line);
    await click(line, 'approve');
    const { redraw } = line.shell.staff;
    line.shell.staff.redraw = () => Promise.reject(new TransientError('Slack is down'));
    await work(line);
    line.shell.staff.redraw = redraw;
    await work(line);
    await work(line);
    expect(line.redrawn.map(({ answered }) => answered?.choice)).toEqual(['approve']);
  });

  test('an address that bounced before its mail was sent gets none, and staff are told', async () => {
    await line.receive(orderMail());
    const quiet = createTestShell(db, { now: '2023-05-12T12:00:00-07:00', isAllowed: () => false });
    await work(quiet);
    expect(await statusOf('instructions')).toBe('held');
    const { database } = db;
    await database.write(async (tx) => {
      await tx.address.updateMany({ data: { bouncedAt: new Date('2023-05-12T19:01:00Z') } });
      await tx.outboxItem.updateMany({ data: { status: 'pending' } });
    });
    await work(line);
    const [item] = await database.read.outboxItem.findMany({ where: { channel: 'mail' } });
    expect([item?.status, item?.statusReason]).toEqual([
      'failed',
      'mail to this address bounced on Friday, May 12, 2023, 12:01 PM PDT',
    ]);
    expect(subjects(line)).toEqual([]);
    expect(line.posted.map(({ title }) => title)).toEqual(['A mail could not be sent']);
  });
});
