// An SOQ in several mails, in a winmail.dat, in a zip: what the applicant and staff see of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { lockedPdf, pdf } from '../fixtures/pdf.ts';
import { tnef } from '../fixtures/tnef.ts';
import { zip } from '../fixtures/zip.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, subjects, work } from '../support/story.ts';

const deadline = 'Friday, May 19, 2023, 4:00 PM PDT';
const received = 'pat@example.org: SOQ received: nothing more to do for now';
const incomplete = `pat@example.org: Your SOQ is not complete yet: please send what is missing by ${deadline}`;

describe.each(providers)('an SOQ on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    await pay(line);
  });

  const answers = () => subjects(line).slice(1);
  const cards = () => line.posted.map(({ title }) => title);
  const file = (filename: string, content: Buffer) => ({
    filename,
    type: 'application/octet-stream',
    content,
  });
  let mails = 0;
  /** A mail that our server stamps with the present time. */
  const send = async (subject: string, ...attachments: ReturnType<typeof file>[]) => {
    mails += 1;
    const now = line.shell.now().toUTCString().replace('GMT', '+0000');
    const to = line.sent[0]?.replyTo ?? '';
    const messageId = `<part-${mails}@example.org>`;
    await line.receive(await applicantMail({ to, subject, messageId, received: now, attachments }));
    await work(line);
  };

  test('three mails become one version; who is just sending them is not asked for the rest', async () => {
    await send('SOQ part 1 of 3', file('one.pdf', await pdf(1)));
    line.setTime('2023-05-12T12:05:00-07:00');
    await send('SOQ part 2 of 3', file('two.pdf', await pdf(2)));
    line.setTime('2023-05-12T12:10:00-07:00');
    await send('SOQ part 3 of 3', file('three.pdf', await pdf(3)));
    line.setTime('2023-05-12T13:00:00-07:00');
    await deliver(line.shell);
    expect(answers()).toEqual([received]);
    expect((await kept(db.database)).submissions).toEqual([
      'Pat Doe 1: incomplete, in-time',
      'Pat Doe 2: incomplete, in-time',
      'Pat Doe 3: complete, in-time',
    ]);
    expect(cards()).toEqual(['SOQ to decide: Pat Doe']);
    expect(new Map(line.posted[0]?.facts).get('Put together from')).toBe(
      '3 mails, said to be 3 parts; received is when the last one came',
    );
    expect(line.uploaded.map(({ filenames }) => filenames)).toEqual([['one.pdf', 'two.pdf', 'three.pdf']]);
  });

  test('a part that does not come is asked for by name, with the time that was left', async () => {
    await send('SOQ part 1 of 2', file('one.pdf', await pdf(1)));
    expect(answers()).toEqual([]);
    line.setTime('2023-05-12T12:15:01-07:00');
    await deliver(line.shell);
    expect(answers()).toEqual([incomplete]);
    const text = line.sent[1]?.text.replace(/\s+/g, ' ');
    expect(text).toMatch(/Still missing -+ - part 2 of 2 What we have -+ - one\.pdf \(1 page, /);
    expect(text).toContain('Until Saturday, May 13, 2023, 12:00 PM PDT it is enough to send only that');
    expect(text).toContain(
      `has to reach us by ${deadline}. When your email came in, that was 7 days 4 hours away.`,
    );
    await send(`Re: ${line.sent[1]?.subject}`, file('two.pdf', await pdf(2)));
    expect(answers()).toEqual([incomplete, received]);
    expect(line.uploaded.map(({ filenames }) => filenames)).toEqual([['one.pdf', 'two.pdf']]);
  });

  test('three parts, the last one eight minutes late: all of it is judged by that, and a person decides', async () => {
    line.setTime('2023-05-19T15:30:00-07:00');
    await send('SOQ (1/3)', file('one.pdf', await pdf(1)));
    await send('SOQ (2/3)', file('two.pdf', await pdf(2)));
    line.setTime('2023-05-19T16:08:00-07:00');
    await send('SOQ (3/3)', file('three.pdf', await pdf(3)));
    expect(answers()).toEqual([
      incomplete,
      incomplete,
      'pat@example.org: SOQ received close to the deadline: please wait for our answer',
    ]);
    expect(new Map(line.posted[0]?.facts).get('Received')).toBe(
      'Friday, May 19, 2023, 4:08 PM PDT, 8 minutes after the deadline: you decide whether it counts',
    );
  });

  test('a part that is added to a version closes the question about that version', async () => {
    await send('My SOQ', file('one.pdf', await pdf(1)));
    await send('My SOQ, 2 of 2', file('two.pdf', await pdf(2)));
    expect(cards()).toEqual(['SOQ to decide: Pat Doe', 'SOQ to decide: Pat Doe']);
    expect(line.redrawn.map(({ answered }) => answered?.choice)).toEqual(['superseded']);
    expect(line.uploaded.map(({ filenames }) => filenames)).toEqual([['one.pdf'], ['one.pdf', 'two.pdf']]);
  });

  test('what is in a winmail.dat is the SOQ, and its files reach staff', async () => {
    const winmail = tnef([{ title: 'soq.pdf', data: await pdf(3) }]);
    await send('My SOQ', file('winmail.dat', winmail));
    expect(answers()).toEqual([received]);
    expect(new Map(line.posted[0]?.facts).get('Documents')).toMatch(/^soq\.pdf \(3 pages, /);
    expect(line.uploaded.map(({ filenames }) => filenames)).toEqual([['soq.pdf']]);
  });

  test('what is in a zip is the SOQ, and what is wrong with it is told by name', async () => {
    const content = zip(
      { path: 'SOQ/soq.pdf', content: await pdf(3) },
      { path: 'b.pdf', content: lockedPdf() },
    );
    await send('My SOQ', file('soq.zip', content));
    expect(answers()).toEqual([`pat@example.org: Please correct your SOQ and send it again by ${deadline}`]);
    expect(line.sent[1]?.text.replace(/\s+/g, ' ')).toContain(
      'b.pdf (in soq.zip): it is protected by a password; please send it without one',
    );
  });

  test('an SOQ to mend of a person whom no mail reaches is shown to staff', async () => {
    await db.database.write((tx) => tx.address.updateMany({ data: { bouncedAt: new Date(0) } }));
    await send('My SOQ', file('soq.pdf', lockedPdf()));
    expect(answers()).toEqual([]);
    expect(cards()).toEqual(['SOQ to mend, and no address takes mail: Pat Doe']);
  });
});

test('a part that the programme wants is asked for by its name, and joined when it comes', async () => {
  const db = await freshDatabase('sqlite');
  try {
    const parts = [
      { name: 'SOQ form', files: ['form'] },
      { name: 'Résumé', files: ['resum*'] },
    ];
    const line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({ ...source, soq: { ...source.soq, parts } }),
    });
    await pay(line);
    const to = line.sent[0]?.replyTo ?? '';
    for (const [at, filename] of ['SOQ form.pdf', 'Pat Resume.pdf'].entries()) {
      const attachments = [{ filename, type: 'application/pdf', content: await pdf(at + 1) }];
      await line.receive(await applicantMail({ to, messageId: `<${at}@example.org>`, attachments }));
      await work(line);
    }
    expect(subjects(line).slice(1)).toEqual([incomplete, received]);
    expect(line.sent[1]?.text).toContain('Résumé');
    expect(line.uploaded.map(({ filenames }) => filenames)).toEqual([['SOQ form.pdf', 'Pat Resume.pdf']]);
  } finally {
    await db.close();
  }
});
