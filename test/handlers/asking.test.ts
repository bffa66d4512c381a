// HELP and STATUS by plain mail: the whole answer, to known addresses only, and no more than three a day.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { lockedPdf } from '../fixtures/pdf.ts';
import { decideAtOnce, type Written, write, written } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { feeMail, importRobin, readAt, tickAt } from '../support/renewal.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, submit, work } from '../support/story.ts';

const status = { subject: 'STATUS' };
const closing = `With kind regards,
California Stormwater Quality Association

Questions? Write to training@casqa.example. A person will answer.
`;

function statusText(headline: string, body: string, name = 'Pat Doe') {
  return `${headline}\n${'='.repeat(headline.length)}\n\nHello ${name},\n\n${body}\n${closing}`;
}

describe.each(providers)('asking by mail on %s', (provider) => {
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

  const answers = async (mail: Written) =>
    (await write(line, mail)).map(({ to, subject, text }) => ({ to, subject, text }));
  const textOf = async (mail: Written) => (await answers(mail))[0]?.text ?? 'nothing';
  const cards = () => line.posted.map(({ title }) => title);
  const history = async () =>
    (await db.database.read.history.findMany({ orderBy: { at: 'asc' } })).map(({ event }) => event);

  describe('STATUS', () => {
    test('says what we have, what is next and until when', async () => {
      await pay(line);
      expect(await answers(status)).toEqual([
        {
          to: 'pat@example.org',
          subject: 'Where you stand: please send your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
          text: statusText(
            'Your fee is paid. Please send your SOQ next.',
            `You asked where you stand with IGP Trainer of Record. This is what we know
on Friday, May 12, 2023, 12:00 PM PDT.

What we have
------------

- SOQ fee: $530.00, paid on Wednesday, May 10, 2023, order 4812

What is next
------------

- Reply to this email with your SOQ attached as PDF. It has to reach us by
  Friday, May 19, 2023, 4:00 PM PDT. We answer every SOQ with an email.

If anything here is not right, reply to this email and tell us. We write to
you at pat@example.org; an email that says HELP tells you how to change
that.
`,
          ),
        },
      ]);
      expect(cards()).toEqual([]);
    });

    test('says what is missing in an SOQ that cannot be reviewed', async () => {
      await pay(line);
      const locked = { filename: 'soq.pdf', type: 'application/pdf', content: lockedPdf() };
      await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '', attachments: [locked] }));
      await work(line);
      expect(await textOf(status)).toContain(
        `- SOQ version 1: arrived Friday, May 12, 2023, 10:00 AM PDT; not complete:
  soq.pdf: it is protected by a password`,
      );
    });

    test('does not tell a decision before its mail was sent, not by a single letter', async () => {
      const texts: string[] = [];
      for (const choice of [null, 'approve', 'decline'] as const) {
        await db.empty();
        line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
        await pay(line);
        await submit(line);
        line.setTime('2023-05-23T10:00:00-07:00');
        if (choice !== null) await click(line, choice, { reason: 'Too short.' });
        const [mail] = await write(line, status);
        texts.push(`${mail?.subject}\n${mail?.text}\n${mail?.html}`);
      }
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).toContain('Answers go out in the week of Monday, June 12, 2023.');
    });

    test.each([
      ['approve', 'Where you stand: please complete the steps to become a Trainer of Record'],
      ['decline', 'Where you stand: you may try again with the next RFQ'],
    ] as const)('tells it afterwards: %s', async (choice, subject) => {
      await pay(line);
      await submit(line);
      await click(line, choice, { reason: 'Too short.' });
      line.setTime('2023-06-12T09:00:00-07:00');
      await work(line);
      expect((await answers(status)).map((mail) => mail.subject)).toEqual([subject]);
    });

    test('of a new version that staff asked for says so', async () => {
      await pay(line);
      await submit(line);
      await click(line, 'resubmittal', { reason: 'References are missing.' });
      await work(line);
      expect((await answers(status)).map(({ subject }) => subject)).toEqual([
        'Where you stand: please revise your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
      ]);
    });

    test('tells a trainer what is done and what is open on the checklist', async () => {
      await importRobin(db.database);
      await tickAt(line, '2023-05-02T09:00:00-07:00');
      const from = 'Robin Roe <robin@example.org>';
      const headline = 'Your renewal is open until Friday, June 30, 2023, 11:59 PM PDT.';
      const body = `You asked where you stand with IGP Trainer of Record. This is what we know
on Tuesday, May 2, 2023, 9:00 AM PDT.

What we have
------------

- Done: Compliance Agreement in force (noted Monday, May 1, 2023, 12:00 AM
  PDT)

What is next
------------

- Still open: keep your QISP qualification current
- Still open: attend the renewal meeting, or view its recording
- Still open: pay the annual fee
- Annual fee: $65.00; after Friday, June 30, 2023, 11:59 PM PDT a late fee
  of $25.00 is added. Where to pay: log in, open Orders, choose the item,
  and press Renew.

If anything here is not right, reply to this email and tell us. We write to
you at robin@example.org; an email that says HELP tells you how to change
that.
`;
      expect(await textOf({ ...status, from })).toBe(statusText(headline, body, 'Robin Roe'));
      await readAt(line, '2023-05-03T12:00:00-07:00', feeMail('2023-05-03T10:00:00-07:00'));
      const paid = await textOf({ ...status, from });
      expect(paid).toContain('- Annual fee: $65.00, paid on Wednesday, May 3, 2023, order 4812\n');
      expect(paid).not.toContain('pay the annual fee');
      expect(paid).not.toContain('Where to pay');
    });

    test('needs no authentication: the answer goes to the known address, whoever asked', async () => {
      await pay(line);
      expect((await answers({ ...status, authenticated: false })).map(({ to }) => to)).toEqual([
        'pat@example.org',
      ]);
      const stranger = { ...status, from: 'Mallory <m@elsewhere.example>', to: line.sent[0]?.replyTo ?? '' };
      expect((await answers(stranger)).map(({ to }) => to)).toEqual(['pat@example.org']);
    });

    test('from an address that nobody has is shown to staff and not answered', async () => {
      expect(await answers({ ...status, from: 'Mallory <m@elsewhere.example>' })).toEqual([]);
      expect(cards()).toEqual(['A request: STATUS']);
      expect(new Map(line.posted[0]?.facts).get('Why you see it')).toBe(
        'm@elsewhere.example is no address that we know, and answers go to known addresses only',
      );
    });

    test('from somebody else whom we know, to this person’s signed address, is a mix-up for staff', async () => {
      await pay(line);
      await pay(line, { payer: { first: 'Robin', last: 'Roe', email: 'robin@example.org' }, number: '4900' });
      await write(line, { ...status });
      const from = 'Robin Roe <robin@example.org>';
      expect(await answers({ ...status, from, to: line.sent[0]?.replyTo ?? '' })).toEqual([]);
      expect(cards()).toEqual(['A request: STATUS']);
    });
  });

  describe('HELP', () => {
    test('says what one can write and what happens then', async () => {
      await pay(line);
      expect(await answers({ text: 'Help!' })).toEqual([
        {
          to: 'pat@example.org',
          subject: 'What you can write to us, and what happens then',
          text: `You can ask us by email at any time.
====================================

Hello Pat Doe,

Write one of these words as the subject, or as the first line, of an email
to this address. The answer usually comes within minutes.

- STATUS: where you stand, what we have from you, and what is next
- RESEND: the last email that we sent you, once more
- WITHDRAW: you withdraw your application; we ask you once more before
  anything changes, and the fee is not refundable
- NEW ADDRESS and the address, such as NEW ADDRESS pat@example.org: we
  write to you there from then on; we ask you once more at the address we
  have now
- STOP: you get no more announcements; emails about your own application
  still come
- HELP: this email

The answers go to the email address that we have for you. For WITHDRAW and
NEW ADDRESS, please write from that address. We answer up to three such
emails a day.

If you want to send your SOQ
----------------------------

Reply to any of our emails with your SOQ attached. The deadline for SOQs is
Friday, May 19, 2023, 4:00 PM PDT; what counts is when your email reaches
us.

If you want a person
--------------------

Just write what you would like to know, in your own words: our staff read
it and answer.

${closing}`,
        },
      ]);
    });

    test('answers somebody unknown, if the sender is beyond doubt', async () => {
      const from = 'New Comer <new@elsewhere.example>';
      expect((await answers({ subject: 'help', from })).map(({ to }) => to)).toEqual([
        'new@elsewhere.example',
      ]);
      expect(await answers({ subject: 'help', from, authenticated: false })).toEqual([]);
      expect(cards()).toEqual(['A request: HELP']);
    });

    test('with a question below it is answered and reaches a person too', async () => {
      await pay(line);
      const text = 'The store does not take my card. What can I do?';
      expect((await answers({ subject: 'Help', text })).length).toBe(1);
      expect(line.posted.map(({ title, facts }) => [title, new Map(facts).get('Text')])).toEqual([
        ['A request: HELP', text],
      ]);
    });
  });

  describe('the fuse', () => {
    test('the fourth command of a day is not answered, and staff hear of it once', async () => {
      await pay(line);
      for (let mails = 0; mails < 6; mails += 1) await write(line, status);
      expect(line.sent.length).toBe(1 + 3);
      expect(cards()).toEqual(['More commands by mail than torq answers in a day']);
      expect(await history()).toEqual([
        'payment-confirmed',
        ...Array(3).fill('command-answered'),
        ...Array(3).fill('command-ignored'),
      ]);
      line.setTime('2023-05-13T00:00:00-07:00');
      expect((await write(line, status)).length).toBe(1);
    });

    test('what reads like a message still reaches staff', async () => {
      await pay(line);
      for (let mails = 0; mails < 3; mails += 1) await write(line, status);
      expect(await write(line, { ...status, text: 'Did my SOQ arrive?' })).toEqual([]);
      expect(cards()).toEqual(['A request: STATUS']);
    });

    test('six mails that are decided at the same moment by two processes have three answers', async () => {
      await pay(line);
      for (let mails = 0; mails < 6; mails += 1) await line.receive(await written(status));
      expect(await decideAtOnce(line.shell, db.openAgain())).toEqual(Array(6).fill('decided'));
      await deliver(line.shell);
      expect(line.sent.length).toBe(1 + 3);
      expect((await history()).sort()).toEqual([
        ...Array(3).fill('command-answered'),
        ...Array(3).fill('command-ignored'),
        'payment-confirmed',
      ]);
    });

    test.each(['no-reply@elsewhere.example', 'postmaster@elsewhere.example', 'training@casqa.example'])(
      'a robot or ourselves are never answered: %s',
      async (from) => {
        expect(await answers({ subject: 'HELP', from })).toEqual([]);
        expect(cards()).toEqual([]);
      },
    );
  });
});
