// WITHDRAW by plain mail: asked once more, done once, and only on the word of the person themselves.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { decideAtOnce, replyTo, type Written, write, written } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { importRobin, tickAt } from '../support/renewal.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const question = 'pat@example.org: Please confirm that you want to withdraw your application';
const done = 'pat@example.org: Your application is withdrawn: nothing more to do';

describe.each(providers)('withdrawing by mail on %s', (provider) => {
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

  const withdrawnAt = async () =>
    (await db.database.read.application.findMany()).map((row) => row.withdrawnAt?.toISOString() ?? null);
  const ask = (mail: Written = {}) => write(line, { subject: 'WITHDRAW', ...mail });
  const confirmation = (text = 'WITHDRAW') => replyTo(line, /confirm that you want to withdraw/, text);
  const confirm = (mail: Written = {}) => write(line, { ...confirmation(), ...mail });
  const lastCard = () => {
    const { title, facts } = line.posted.at(-1) ?? { title: 'none', facts: [] };
    return { title, why: new Map(facts).get('Why you see it') };
  };

  test('the first mail changes nothing and is answered by a question', async () => {
    const [mail] = await ask();
    expect(await withdrawnAt()).toEqual([null]);
    expect(mail?.text).toBe(`Do you really want to withdraw your application?
================================================

Hello Pat Doe,

We have an email from you that says you want to withdraw your IGP Trainer
of Record application. Nothing has changed yet.

If you want to withdraw
-----------------------

Reply to this email, and write the word WITHDRAW in the first line. Please
do so by Friday, May 26, 2023, 12:00 PM PDT.

After that, your SOQ is no longer considered, and you get no more email
about this application. The SOQ fee is not refundable.

If you do not
-------------

You do not need to do anything: without your reply your application stays
as it is. If you did not write to us, please tell our staff.

With kind regards,
California Stormwater Quality Association

Questions? Write to training@casqa.example. A person will answer.
`);
  });

  test('the answer to the question withdraws: the SOQ card closes, staff and the applicant are told', async () => {
    await submit(line);
    await ask();
    const [mail] = await confirm({ text: ' *withdraw.*\n\nPat Doe' });
    expect(await withdrawnAt()).toEqual(['2023-05-12T19:00:00.000Z']);
    expect(line.redrawn.map(({ title, answered }) => [title, answered?.choice, answered?.reason])).toEqual([
      ['SOQ to decide: Pat Doe', 'superseded', 'the applicant has withdrawn the application'],
    ]);
    expect(line.posted.at(-1)).toMatchObject({
      kind: 'notice',
      title: 'Withdrawn: Pat Doe',
      facts: [
        ['Applicant', 'Pat Doe, pat@example.org'],
        ['Cycle', '2023'],
        [
          'What happened',
          'They asked by mail from pat@example.org, and confirmed it when asked. The fee stays paid.',
        ],
        [
          'What it means',
          'Open questions about their SOQ are closed, and no reminder or decision mail goes out any more.',
        ],
      ],
    });
    expect(mail?.text).toBe(`Your application is withdrawn.
==============================

Hello Pat Doe,

You asked us to withdraw your IGP Trainer of Record application, and you
confirmed it. It is withdrawn since Friday, May 12, 2023, 12:00 PM PDT.
Please keep this email; it is your confirmation.

Your SOQ is no longer considered, and there is nothing more for you to do.
The SOQ fee is not refundable.

You are welcome to apply again the next time we issue a Request for
Qualifications (RFQ). It will be announced on the program page
(https://casqa.example/igp-tor).

If you did not want this, reply to this email as soon as you can. A person
will read it.

With kind regards,
California Stormwater Quality Association

Questions? Write to training@casqa.example. A person will answer.
`);
  });

  test('confirmed twice, or by two processes at once: one effect', async () => {
    await ask();
    for (let mails = 0; mails < 4; mails += 1) await line.receive(await written(confirmation()));
    expect(await decideAtOnce(line.shell, db.openAgain())).toEqual(Array(4).fill('decided'));
    await work(line);
    await confirm();
    expect(subjects(line).slice(1)).toEqual([question, done]);
    expect(line.posted.map(({ title }) => title)).toEqual(['Withdrawn: Pat Doe']);
    const history = await db.database.read.history.findMany({ where: { event: 'application-withdrawn' } });
    expect(history.length).toBe(1);
  });

  test.each<[string, Written, string]>([
    [
      'a sender who is not authenticated',
      { authenticated: false },
      'the sender could not be authenticated (no aligned dkim=pass or dmarc=pass for example.org (dkim=none)): nothing is changed',
    ],
    [
      'a stranger who has the signed address',
      { from: 'Mallory <m@elsewhere.example>' },
      'it came from m@elsewhere.example, no address that we know for this person: nothing is changed from there',
    ],
  ])('%s is neither asked nor believed', async (_name, changes, why) => {
    const to = line.sent[0]?.replyTo ?? '';
    expect(await ask({ to, ...changes })).toEqual([]);
    expect(lastCard()).toEqual({ title: 'A request to withdraw', why });
    await ask();
    expect(await confirm(changes)).toEqual([]);
    expect(lastCard()).toEqual({ title: 'A request to withdraw', why });
    expect(await withdrawnAt()).toEqual([null]);
  });

  test('WITHDRAW that answers another mail, even of the same conversation, asks again', async () => {
    await ask();
    const [, asked] = line.sent;
    await write(line, { subject: 'STATUS' });
    const later = replyTo(line, /Where you stand/, 'WITHDRAW');
    await write(line, { ...later, references: `${asked?.messageId} ${later.inReplyTo}` });
    expect(await withdrawnAt()).toEqual([null]);
    expect(subjects(line).at(-1)).toBe(question);
  });

  test('a mail program that writes References only is understood', async () => {
    await ask();
    const { inReplyTo, ...answer } = confirmation();
    await write(line, { ...answer, references: `${line.sent[0]?.messageId} ${inReplyTo}` });
    expect(await withdrawnAt()).toEqual(['2023-05-12T19:00:00.000Z']);
  });

  test('an answer after two weeks asks again', async () => {
    await ask();
    line.setTime('2023-05-27T12:00:00-07:00');
    await confirm({ received: 'Sat, 27 May 2023 12:00:00 -0700' });
    expect(await withdrawnAt()).toEqual([null]);
    expect(subjects(line).slice(1)).toEqual([question, question]);
  });

  test('another word than WITHDRAW is a question for staff', async () => {
    await ask();
    await confirm({ text: 'Please do not, that was a mistake.' });
    expect(lastCard().title).toBe('A question');
    expect(await withdrawnAt()).toEqual([null]);
  });

  test('no reminder and no decision mail goes out any more, and a late SOQ is for staff', async () => {
    await submit(line);
    await click(line, 'approve', { by: approver });
    await ask();
    await confirm();
    await tickAt(line, '2023-05-17T12:00:00-07:00');
    await tickAt(line, '2023-06-12T09:00:00-07:00');
    expect(subjects(line).at(-1)).toBe(done);
    const decision = await db.database.read.outboxItem.findFirst({ where: { message: 'selected' } });
    expect(decision).toMatchObject({
      status: 'superseded',
      statusReason: 'withdrawn on Friday, May 12, 2023, 12:00 PM PDT',
    });
    expect(new Map(line.posted.at(-1)?.facts).get('Decided before')).toBe('candidate; they were not told');
    const soq = await applicantMail({ to: line.sent[0]?.replyTo ?? '', messageId: '<late@example.org>' });
    await line.receive(soq);
    await work(line);
    expect(lastCard().title).toBe('Mail to read: Pat Doe');
  });

  test('who is not decided yet and withdraws before an SOQ is not reminded of it', async () => {
    await ask();
    await confirm();
    await tickAt(line, '2023-05-17T12:00:00-07:00');
    expect(subjects(line).at(-1)).toBe(done);
  });

  test('who was told the decision talks to a person', async () => {
    await submit(line);
    await click(line, 'approve');
    line.setTime('2023-06-12T09:00:00-07:00');
    await work(line);
    expect(await ask()).toEqual([]);
    expect(lastCard().why).toBe(
      'the application has been decided and its applicant told: please talk to them',
    );
  });

  test('a trainer who wants to withdraw talks to a person', async () => {
    await importRobin(db.database);
    await tickAt(line, '2023-05-13T09:00:00-07:00');
    expect(await ask({ from: 'Robin Roe <robin@example.org>' })).toEqual([]);
    expect(lastCard().why).toBe('a Trainer of Record wants to withdraw: please talk to them');
  });

  test('STATUS after it says so', async () => {
    await ask();
    await confirm();
    const [mail] = await write(line, { subject: 'status' });
    expect(mail?.subject).toBe('Where you stand: your application is withdrawn');
  });
});
