// Where a mail lay and when it arrived: finds in Junk are told, and an old mailbox becomes no flood.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tellOldMails } from '../../src/handlers/old-mails.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, subjects, work } from '../support/story.ts';

const now = '2023-05-12T12:00:00-07:00';
const junk = { mailbox: 'Junk' };

describe.each(providers)('taking mail in on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now });
  });

  const titles = () => line.posted.map(({ title }) => title);

  test('a payment and an SOQ in Junk are processed, and each is told of once', async () => {
    await line.receive(orderMail(), junk);
    await work(line);
    expect(subjects(line)).toHaveLength(1);
    expect(titles()).toEqual(['A payment was found in Junk']);
    await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '' }), junk);
    await work(line);
    expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
    expect(titles().toSorted()).toEqual([
      'A payment was found in Junk',
      'An SOQ was found in Junk',
      expect.stringContaining('Pat Doe'),
    ]);
    // Staff move the payment where it belongs, and another confirmation of it is put aside again.
    await line.receive(orderMail());
    await line.receive(orderMail({ kind: 'completed' }), junk);
    await work(line);
    expect(titles()).toHaveLength(3);
  });

  test('a mail that lies in the inbox as well, and a question in Junk, are nothing to tell', async () => {
    await line.receive(orderMail(), junk);
    await line.receive(orderMail(), { mailbox: 'INBOX' });
    await line.receive(
      await applicantMail({ to: 'tor@casqa.example', attachments: [], text: 'When?' }),
      junk,
    );
    await work(line);
    expect(line.posted.map(({ kind }) => kind)).toEqual(['question']);
  });

  describe('when a mailbox that has been in use is read for the first time', () => {
    const since = '2023-05-12';
    const old = '2023-05-11T23:59:00-07:00';
    const question = (index: number) =>
      rawMail(
        [
          ['From', `Person ${index} <person-${index}@example.org>`],
          ['To', 'tor@casqa.example'],
          ['Subject', `Question ${index}`],
          ['Message-ID', `<question-${index}@example.org>`],
        ],
        [{ type: 'text/plain', body: `${index}?`, encoding: '8bit' }],
      );
    const fill = async () => {
      line = createTestShell(db, { now: old, since });
      for (let index = 0; index < 40; index += 1) {
        await line.receive(question(index));
        await line.receive(orderMail({ number: `${5000 + index}` }), index % 2 === 0 ? {} : junk);
      }
      await line.receive(Buffer.from([0, 1, 2, 255]));
      line.setTime(now);
      await work(line);
    };

    test('its old mails are kept, and nobody is answered or asked', async () => {
      await fill();
      expect(await kept(db.database)).toEqual({
        people: [],
        payments: [],
        submissions: [],
        mails: [
          ...Array<string>(40).fill('payment: decided'),
          ...Array<string>(40).fill('question: decided'),
          'unreadable: decided',
        ],
      });
      expect([line.sent, line.posted]).toEqual([[], []]);
      const reasons = (await db.database.read.inboundMail.findMany()).map(({ reason }) => reason ?? '');
      expect(reasons.every((reason) => reason.includes('received before IMAP_SINCE (2023-05-12)'))).toBe(
        true,
      );
    });

    test('one card says what they were, once everything has been read and decided', async () => {
      await fill();
      expect(await tellOldMails(line.shell, false)).toBe(0);
      await line.receive(question(99));
      expect(await tellOldMails(line.shell, true)).toBe(0);
      await work(line);
      expect(await Promise.all([tellOldMails(line.shell, true), tellOldMails(line.shell, true)])).toContain(
        1,
      );
      expect(await tellOldMails(line.shell, true)).toBe(0);
      await work(line);
      expect(titles().toSorted()).toEqual(['81 old mails were set aside', 'A question']);
      const facts = new Map(line.posted.find(({ kind }) => kind === 'notice')?.facts);
      expect(facts.get('What they are')).toBe('payment 40, question 40, unreadable 1');
    });

    test('what arrives from that day on is processed', async () => {
      await fill();
      await pay(line);
      expect(subjects(line)).toHaveLength(1);
    });

    test('an old SOQ is not taken up when its sender pays now', async () => {
      line = createTestShell(db, { now: old, since });
      const received = 'Thu, 11 May 2023 23:59:59 -0700';
      await line.receive(await applicantMail({ to: 'tor@casqa.example', received }));
      line.setTime(now);
      await pay(line);
      await work(line);
      expect((await kept(db.database)).submissions).toEqual([]);
      expect(subjects(line)).toHaveLength(1);
    });
  });
});
