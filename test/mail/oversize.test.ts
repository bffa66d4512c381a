// A mail over the limit on a real Dovecot: what is recorded of it, and what is read in that.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wordsForBytes } from '../../src/core/soq-limits.ts';
import { readMessage } from '../../src/reading.ts';
import { nested, type Part, rawMail } from '../fixtures/raw-mail.ts';
import { igpTor } from '../support/programme.ts';
import { mailboxSuite } from './mailbox-suite.ts';
import { append, message, withMailProgram } from './watched-mailbox.ts';

const { dovecot, freshUser, open } = mailboxSuite();
const maxBytes = 100_000;
const limits = { ...igpTor.soq, maxBytesEach: 60_000, maxBytesTotal: 90_000 };
const programme = { ...igpTor, soq: limits };

/** What Dovecot gives of these messages, recorded, in their order. */
async function recorded(raws: readonly Buffer[], subjects: readonly string[]): Promise<Buffer[]> {
  const url = dovecot().imapUrl(freshUser());
  await withMailProgram(url, async (client) => {
    for (const raw of raws) await client.append('INBOX', raw);
  });
  const watched = await open(url, { maxBytes });
  await watched.settles([...subjects]);
  return Promise.all(subjects.map((subject) => watched.raw(subject)));
}

async function read(raw: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'torq-oversize-'));
  try {
    const path = join(folder, 'mail.eml');
    writeFileSync(path, raw);
    const rules = { programmes: [programme], authservId: null, mayAskDns: false };
    const internalDate = new Date('2023-05-12T17:00:00Z');
    const result = await readMessage({ path, sha256: null, internalDate, openFiles: true }, rules);
    if (!result.ok) throw new Error(result.reason);
    const { classification, mail, contents } = result;
    return {
      kind: classification.kind,
      reason: classification.reason,
      replyText: classification.replyText,
      files: mail.attachments.map(({ filename, type, bytes, problem, leftBehind = false }) => ({
        filename,
        type,
        kilobytes: Math.round(bytes / 1000),
        problem,
        leftBehind,
      })),
      contents,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const left = (whole: Buffer) =>
  `the mail was too large to be fetched (${wordsForBytes(whole.length)}): only its text and the list of its files were read`;
const head = (subject: string): [string, string][] => [
  ['Received', 'from mail.example.org by mx.example.net; Fri, 12 May 2023 10:00:00 -0700'],
  ['From', 'Pat Doe <pat@example.org>'],
  ['To', 'tor@casqa.example'],
  ['Subject', subject],
  ['Message-ID', '<large-1@example.org>'],
];
const file = (filename: string, type: string, bytes: number): Part => ({
  type,
  filename,
  body: Buffer.alloc(bytes, 'x'),
  encoding: 'base64',
});

test('its text is read, and its files are known by name, type and size', async () => {
  const text = 'H\u00e9llo, here is my SOQ.\n\nPat';
  const body = nested(
    [
      { type: 'text/plain', body: text, encoding: 'quoted-printable' },
      { type: 'text/html', body: `<p>${text}</p>`, encoding: 'base64' },
    ],
    'alternative',
  );
  const files = [
    file('soq.pdf', 'application/octet-stream', 80_000),
    file('r\u00e9sum\u00e9 (1).pdf', 'application/pdf', 20_000),
    file('hall.mp4', 'video/mp4', 5_000),
  ];
  const names = files.map((part) => ({
    ...part,
    filename: Buffer.from(part.filename ?? '').toString('latin1'),
  }));
  const whole = rawMail(head('large'), [body, ...names]);
  const [raw = Buffer.alloc(0)] = await recorded([whole], ['large']);
  expect(raw.length).toBeLessThan(3_000);
  expect(await read(raw)).toEqual({
    kind: 'submission',
    reason: `documents are attached: soq.pdf, r\u00e9sum\u00e9 (1).pdf, hall.mp4; ${left(whole)}`,
    replyText: text,
    files: [
      {
        filename: 'soq.pdf',
        type: 'application/pdf',
        kilobytes: 80,
        problem: 'too-large',
        leftBehind: false,
      },
      {
        filename: 'r\u00e9sum\u00e9 (1).pdf',
        type: 'application/pdf',
        kilobytes: 20,
        problem: 'too-large',
        leftBehind: true,
      },
      {
        filename: 'hall.mp4',
        type: 'video/mp4',
        kilobytes: 5,
        problem: 'unsupported-type',
        leftBehind: false,
      },
    ],
    contents: [],
  });
});

test('what is recorded says first that it is not the whole message, and keeps every field of it', async () => {
  const parts: Part[] = [{ type: 'text/plain', body: 'Hello' }, file('soq.pdf', 'application/pdf', 90_000)];
  const whole = rawMail(head('marked'), parts);
  const [raw = Buffer.alloc(0)] = await recorded([whole], ['marked']);
  const lines = raw.toString('latin1').split('\r\n');
  const header = whole.toString('latin1').split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  expect(lines.slice(0, 2 + header.length)).toEqual([
    `X-Torq-Oversize: ${whole.length}; files=1`,
    // By its size in base64, which Dovecot lists: to within a few bytes.
    'X-Torq-Not-Fetched: 89998 application/pdf soq.pdf',
    ...header.map((line) => line.replace(/^(?=MIME-Version|Content-Type)/, 'X-Torq-Original-')),
  ]);
  expect(raw.toString('latin1')).toContain(`\r\n\r\n(${whole.length} bytes, not fetched as a whole)\r\n`);
});

test('two under one Message-ID remain two mails, and the sender cannot write the marks', async () => {
  const extra = 'X-Torq-Oversize: 7; files=1\r\nX-Torq-Not-Fetched: 1 application/pdf a.pdf\r\n';
  const texts = [100_001, 100_002].map((size) =>
    message(`of ${size}`, { messageId: '<same@people.example>', extra, body: 'x'.repeat(size) }),
  );
  const url = dovecot().imapUrl(freshUser());
  await append(url, [...texts, message('small', { extra })]);
  const watched = await open(url, { maxBytes });
  await watched.settles(['of 100001', 'of 100002', 'small']);
  const { files } = await read(await watched.raw('of 100001'));
  expect(files.map(({ filename, problem }) => [filename, problem])).toEqual([
    ['your message with its attachments', 'too-large'],
  ]);
  expect((await read(await watched.raw('small'))).files).toEqual([]);
});

test('a text of many megabytes keeps its beginning', async () => {
  const line = 'A long report of what happened.\r\n';
  const [raw = Buffer.alloc(0)] = await recorded(
    [rawMail(head('long text'), [{ type: 'text/plain', body: line.repeat(30_000), encoding: 'base64' }])],
    ['long text'],
  );
  expect(raw.length).toBeLessThan(300_000);
  const { replyText } = await read(raw);
  expect(replyText.startsWith(line.trim())).toBe(true);
  expect(replyText.length).toBeGreaterThan(150_000);
});

test('a bounce that brings back a large mail is a bounce', async () => {
  const fields =
    'Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; anna@example.org\nAction: failed\nStatus: 5.3.4\n';
  const inside = `Message-ID: <torq.ab12.f00d@casqa.example>\r\nTo: anna@example.org\r\n\r\n${'x'.repeat(76)}\r\n`;
  const raw = rawMail(
    [
      ['From', 'MAILER-DAEMON@mx.example.net'],
      ['To', 'tor@casqa.example'],
      ['Subject', 'returned'],
    ],
    [
      { type: 'text/plain', body: 'It could not be delivered.' },
      { type: 'message/delivery-status', body: fields },
      { type: 'message/rfc822', body: inside + `${'y'.repeat(76)}\r\n`.repeat(2_000) },
    ],
    'report; report-type=delivery-status',
  );
  const [kept = Buffer.alloc(0)] = await recorded([raw], ['returned']);
  expect(await read(kept)).toMatchObject({
    kind: 'bounce',
    reason: `delivery report (RFC 3464): anna@example.org failed 5.3.4; ${left(raw)}`,
  });
});

test('a file alone, with no word beside it, is named', async () => {
  const parts = [file('soq.pdf', 'application/pdf', 120_000)];
  const [raw = Buffer.alloc(0)] = await recorded([rawMail(head('alone'), parts)], ['alone']);
  expect(await read(raw)).toMatchObject({
    kind: 'submission',
    files: [{ filename: 'soq.pdf', problem: 'too-large' }],
  });
});
