// No more announcements: by the signed address, by a word, at once and for good.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { announcementCondition } from '../../src/core/announcement.ts';
import type { OutgoingMail } from '../../src/core/outgoing.ts';
import { deliver } from '../../src/handlers/deliver.ts';
import { type Written, write } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keep, readyMail } from '../support/drafts.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, subjects, submit, work } from '../support/story.ts';

const now = '2023-05-12T12:00:00-07:00';
const confirmed = (address: string) => `${address}: You will get no more announcements: nothing to do`;

describe.each(providers)('asking for no more announcements on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, {
      now,
      programme: (source) => ({
        ...source,
        audiences: [{ name: 'members', title: 'members', why: 'You are a member.' }],
        cycles: source.cycles.map((cycle) => ({ ...cycle, announcement: { audiences: ['members'] } })),
      }),
    });
  });

  const announce = async (id = 'news', to = 'robin@example.org', personId: string | null = null) => {
    const [desk] = line.shell.desks;
    const [cycle] = desk?.programme.cycles ?? [];
    const condition = announcementCondition(desk!.programme, cycle!);
    const messageId = line.shell.references.messageIdOf(id, 'casqa.example');
    const mail = { id, to, message: 'announcement', condition, personId, subject: 'News', messageId };
    await keep(db.database, readyMail(mail));
    await deliver(line.shell, 'mail');
  };
  const unsubscribeAddress = () => line.sent.at(-1)?.unsubscribe ?? '';
  const optOuts = async () =>
    (await db.database.read.optOut.findMany({ orderBy: { address: 'asc' } })).map(
      ({ programme, address, how, by }) => ({ programme, address, how, by }),
    );
  const told = (mails: readonly OutgoingMail[]) => mails.map(({ to, subject }) => `${to}: ${subject}`);
  const statusOf = async (id: string) => {
    const { status, statusReason } = await db.database.read.outboxItem.findUniqueOrThrow({ where: { id } });
    return { status, statusReason };
  };
  const robin: Written = { from: 'Robin <robin@example.org>' };
  const out = { programme: 'igp-tor', address: 'robin@example.org', how: 'mail' };

  test('a mail to the signed address counts at once, whoever sends it; the one who was written to is told, once', async () => {
    await announce();
    const mail = { from: 'Somebody <other@example.net>', to: unsubscribeAddress(), subject: 'unsubscribe' };
    expect(told(await write(line, mail))).toEqual([confirmed('robin@example.org')]);
    expect(await optOuts()).toEqual([{ ...out, by: 'other@example.net' }]);
    expect(line.sent.at(-1)?.nature).toBe('answer');
    expect(line.sent.at(-1)?.unsubscribe).toBe(null);
    expect(await write(line, mail)).toEqual([]);
    expect(line.posted).toEqual([]);
    await announce('again');
    expect(await statusOf('again')).toEqual({
      status: 'superseded',
      statusReason: 'they asked for no more announcements on Friday, May 12, 2023, 12:00 PM PDT',
    });
  });

  test.each([
    ['a signature that is made up', (to: string) => to.replace(/-[a-z2-7]{16}@/, '-aaaaaaaaaaaaaaaa@')],
    ['the item of another mail', (to: string) => to.replace('+u-news-', '+u-olds-')],
  ])('an address with %s stops nothing', async (_what, change) => {
    await announce();
    await announce('olds', 'pat@example.org');
    const [first] = line.sent;
    const to = change(first?.unsubscribe ?? '');
    await write(line, { from: 'Mallory <m@example.net>', to, text: 'Please stop.' });
    expect(await optOuts()).toEqual([]);
    expect(line.posted.map(({ kind }) => kind)).toEqual(['question']);
  });

  test('the signed address of a mail that is no announcement stops nothing', async () => {
    await keep(db.database, readyMail({ id: 'news' }));
    await deliver(line.shell, 'mail');
    const to = line.shell.references.unsubscribeAddress('tor@casqa.example', 'news');
    await write(line, { ...robin, to, subject: 'Hello', text: 'Please stop.' });
    expect(await optOuts()).toEqual([]);
  });

  test.each(['STOP', 'Unsubscribe', ' "stop". ', 'UNSUBSCRIBE!'])(
    'the subject %s is enough',
    async (subject) => {
      expect(told(await write(line, { ...robin, subject }))).toEqual([confirmed('robin@example.org')]);
      expect(await optOuts()).toEqual([{ ...out, by: 'robin@example.org' }]);
    },
  );

  test('an answer to our announcement stops it also where it was sent to', async () => {
    await announce('news', 'office@example.org');
    const inReplyTo = line.sent[0]?.messageId ?? null;
    const mails = await write(line, { ...robin, subject: 'Re: News', text: 'Stop\n\n> News', inReplyTo });
    expect(told(mails)).toEqual([confirmed('office@example.org')]);
    expect((await optOuts()).map(({ address }) => address)).toEqual([
      'office@example.org',
      'robin@example.org',
    ]);
  });

  test('who asks at one address is not announced to at another, and still hears of their application', async () => {
    await pay(line, { instant: '2023-05-01T10:00:00-07:00' });
    const { personId } = await db.database.read.address.findUniqueOrThrow({
      where: { address: 'pat@example.org' },
    });
    await db.database.write((tx) =>
      tx.address.create({
        data: { address: 'pat@work.example', personId, learnedFrom: 'test', createdAt: new Date(now) },
      }),
    );
    await write(line, { from: 'Pat <pat@work.example>', subject: 'STOP' });
    await announce('news', 'pat@example.org');
    expect((await statusOf('news')).statusReason).toMatch(/^they asked for no more announcements on/);
    await submit(line);
    expect(subjects(line).at(-1)).toBe('pat@example.org: SOQ received: nothing more to do for now');
  });

  test('who has applied meanwhile is not told that one can apply', async () => {
    await pay(line, { instant: '2023-05-01T10:00:00-07:00' });
    await announce('news', 'pat@example.org');
    expect(await statusOf('news')).toEqual({
      status: 'superseded',
      statusReason: 'they have applied meanwhile',
    });
  });

  test('robots are not answered, and what they ask for is done', async () => {
    await announce();
    const to = unsubscribeAddress();
    for (const [name, value] of [
      ['Auto-Submitted', 'auto-generated'],
      ['Precedence', 'bulk'],
    ] as const) {
      await db.database.write((tx) => tx.optOut.deleteMany());
      await line.receive(await automatic(to, [[name, value]]));
      await work(line);
      expect(await optOuts()).toEqual([{ ...out, by: 'robin@example.org' }]);
    }
    expect(line.sent.length).toBe(1);
    expect(line.posted).toEqual([]);
  });

  test('an absence note to the signed address stops nothing', async () => {
    await announce();
    await line.receive(
      await automatic(unsubscribeAddress(), [['Auto-Submitted', 'auto-replied']], 'Out of office'),
    );
    await work(line);
    expect(await optOuts()).toEqual([]);
  });

  test('a stranger whose address may be forged is not written to; it counts all the same', async () => {
    expect(await write(line, { ...robin, subject: 'STOP', authenticated: false })).toEqual([]);
    expect(await optOuts()).toEqual([{ ...out, by: 'robin@example.org' }]);
  });

  test('what somebody writes beside the word reaches staff as well', async () => {
    const text = 'STOP\n\nAnd could you please tell me who gave you my address?';
    expect(told(await write(line, { ...robin, text }))).toEqual([confirmed('robin@example.org')]);
    expect(line.posted.map(({ title }) => title)).toEqual(['A request']);
    expect(await optOuts()).toEqual([{ ...out, by: 'robin@example.org' }]);
  });

  test('who asks how is a person with a question', async () => {
    await write(line, { ...robin, subject: 'Unsubscribe?', text: 'How do I leave the list?' });
    expect(await optOuts()).toEqual([]);
    expect(line.posted.map(({ kind }) => kind)).toEqual(['question']);
  });
});

async function automatic(
  to: string,
  fields: readonly (readonly [string, string])[],
  subject = 'unsubscribe',
) {
  const { applicantMail } = await import('../fixtures/applicant-mail.ts');
  return applicantMail({
    to,
    from: 'Robin <robin@example.org>',
    subject,
    text: '',
    attachments: [],
    messageId: `<${fields[0]?.[1]}-${subject.length}@example.org>`,
    trace: [['Authentication-Results', 'mx.example.net; dkim=pass header.d=example.org'], ...fields],
  });
}
