// Questions of applicants and answers of staff: nothing is mailed before it was shown and somebody clicked, and then once.
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findMissedMessages } from '../../src/handlers/missed-messages.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { onStaffMessage } from '../../src/handlers/on-staff-message.ts';
import { planNudges } from '../../src/handlers/plan-nudges.ts';
import { holdAllMail, resumeMail } from '../../src/store/holds.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { pdf } from '../fixtures/pdf.ts';
import { type Written, write } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, work } from '../support/story.ts';
import { cardTs, channel, clickPreview, message, say } from '../support/thread.ts';

const asked: Written = { subject: 'My references', text: 'May my references be older than 2019?' };
const text = `Our answer to your email.
=========================

Hello Pat Doe,

Yes, you may.

With kind regards,
California Stormwater Quality Association

If anything is still open, simply reply to this email. A person will read
it.
`;
const refused = 'This was not made into a mail.';
const at = 'Friday, May 12, 2023, 12:00 PM PDT';

describe.each(providers)('replying on %s', (provider) => {
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
    await write(line, asked);
  });

  const previews = () => line.posted.filter(({ kind }) => kind === 'reply-preview');
  const answers = () => line.sent.slice(1).map(({ to, subject }) => `${to}: ${subject}`);
  const question = async () => {
    const prompt = await db.database.read.prompt.findFirst({ where: { kind: 'question' } });
    return prompt?.answeredAt == null ? 'open' : `${prompt.answer} by ${prompt.answeredBy}`;
  };
  const stale = async () => {
    const rows = await db.database.read.prompt.findMany({ where: { kind: 'reply-preview' } });
    return rows.flatMap(({ answerReason }) => answerReason ?? []);
  };
  const events = async () =>
    (await db.database.read.history.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(
      ({ event, by }) => `${event} by ${by}`,
    );
  const writesBack = (changes: Written = {}) =>
    write(line, {
      subject: 'Re: My references',
      text: 'And if they are from 2015?',
      inReplyTo: line.sent.at(-1)?.messageId ?? null,
      ...changes,
    });

  const answersWith = async (file: { filename: string; type: string; content: Buffer }) => {
    const inReplyTo = line.sent.at(-1)?.messageId ?? null;
    await line.receive(
      await applicantMail({ to: 'tor@casqa.example', inReplyTo, text: 'Here it is.', attachments: [file] }),
    );
    await work(line);
  };

  test('a question is shown with who asks and where they stand', () => {
    expect(line.posted.map(({ title, body, facts }) => ({ title, body, facts }))).toEqual([
      {
        title: 'A question',
        body: 'May my references be older than 2019?',
        facts: [
          ['From', 'Pat Doe <pat@example.org>'],
          ['Subject', 'My references'],
          ['Received', 'Friday, May 12, 2023, 10:00 AM PDT'],
          ['Where they stand', 'Pat Doe: paid, waiting for the SOQ (application in cycle 2023)'],
          ['To answer', 'Reply in this thread and begin with “mail:”. You see the mail before it goes out.'],
        ],
      },
    ]);
  });

  test('what staff write is shown as it will go out, and not sent', async () => {
    expect(await say(line)).toEqual([]);
    expect(previews().map(({ body, facts, thread }) => ({ body, facts, thread }))).toEqual([
      {
        body: text,
        facts: [
          ['To', 'Pat Doe <pat@example.org>'],
          ['Subject', 'Re: My references'],
        ],
        thread: { channel, ts: cardTs(line) },
      },
    ]);
    expect(answers()).toEqual([]);
  });

  test('and goes out with the click, threaded, with the question closed and the thread told', async () => {
    await say(line);
    expect(await clickPreview(line, 'send-mail')).toBe(
      'It goes out now; this thread says so once it is sent.',
    );
    const mail = line.sent.at(-1);
    expect({ ...mail, messageId: null, html: null, references: null, replyTo: null, itemId: null }).toEqual({
      from: '"CASQA IGP Trainer of Record" <tor@casqa.example>',
      to: 'pat@example.org',
      toName: 'Pat Doe',
      subject: 'Re: My references',
      text,
      html: null,
      messageId: null,
      inReplyTo: expect.stringMatching(/^<command-\d+@example.org>$/),
      references: null,
      replyTo: null,
      itemId: null,
      nature: 'personal',
      unsubscribe: null,
    });
    expect(mail?.references).toContain(mail?.inReplyTo);
    expect(mail?.replyTo).toMatch(/^tor\+a-/);
    expect(line.replies).toEqual([{ ts: cardTs(line), words: `Sent to pat@example.org on ${at}.` }]);
    expect(await question()).toBe(`answered by ${approver}`);
    expect((await events()).filter((event) => event.startsWith('reply')).toSorted()).toEqual([
      `reply-approved by ${approver}`,
      `reply-previewed by ${approver}`,
      'reply-told by torq',
    ]);
  });

  test('once, however often Slack tells of it and however many click', async () => {
    await Promise.all([say(line), say(line), onStaffMessage(line.shell, message(line))]);
    await say(line);
    expect(previews()).toHaveLength(1);
    const clicks = await Promise.all([1, 2, 3].map(() => clickPreview(line, 'send-mail')));
    expect(clicks.filter((tell) => tell.startsWith('It goes out now'))).toHaveLength(1);
    expect(clicks.filter((tell) => tell.startsWith('This was answered before'))).toHaveLength(2);
    expect(answers()).toEqual(['pat@example.org: Re: My references']);
  });

  test('a message that Slack never told of is found in the thread, as it was edited last, and once', async () => {
    line.written.push(
      message(line, { edition: '2001.0', text: 'mail: Found.' }),
      message(line, { ts: '2000.5', text: 'Hm.' }),
    );
    await findMissedMessages(line.shell);
    await findMissedMessages(line.shell);
    await work(line);
    expect(previews().map(({ body }) => /Found\./.test(body ?? ''))).toEqual([true]);
  });

  test('what was refused is not shown later, when its writer has become an approver', async () => {
    line.written.push(message(line, { by: 'U0NEW' }));
    await findMissedMessages(line.shell);
    line.shell.desks[0]?.programme.slack.approvers.push('U0NEW');
    await findMissedMessages(line.shell);
    await work(line);
    expect([previews(), line.replies.length]).toEqual([[], 1]);
  });

  test('of two who write at the same time one answers; the other is asked to look first', async () => {
    await say(line);
    await say(line, { ts: '2000.000002', text: 'mail: No, you may not.' });
    const ids = previews().map(({ id }) => id);
    const clicks = await Promise.all(
      ids.map((promptId) =>
        onAnswer(line.shell, { promptId, choice: 'send-mail', by: approver, reason: null, place: null }),
      ),
    );
    await work(line);
    expect(clicks.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'too-late']);
    expect(answers()).toHaveLength(1);
    expect(await stale()).toEqual([
      `Another answer was sent from this thread meanwhile. Please read it; if this is still needed, edit your message or write a new one, and a new preview comes.`,
    ]);
  });

  describe('files of staff', () => {
    const attach = async (...files: { filename: string; content: Buffer }[]) => {
      const named = files.map(({ filename, content }, at) => ({
        id: `F${at}`,
        name: filename,
        bytes: content.length,
      }));
      for (const [at, file] of files.entries()) line.files.set(`F${at}`, file);
      return say(line, { files: named });
    };
    const form = async () => ({ filename: 'form.pdf', content: await pdf(1) });

    test('are shown on the preview and go along', async () => {
      const file = await form();
      await attach(file);
      expect(previews().map(({ facts }) => facts.at(-1))).toEqual([
        ['Attached', expect.stringMatching(/^form\.pdf \(1 KB\)$/)],
      ]);
      await clickPreview(line, 'send-mail');
      expect(line.sent.at(-1)?.attachments).toEqual([
        { filename: 'form.pdf', contentType: 'application/pdf', content: file.content },
      ]);
    });

    test('that are none to be mailed, or not what they are called, or gone, are refused by name', async () => {
      const words = await attach(
        { filename: 'tool.exe', content: Buffer.from('4d5a9000', 'hex') },
        { filename: 'form.pdf', content: Buffer.from('89504e470d0a1a0a', 'hex') },
      );
      expect(words).toEqual([
        `<@${approver}> ${refused} The file “tool.exe” is none that can be mailed from here: only PDF, Word, Excel, PowerPoint, pictures and text. The file “form.pdf” is not what its name says (it is image/png).`,
      ]);
      expect(await say(line, { ts: '2000.3', files: [{ id: 'FGONE', name: 'plan.pdf', bytes: 1 }] })).toEqual(
        [`<@${approver}> ${refused} The file “plan.pdf” cannot be sent: It is gone.`],
      );
      expect(
        await say(line, { ts: '2000.4', files: [{ id: 'F0', name: 'a.pdf', bytes: 16 * 1024 * 1024 }] }),
      ).toEqual([
        `<@${approver}> ${refused} Its files are 16 MB together; a mail takes at most 15 MB. Please put links into the words.`,
      ]);
      expect(previews()).toEqual([]);
    });

    test('that were lost meanwhile keep the mail back, and the thread says so', async () => {
      const file = await form();
      await attach(file);
      await rm(line.shell.blobs.pathOf(createHash('sha256').update(file.content).digest('hex')));
      await clickPreview(line, 'send-mail');
      expect([answers(), line.replies.at(-1)?.words]).toEqual([
        [],
        'Not sent: the mail to pat@example.org failed: a file that goes along with it is no longer there, or is damaged. The question is still open; please reach them another way.',
      ]);
    });
  });

  test('a question that waits is said again under its card, until it is answered', async () => {
    line.setTime('2023-05-15T12:30:00-07:00');
    for (const desk of line.shell.desks) await planNudges(line.shell, desk);
    await work(line);
    expect(line.replies).toEqual([
      {
        ts: cardTs(line),
        words: `This question has been waiting for an answer since ${at}. <@${approver}>`,
      },
    ]);
    await say(line);
    await clickPreview(line, 'send-mail');
    line.setTime('2023-05-16T12:30:00-07:00');
    for (const desk of line.shell.desks) await planNudges(line.shell, desk);
    await work(line);
    expect(line.replies.filter(({ words }) => words.includes('waiting'))).toHaveLength(1);
  });

  test('what does not begin with the sign is talk among staff', async () => {
    for (const words of ['He asks about mail: hm', '*mail:* yes', '> mail: yes', 'Mailing him now'])
      expect(await say(line, { text: words })).toEqual([]);
    expect(previews()).toEqual([]);
    expect(await db.database.read.history.count({ where: { event: { startsWith: 'reply' } } })).toBe(0);
  });

  test('the sign may be written as a telephone writes it', async () => {
    await say(line, { text: ' MAIL:Yes, you may.' });
    expect(previews().map(({ body }) => body)).toEqual([text]);
  });

  test.each([
    [
      'by somebody who is not an approver',
      { by: 'U0STRANGER' },
      `<@U0STRANGER> ${refused} Only approvers of IGP Trainer of Record may write to applicants. One of them can: <@${approver}>.`,
    ],
    ['by a bot', { by: null }, `${refused} A bot or a workflow wrote it. One of the approvers has to.`],
    [
      'to the channel as well',
      { isBroadcast: true },
      `<@${approver}> ${refused} It was also sent to the channel, where nobody sees the preview. Please write it in the thread alone.`,
    ],
    ['without words', { text: 'mail:  ' }, `<@${approver}> ${refused} There is nothing behind “mail:”.`],
    [
      'that mentions somebody',
      { text: 'mail: Ask <@U0KIM>.' },
      `<@${approver}> ${refused} It mentions <@U0KIM>, whom the applicant knows by no such name. Please write the name.`,
    ],
    [
      'that is too long',
      { text: `mail: ${'a < b & c '.repeat(900)}` },
      `<@${approver}> ${refused} It is too long to be shown here as a whole before it goes out. Please send it in two parts, or from your own mail program.`,
    ],
  ])('a message %s is refused in the thread, once', async (_name, change, words) => {
    expect(await say(line, change)).toEqual([words]);
    expect(await say(line, change)).toEqual([]);
    expect([previews(), answers()]).toEqual([[], []]);
  });

  test.each([
    ['in the channel', { thread: null }, /stands in the channel\. To answer somebody, write in the thread/],
    ['in another thread', { thread: '999.1' }, /no question of an applicant stands above this thread/],
    ['in another channel', { channel: 'C0OTHER' }, /no question of an applicant stands above this thread/],
  ])('a message %s is told so privately', async (_name, change, words) => {
    expect(await say(line, change)).toEqual([expect.stringMatching(words)]);
    expect([previews(), answers()]).toEqual([[], []]);
  });

  test('in the thread of a card that is no mail nothing is mailed', async () => {
    await db.database.write((tx) => tx.prompt.updateMany({ data: { kind: 'notice' } }));
    expect(await say(line)).toEqual([
      `<@${approver}> ${refused} No mail that a person wrote stands above this thread.`,
    ]);
  });

  test('who is taken off the list after the preview cannot send it', async () => {
    await say(line);
    expect(await clickPreview(line, 'send-mail', 'U0STRANGER')).toMatch(
      /^You are not on the list of approvers/,
    );
    expect(answers()).toEqual([]);
  });

  test('an edit makes the preview stale, and what it says now is shown', async () => {
    await say(line);
    await say(line, { edition: '2001.0', text: 'mail: Sorry: no.' });
    expect(await stale()).toEqual(['The message was edited after this; what it says now is below.']);
    expect(previews().map(({ body }) => /Sorry: no\./.test(body ?? ''))).toEqual([false, true]);
    const old = previews()[0]?.id ?? 'none';
    const clicked = { promptId: old, choice: 'send-mail', by: approver, reason: null, place: null } as const;
    expect((await onAnswer(line.shell, clicked)).kind).toBe('too-late');
    await clickPreview(line, 'send-mail');
    expect(line.sent.at(-1)?.text).toContain('Sorry: no.');
    expect(answers()).toHaveLength(1);
  });

  test('an edit after the click changes nothing and says so; there is one mail for one message', async () => {
    await say(line);
    await clickPreview(line, 'send-mail');
    expect(await say(line, { edition: '2001.0', text: 'mail: Sorry: no.' })).toEqual([
      `<@${approver}> Your edit changes nothing: the mail to pat@example.org was let go on ${at}, as the preview showed it. To add something, write a new message.`,
    ]);
    expect([answers(), previews().length]).toEqual([['pat@example.org: Re: My references'], 1]);
  });

  test('an edit that takes the sign away takes the preview away, and one that adds it shows one', async () => {
    await say(line, { text: 'Hm. Yes, he may.' });
    await say(line, { edition: '2001.0' });
    expect(previews()).toHaveLength(1);
    await say(line, { edition: '2002.0', text: 'Yes, he may.' });
    expect(await stale()).toEqual([
      'The message was edited and no longer begins with the sign of a mail, so it is not sent.',
    ]);
  });

  test('a deleted message is not sent; one that was sent is said to be', async () => {
    await say(line);
    const { thread, ts } = message(line);
    const remove = async () => {
      await onStaffMessage(line.shell, { kind: 'deleted', channel, ts, thread });
      await work(line);
    };
    await remove();
    expect(await stale()).toEqual(['The message was deleted, so this is not sent.']);
    await say(line, { ts: '2000.000002' });
    await clickPreview(line, 'send-mail');
    await onStaffMessage(line.shell, { kind: 'deleted', channel, ts: '2000.000002', thread });
    await work(line);
    expect(line.replies.at(-1)?.words).toBe(
      `The message was deleted here, but its mail to pat@example.org was let go on ${at}.`,
    );
    expect(answers()).toHaveLength(1);
  });

  test('a discarded preview leaves the question open', async () => {
    await say(line);
    expect(await clickPreview(line, 'discard')).toBe(
      'Discarded: nothing was sent. The question is still open.',
    );
    expect([answers(), await question()]).toEqual([[], 'open']);
  });

  test('an address that bounced is not written to, before the preview and at the click', async () => {
    const bounce = () =>
      db.database.write((tx) =>
        tx.address.updateMany({ data: { bouncedAt: new Date('2023-05-12T19:00:00Z') } }),
      );
    await say(line);
    await bounce();
    expect(await clickPreview(line, 'send-mail')).toBe(
      `Mail to pat@example.org came back on ${at}, so nothing was sent. Please reach them another way.`,
    );
    expect(await say(line, { ts: '2000.000002' })).toEqual([
      `<@${approver}> ${refused} Mail to pat@example.org came back on ${at}, so it would not arrive. Please reach them another way.`,
    ]);
    expect(answers()).toEqual([]);
  });

  test('somebody who withdrew meanwhile is not written to, and staff are told; who had before is marked', async () => {
    const withdraw = () =>
      db.database.write((tx) =>
        tx.application.updateMany({ data: { withdrawnAt: new Date('2023-05-12T19:00:00Z') } }),
      );
    await say(line);
    await withdraw();
    await clickPreview(line, 'send-mail');
    expect(answers()).toEqual([]);
    expect(line.replies.at(-1)?.words).toBe(
      `Not sent to pat@example.org: withdrawn on ${at}. The question is still open.`,
    );
    await say(line, { ts: '2000.000002' });
    expect(previews().at(-1)?.facts.at(-1)).toEqual([
      'Look twice',
      `The application in cycle 2023 was withdrawn on ${at}`,
    ]);
    await clickPreview(line, 'send-mail');
    expect(answers()).toHaveLength(1);
  });

  test('while all mail is held it waits, and whoever clicks and the thread are told', async () => {
    await holdAllMail(db.database, { reason: 'test', by: 'operator', now: line.shell.now() });
    await say(line);
    expect(await clickPreview(line, 'send-mail')).toBe(
      `All mail is held since ${at}, so it waits until mail is resumed; this thread says so once it is sent.`,
    );
    await work(line);
    expect(line.replies.map(({ words }) => words)).toEqual([
      `Not sent yet: all mail is held since ${at}. It goes out when mail is resumed.`,
    ]);
    expect(await question()).toBe('open');
    await resumeMail(db.database, { by: 'operator', now: line.shell.now() });
    await work(line);
    expect([answers().length, line.replies.at(-1)?.words]).toEqual([1, `Sent to pat@example.org on ${at}.`]);
  });

  test('a mail that fails is said to have failed, and the question stays open', async () => {
    await say(line);
    line.answers.push({ kind: 'failed', error: '550 no such user' });
    await clickPreview(line, 'send-mail');
    expect(line.replies.at(-1)?.words).toBe(
      'Not sent: the mail to pat@example.org failed: 550 no such user. The question is still open; please reach them another way.',
    );
    expect(await question()).toBe('open');
  });

  describe('what the applicant writes back', () => {
    beforeEach(async () => {
      await say(line);
      await clickPreview(line, 'send-mail');
    });

    test('comes into the same thread and opens the question again', async () => {
      await writesBack();
      const card = line.posted.at(-1);
      expect([card?.kind, card?.body, card?.thread]).toEqual([
        'question-mail',
        'And if they are from 2015?',
        { channel, ts: cardTs(line) },
      ]);
      expect(await question()).toBe('open');
      await say(line, { ts: '2000.000002', text: 'mail: No.' });
      await clickPreview(line, 'send-mail');
      expect(await question()).toBe(`answered by ${approver}`);
      expect(line.sent.at(-1)?.inReplyTo).toMatch(/^<command-\d+@example.org>$/);
    });

    test('brings its picture into the thread', async () => {
      const png = Buffer.from('89504e470d0a1a0a', 'hex');
      await answersWith({ filename: 'shelf.png', type: 'image/png', content: png });
      expect(line.posted.at(-1)?.facts).toContainEqual(['Attached', expect.stringMatching(/^shelf\.png/)]);
      expect(line.uploaded).toEqual([{ place: { channel, ts: cardTs(line) }, filenames: ['shelf.png'] }]);
    });

    test('with an SOQ is decided as one, and the thread hears of it', async () => {
      await answersWith({ filename: 'soq.pdf', type: 'application/pdf', content: await pdf(3) });
      const newest = line.posted.slice(-2).map(({ kind, title, body }) => [kind, title, body]);
      expect(newest.toSorted()).toEqual([
        ['question-mail', 'They answered with an SOQ', 'Here it is.'],
        ['soq-approval', 'SOQ to decide: Pat Doe', null],
      ]);
      expect(line.uploaded.map(({ filenames }) => filenames)).toEqual([['soq.pdf']]);
      expect(await question()).toBe('open');
    });

    test('takes back what staff had written and not sent: they are to read it first', async () => {
      await say(line, { ts: '2000.000002', text: 'mail: One thing more.' });
      await writesBack();
      expect(await stale()).toEqual([
        'Pat Doe <pat@example.org> wrote again (Friday, May 12, 2023, 10:00 AM PDT) before this was sent. Please read that first; then edit your message, or write a new one, and a new preview comes.',
      ]);
    });

    test('leaves the question open when the mail that goes out was written before it', async () => {
      await holdAllMail(db.database, { reason: 'test', by: 'operator', now: line.shell.now() });
      await say(line, { ts: '2000.000002', text: 'mail: One thing more.' });
      await clickPreview(line, 'send-mail');
      await writesBack({ inReplyTo: line.sent.at(-1)?.messageId ?? null });
      await resumeMail(db.database, { by: 'operator', now: line.shell.now() });
      await work(line);
      expect([answers().length, await question()]).toEqual([2, 'open']);
    });

    test('from a stranger, or with a Message-ID that is not ours, is a question of its own', async () => {
      await writesBack({ from: 'Kim Poe <kim@elsewhere.example>' });
      await writesBack({ inReplyTo: '<torq.forged@casqa.example>' });
      expect(line.posted.slice(-2).map(({ kind, thread }) => [kind, thread])).toEqual([
        ['question', null],
        ['question', null],
      ]);
    });

    test('is closed by "No answer needed", and is open again with the next mail', async () => {
      await writesBack({ text: 'Thank you!' });
      expect((await click(line, 'no-answer', { kind: 'question' })).tell).toBe(
        'Noted: no answer is needed. What they write next opens it again.',
      );
      expect(await question()).toBe(`no-answer by ${approver}`);
      await writesBack();
      expect(await question()).toBe('open');
    });
  });
});
