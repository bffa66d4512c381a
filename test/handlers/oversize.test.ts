// A mail that was too large to be fetched: its sender is told which file, staff see what was attached.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { oversizeStandIn } from '../../src/mail/stand-in.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';

/** As the mailbox reader records it: 48 MB, of which 2 are a file that would have been in order. */
function tooLarge(to: string, from = 'Pat Doe <pat@example.org>'): Buffer {
  const header = `Received: from mail.example.org by mx.example.net; Fri, 12 May 2023 10:00:00 -0700\r\nFrom: ${from}\r\nTo: ${to}\r\nSubject: My SOQ\r\nMessage-ID: <large-1@example.org>\r\n\r\n`;
  const outline = {
    type: 'multipart/mixed',
    reportType: null,
    words: [],
    files: [
      { filename: 'soq.pdf', type: 'application/pdf', bytes: 46_000_000 },
      { filename: 'cv.pdf', type: 'application/pdf', bytes: 2_000_000 },
    ],
    more: 0,
  };
  const words = [
    {
      header: Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\n'),
      body: Buffer.from('Here is my SOQ, with all maps.\r\n'),
    },
  ];
  return oversizeStandIn({ header: Buffer.from(header), outline, words }, 66_000_000);
}

describe.each(providers)('a mail that is too large on %s', (provider) => {
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

  test('of an applicant is answered with the files by name and the limit', async () => {
    await pay(line);
    await line.receive(tooLarge(line.sent[0]?.replyTo ?? ''));
    await work(line);
    const text = (line.sent.at(-1)?.text ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('soq.pdf: it is too large; the limit is 9.5 MB a file and 19.1 MB together');
    expect(text).toContain('cv.pdf: it was not read, because the mail as a whole was too large');
    const documents = await db.database.read.document.findMany({ orderBy: { position: 'asc' } });
    expect(documents.map(({ filename, bytes, problem }) => [filename, bytes, problem])).toEqual([
      ['soq.pdf', 46_000_000, 'too-large'],
      ['cv.pdf', 2_000_000, 'too-large'],
    ]);
  });

  test('of a stranger is a card that lists what was attached, and says that it was not read whole', async () => {
    await line.receive(tooLarge('tor@casqa.example', 'Anna Roe <anna@elsewhere.example>'));
    await work(line);
    const facts = new Map(line.posted[0]?.facts);
    expect(facts.get('Attached')).toBe('soq.pdf (43.9 MB)\ncv.pdf (1.9 MB)');
    expect(facts.get('Why you see it')).toContain(
      'the mail was too large to be fetched (62.9 MB): only its text and the list of its files were read',
    );
    expect(facts.get('Text')).toBe('Here is my SOQ, with all maps.');
  });
});
