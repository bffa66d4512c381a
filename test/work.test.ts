import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SendResult } from '../src/core/outgoing.ts';
import { createWorker, type Worker } from '../src/work.ts';
import { rawMail } from './fixtures/raw-mail.ts';
import { orderMail } from './fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from './support/database.ts';
import { kept } from './support/kept.ts';
import { createTestShell, type TestShell } from './support/shell.ts';
import { click } from './support/story.ts';

const question = rawMail(
  [
    ['From', 'Pat Doe <pat@example.org>'],
    ['To', 'tor@casqa.example'],
    ['Subject', 'A question'],
  ],
  [{ type: 'text/plain', body: 'When is it due?', encoding: '8bit' }],
);

describe.each(providers)('the work on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  let worker: Worker;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    worker = createWorker(line.shell);
  });
  afterEach(() => worker.stop());

  test('a mail server that takes its time holds up neither a decision, nor a card, nor its redrawing', async () => {
    const answer = Promise.withResolvers<SendResult>();
    line.answers.push(() => answer.promise);
    await line.receive(orderMail());
    worker.kick();
    await expect.poll(() => line.sent.length).toBe(1);
    await line.receive(question);
    worker.kick();
    await expect.poll(() => line.posted.map(({ kind }) => kind)).toEqual(['question']);
    await click(line, 'no-answer', { kind: 'question' });
    worker.kick();
    await expect.poll(() => line.redrawn.map(({ answered }) => answered?.choice)).toEqual(['no-answer']);
    expect((await kept(db.database)).mails).toEqual(['payment: decided', 'question: decided']);
    answer.resolve({ kind: 'sent', reply: '250 at last' });
    await worker.stop();
    expect((await db.database.read.outboxItem.findMany()).map(({ status }) => status)).toEqual([
      'sent',
      'sent',
    ]);
  });

  test('Slack that takes its time holds up neither a decision nor a mail', async () => {
    const post = line.shell.staff.post;
    const open = Promise.withResolvers<void>();
    line.shell.staff.post = async (prompt) => {
      await open.promise;
      return post(prompt);
    };
    await line.receive(question);
    worker.kick();
    await expect.poll(async () => (await kept(db.database)).mails).toEqual(['question: decided']);
    await line.receive(orderMail());
    worker.kick();
    await expect.poll(() => line.sent.length).toBe(1);
    expect(line.posted).toEqual([]);
    open.resolve();
    await worker.stop();
    expect(line.posted).toHaveLength(1);
  });

  test('what a round leaves to be done is done without another request', async () => {
    line.answers.push({ kind: 'unknown', error: 'the connection was lost' });
    await line.receive(orderMail());
    worker.kick();
    await expect.poll(() => line.posted.map(({ kind }) => kind)).toEqual(['outbox-unknown']);
  });

  test('stopping waits for what is under way and begins nothing else', async () => {
    const answer = Promise.withResolvers<SendResult>();
    line.answers.push(() => answer.promise);
    await line.receive(orderMail());
    worker.kick();
    await expect.poll(() => line.sent.length).toBe(1);
    await line.receive(question);
    const stopped = worker.stop();
    worker.kick();
    answer.resolve({ kind: 'sent', reply: '250 at last' });
    await stopped;
    expect((await kept(db.database)).mails).toEqual(['not classified: recorded', 'payment: decided']);
  });

  test('a step that fails keeps the others going', async () => {
    const { database } = line.shell;
    line.shell.database = { ...database, write: () => Promise.reject(new Error('the disk is full')) };
    await line.receive(question);
    worker.kick();
    await new Promise((done) => setTimeout(done, 50));
    line.shell.database = database;
    await expect
      .poll(() => {
        // A try that is noted as failed only now is made again later, however late that note is.
        line.setTime(new Date(line.shell.now().getTime() + 3_600_000).toISOString());
        worker.kick();
        return line.posted.length;
      })
      .toBe(1);
  });
});
