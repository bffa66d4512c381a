import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ParkedMail } from '../../src/handlers/retry-mails.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, readyCard } from '../support/drafts.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { work } from '../support/story.ts';
import { torq } from '../support/torq.ts';

// Each command is a process of its own, and a busy machine starts it in seconds.
vi.setConfig({ testTimeout: 120_000 });

const question = (subject: string) =>
  rawMail(
    [
      ['From', 'Pat Doe <pat@example.org>'],
      ['To', 'tor@casqa.example'],
      ['Subject', subject],
    ],
    [{ type: 'text/plain', body: `${subject}?`, encoding: '8bit' }],
  );

describe.each(providers)('parked mails on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;
  let env: Record<string, string>;

  beforeAll(async () => {
    db = await freshDatabase(provider);
    env = { DATABASE_URL: db.url, DATA_DIR: db.folder };
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
  });

  /** A mail that could not be decided five times over. */
  const park = async (subject: string): Promise<string> => {
    const readMail = line.shell.readMail;
    line.shell.readMail = () => Promise.reject(new Error('a bug\nwith a second line'));
    const id = await line.receive(question(subject));
    for (const minutes of [0, 1, 6, 26, 86]) {
      line.setTime(new Date(Date.parse('2023-05-12T12:00:00-07:00') + minutes * 60_000).toISOString());
      await work(line);
    }
    line.shell.readMail = readMail;
    line.setTime('2023-05-12T12:00:00-07:00');
    return id;
  };

  test('are listed with who, what, since when and why; for programs as JSON', async () => {
    expect(await torq(['parked'], env)).toEqual({ status: 0, stdout: 'no mail is parked\n', stderr: '' });
    const id = await park('When\u001b[2J is it due');
    const lines = `${id}  parked Friday, May 12, 2023, 1:26 PM PDT
    from      Pat Doe <pat@example.org>
    subject   When [2J is it due
    received  Friday, May 12, 2023, 12:00 PM PDT
    why       a bug
`;
    expect((await torq(['parked'], env)).stdout).toBe(lines);
    expect((await torq(['retry'], env)).stdout).toBe(lines);
    expect(JSON.parse((await torq(['parked', '--json'], env)).stdout)).toEqual([
      {
        id,
        parkedAt: '2023-05-12T20:26:00.000Z',
        receivedAt: '2023-05-12T19:00:00.000Z',
        from: 'Pat Doe <pat@example.org>',
        subject: 'When [2J is it due',
        why: 'a bug\nwith a second line',
      },
    ]);
    expect((await kept(db.database)).mails).toEqual(['not classified: parked']);
  });

  test('are tried again by id; the card says who did, without buttons', async () => {
    const id = await park('When is it due');
    const other = await park('Where');
    // Another open question about the same mail is not this one's.
    const review = readyCard({ kind: 'mail-review', inboundMailId: id });
    await keep(db.database, review);
    expect(await torq(['retry', id], env)).toEqual({
      status: 0,
      stdout: `${id}: will be tried again within a minute\n`,
      stderr: '',
    });
    line.setTime(new Date(Date.now() + 60_000).toISOString());
    await work(line);
    expect((await kept(db.database)).mails).toEqual(['not classified: parked', 'question: decided']);
    expect(line.redrawn.map(({ kind, answered }) => [kind, answered?.by, answered?.reason])).toEqual([
      ['mail-parked', 'torq', 'tried again from the command line'],
    ]);
    expect(await db.database.read.prompt.findUnique({ where: { id: review.prompt.id } })).toMatchObject({
      answeredAt: null,
    });
    const history = await db.database.read.history.findMany({ where: { event: 'mail-retried' } });
    expect(history.map(({ by, reason }) => [by, reason])).toEqual([
      ['operator', 'tried again from the command line'],
    ]);
    expect(await torq(['retry', id, 'nothing', other], env)).toEqual({
      status: 1,
      stdout: `${other}: will be tried again within a minute\n`,
      stderr: `torq: the mail ${id} is not parked: it has been decided\ntorq: no mail with the id nothing is known\n`,
    });
  });

  test('are tried again all at once, also when the content of one is gone', async () => {
    const [one, other] = [await park('One'), await park('Other')];
    await db.database.write((tx) =>
      tx.inboundMail.update({ where: { id: one }, data: { sha256: 'a'.repeat(64) } }),
    );
    const listed: ParkedMail[] = JSON.parse((await torq(['parked', '--json'], env)).stdout);
    expect(listed.map(({ id, from, subject }) => [id, from, subject]).toSorted()).toEqual(
      [
        [one, null, null],
        [other, 'Pat Doe <pat@example.org>', 'Other'],
      ].toSorted(),
    );
    expect((await torq(['retry', one, '--all-parked'], env)).status).toBe(2);
    expect((await torq(['retry', '--all-parked'], env)).stdout.trim().split('\n').toSorted()).toEqual(
      [one, other].toSorted().map((id) => `${id}: will be tried again within a minute`),
    );
    expect((await torq(['retry', '--all-parked'], env)).stdout).toBe('no mail is parked\n');
  });
});
