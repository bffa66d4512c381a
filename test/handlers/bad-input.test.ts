// What nobody should send and everybody does: it is recorded, answered or parked with a reason, and the rest go on.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { pdf } from '../fixtures/pdf.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, work } from '../support/story.ts';

const instructions = 'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT';
const person = [
  ['From', 'Pat Doe <pat@example.org>'],
  ['To', 'tor@casqa.example'],
] as const;
const plain = (body: string, fields: readonly (readonly [string, string])[] = person) =>
  rawMail([...fields, ['Subject', 'A question']], [{ type: 'text/plain', body, encoding: '8bit' }]);

describe.each(providers)('bad input on %s', (provider) => {
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

  const kinds = async () => (await kept(db.database)).mails;
  const at = (minutes: number) =>
    new Date(Date.parse('2023-05-12T12:00:00-07:00') + minutes * 60_000).toISOString();
  const workAt = async (minutes: number) => {
    line.setTime(at(minutes));
    await work(line);
  };

  test.each<[string, Buffer, string]>([
    ['nothing at all', Buffer.alloc(0), 'unreadable: decided'],
    ['no header fields', Buffer.from('\r\n\r\nhello'), 'unreadable: decided'],
    [
      'bytes that are no mail',
      Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7) % 256)),
      'unreadable: decided',
    ],
    ['no sender', plain('Hello?', [['To', 'tor@casqa.example']]), 'question: decided'],
    [
      'two senders',
      plain('Hello?', [...person, ['From', 'Mallory <m@elsewhere.example>']]),
      'question: decided',
    ],
    [
      'NUL characters',
      plain('a\0b', [['From', '=?utf-8?Q?Pat=00Doe?= <pat@example.org>']]),
      'question: decided',
    ],
    [
      'a text that is cut in the middle of a character',
      plain(`${'x'.repeat(2399)}\u{1f600}`),
      'question: decided',
    ],
    [
      'a very long subject',
      plain('Hello?', [...person, ['Subject', 'x'.repeat(50_000)]]),
      'question: decided',
    ],
  ])('a message with %s goes to staff, and the next mail is processed', async (_name, raw, verdict) => {
    await line.receive(raw);
    await pay(line);
    expect(await kinds()).toEqual([verdict, 'payment: decided'].toSorted());
    expect(subjects(line)).toEqual([instructions]);
    expect(line.posted.map(({ kind }) => kind)).toEqual([
      verdict.startsWith('question') ? 'question' : 'mail-review',
    ]);
  });

  test('an HTML bomb is read in bounded time', async () => {
    const html = `${'<div><table><tr><td>'.repeat(40_000)}Hello${'<a href="x">y</a>'.repeat(60_000)}`;
    await line.receive(rawMail([...person, ['Subject', 'Hi']], [{ type: 'text/html', body: html }]));
    const before = performance.now();
    await work(line);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(await kinds()).toEqual(['question: decided']);
  });

  test('an empty PDF is answered with what to mend', async () => {
    await pay(line);
    const empty = { filename: 'soq.pdf', type: 'application/pdf', content: Buffer.alloc(0) };
    await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '', attachments: [empty] }));
    await work(line);
    expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: incomplete, in-time']);
    expect(line.sent.at(-1)?.text).toContain('soq.pdf: the file is empty; please attach it again');
    expect(line.posted).toEqual([]);
  });

  test('forty files of which some are broken are all named', async () => {
    await pay(line);
    const good = await pdf(1);
    const attachments = Array.from({ length: 40 }, (_, index) => ({
      filename: `part ${index + 1}.pdf`,
      type: 'application/pdf',
      content: index % 20 === 0 ? good.subarray(0, 60) : good,
    }));
    await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '', attachments }));
    await work(line);
    const text = line.sent.at(-1)?.text ?? '';
    expect(
      ['part 1.pdf: the file', 'part 21.pdf: the file', 'part 2.pdf: '].map((part) => text.includes(part)),
    ).toEqual([true, true, false]);
  });

  describe('a mail whose content is gone from the disk', () => {
    const retries = [0, 1, 6, 26, 86];
    let lost: { from: string; to: string };

    beforeEach(async () => {
      await line.receive(
        await applicantMail({ to: 'tor@casqa.example', attachments: [], text: 'When is it due?' }),
      );
      const row = await db.database.read.inboundMail.findFirstOrThrow();
      const blobs = join(db.folder, 'blobs', row.sha256.slice(0, 2));
      lost = { from: join(blobs, row.sha256), to: join(db.folder, 'taken-away') };
      renameSync(lost.from, lost.to);
    });

    test('is parked after five tries with a card, and the rest go on', async () => {
      await line.receive(orderMail());
      for (const minutes of retries.slice(0, 4)) await workAt(minutes);
      expect(await kinds()).toEqual(['not classified: recorded', 'payment: decided']);
      expect(line.posted).toEqual([]);
      expect(subjects(line)).toEqual([instructions]);
      await workAt(86);
      await workAt(500);
      expect(await kinds()).toEqual(['not classified: parked', 'payment: decided']);
      expect(line.posted.map(({ kind, title }) => ({ kind, title }))).toEqual([
        { kind: 'mail-parked', title: 'A mail could not be processed and is parked' },
      ]);
      expect(line.posted[0]?.facts[0]).toEqual(['What happened', expect.stringContaining('ENOENT')]);
    });

    test('is not tried again before its time', async () => {
      await workAt(0);
      await workAt(0.5);
      expect((await db.database.read.inboundMail.findFirst())?.attempts).toBe(1);
    });

    test('is decided when staff let it be tried again after the cause is mended', async () => {
      for (const minutes of retries) await workAt(minutes);
      renameSync(lost.to, lost.from);
      expect(await click(line, 'retry', { kind: 'mail-parked' })).toEqual({
        kind: 'stands',
        tell: 'Trying again now.',
      });
      await work(line);
      expect(await kinds()).toEqual(['question: decided']);
    });

    test('and is still gone is parked again, and asked about again', async () => {
      for (const minutes of retries) await workAt(minutes);
      await click(line, 'retry', { kind: 'mail-parked' });
      for (const minutes of retries) await workAt(200 + minutes);
      expect(line.posted.map(({ kind }) => kind)).toEqual(['mail-parked', 'mail-parked']);
    });
  });

  describe('a payment mail whose sender cannot be looked up for the moment', () => {
    const trace = [
      ['Authentication-Results', 'mx.example.net; dkim=temperror header.d=casqa.example'],
    ] as const;

    test('waits, and then is shown to staff as not authenticated', async () => {
      await line.receive(orderMail({ trace }));
      for (const minutes of [0, 1, 6, 26]) await workAt(minutes);
      expect(await kinds()).toEqual(['not classified: recorded']);
      expect(line.posted).toEqual([]);
      await workAt(86);
      expect(await kinds()).toEqual(['payment-lookalike: decided']);
      expect(line.posted.map(({ kind }) => kind)).toEqual(['mail-review']);
      expect(await kept(db.database)).toMatchObject({ people: [], payments: [] });
    });
  });
});
