// What robots send is not answered, and what they say of our own mails is believed only of mails that are ours.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onTick } from '../../src/handlers/on-tick.ts';
import { statusOf } from '../../src/handlers/status.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { bounceOf } from '../fixtures/bounce.ts';
import { rawMail } from '../fixtures/raw-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { authservId, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, work } from '../support/story.ts';

const instructions = 'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT';
const person = [
  ['From', 'Pat Doe <pat@example.org>'],
  ['To', 'tor@casqa.example'],
] as const;
const plain = (body: string, fields: readonly (readonly [string, string])[] = person) =>
  rawMail([...fields, ['Subject', 'A question']], [{ type: 'text/plain', body, encoding: '8bit' }]);

/** Our own mail server's word that the sender is who they say. */
const vouched = ['Authentication-Results', `${authservId}; dkim=pass header.d=example.org`] as const;

describe.each(providers)('what robots send on %s', (provider) => {
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
  test.each<[string, readonly (readonly [string, string])[], string]>([
    ['an out-of-office note', [['Auto-Submitted', 'auto-replied']], 'auto-reply'],
    [
      'a list mail',
      [
        ['List-Id', '<news.example.org>'],
        ['Precedence', 'list'],
      ],
      'bulk',
    ],
    [
      'our own mail',
      [
        ['X-Torq-Item', 'abcdefghijklmnop'],
        ['From', 'tor@casqa.example'],
      ],
      'own-mail',
    ],
  ])('%s', async (_name, fields, kind) => {
    const base = kind === 'own-mail' ? [['To', 'tor@casqa.example'] as const] : person;
    await line.receive(plain('I am away until Monday.', [...base, ...fields]));
    await work(line);
    expect(await kinds()).toEqual([`${kind}: decided`]);
    expect([line.sent, line.posted]).toEqual([[], []]);
  });

  test.each([
    [
      'a feedback report',
      rawMail(
        [...person, ['Subject', 'FW: Next step'], ['Auto-Submitted', 'auto-generated']],
        [
          { type: 'text/plain', body: 'This is an abuse report.' },
          {
            type: 'message/feedback-report',
            body: 'Feedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\n',
          },
        ],
        'report; report-type=delivery-status',
      ),
    ],
    [
      'the notification of a sending service',
      plain(JSON.stringify({ notificationType: 'Complaint', complaint: {} })),
    ],
  ])('%s is a complaint: staff are told, and nobody is answered', async (_name, raw) => {
    await line.receive(raw);
    await work(line);
    expect(await kinds()).toEqual(['auto-reply: decided']);
    expect([line.sent, line.posted.map(({ title }) => title)]).toEqual([
      [],
      ['Somebody took our mail for spam'],
    ]);
  });

  test('a complaint about one of our mails names its address, and so does a filter that holds one back', async () => {
    await pay(line);
    const id = line.sent[0]?.messageId ?? '';
    const parts = [
      { type: 'text/plain', body: 'This is an abuse report.' },
      { type: 'message/feedback-report', body: 'Feedback-Type: abuse\nVersion: 1\n' },
      { type: 'message/rfc822', body: `Message-ID: ${id}\r\nTo: pat@example.org\r\n\r\nDear Pat` },
    ];
    await line.receive(rawMail(person, parts, 'report; report-type=delivery-status'));
    await work(line);
    const held = 'Your message is being held. To release it, reply to confirm that you are a real person.';
    await line.receive(plain(held, [...person, ['In-Reply-To', id]]));
    await work(line);
    expect(line.posted.map(({ title, facts }) => [title, new Map(facts).get('Why you see it')])).toEqual([
      [
        'Somebody took our mail for spam',
        expect.stringContaining('it is about a mail that we sent to pat@example.org'),
      ],
      [
        'A filter holds a mail of ours back',
        expect.stringContaining('our mail to pat@example.org waits until a person answers it'),
      ],
    ]);
    expect(subjects(line)).toEqual([instructions]);
  });

  const addressOf = () =>
    db.database.read.address.findUniqueOrThrow({ where: { address: 'pat@example.org' } });
  const reasons = () => line.posted.map(({ facts }) => new Map(facts).get('Why you see it') ?? '');

  test('a bounce of one of our mails stops further mail to that address, and staff are told', async () => {
    await pay(line);
    await line.receive(bounceOf(line.sent[0]?.messageId ?? '', 'pat@example.org'));
    await work(line);
    expect(line.posted.map(({ title }) => title)).toEqual(['A mail of ours came back']);
    // Nobody vouches for who sent this one.
    await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '' }));
    await work(line);
    expect(subjects(line)).toEqual([instructions]);
    expect(new Map(line.posted.at(-1)?.facts).get('Applicant')).toBe('Pat Doe, no address that takes mail');
  });

  test('staff who know better say that the address is in order: mail goes there again', async () => {
    await pay(line);
    await line.receive(bounceOf(line.sent[0]?.messageId ?? '', 'pat@example.org'));
    await work(line);
    expect(await click(line, 'mail-again', { kind: 'mail-returned' })).toEqual({
      kind: 'stands',
      tell: 'Noted: mail goes there again from now on. What came back is not repeated; if it matters, they can write RESEND to us.',
    });
    expect(await addressOf()).toMatchObject({ bouncedAt: null, heardAt: line.shell.now() });
    line.setTime('2023-05-17T10:00:00-07:00');
    for (const desk of line.shell.desks) await onTick(line.shell, desk);
    await work(line);
    expect(subjects(line)).toEqual([instructions, expect.stringContaining('Reminder')]);
  });

  test('who writes from an address that bounced is answered, and mail goes there again', async () => {
    await pay(line);
    await line.receive(bounceOf(line.sent[0]?.messageId ?? '', 'pat@example.org'));
    await work(line);
    expect((await addressOf()).bouncedAt).not.toBeNull();
    const received = 'Fri, 12 May 2023 12:30:00 -0700';
    line.setTime('2023-05-12T13:00:00-07:00');
    await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '', trace: [vouched], received }));
    await work(line);
    expect(await addressOf()).toMatchObject({ bouncedAt: null, heardAt: new Date('2023-05-12T19:30:00Z') });
    expect(subjects(line)).toEqual([instructions, expect.stringContaining('SOQ')]);
    const history = await db.database.read.history.findMany({ where: { event: 'address-heard' } });
    expect(history.map(({ by, reason }) => [by, reason])).toEqual([
      ['pat@example.org', 'somebody wrote from pat@example.org: mail goes there again'],
    ]);
  });

  test('a mail that comes back for a while is lost: staff hear of each, and so many in a row stop the address', async () => {
    const programme = (source: object) => ({ ...source, mailLimits: { softBounces: 2 } });
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00', programme });
    await pay(line);
    const first = line.sent[0]?.messageId ?? '';
    await line.receive(bounceOf(first, 'pat@example.org', '4.2.2'));
    // The same mail by another report counts for nothing.
    await line.receive(bounceOf(first, 'pat@example.org', '4.4.7'));
    await work(line);
    expect((await addressOf()).bouncedAt).toBeNull();
    line.setTime('2023-05-17T10:00:00-07:00');
    for (const desk of line.shell.desks) await onTick(line.shell, desk);
    await work(line);
    expect(line.sent).toHaveLength(2);
    await line.receive(bounceOf(line.sent[1]?.messageId ?? '', 'pat@example.org', '4.2.2'));
    await work(line);
    expect((await addressOf()).bouncedAt).toEqual(new Date('2023-05-17T17:00:00Z'));
    expect(reasons().map((reason) => /the (.*) in a row(.*)$/.exec(reason)?.slice(1))).toEqual([
      ['1st', '; after the 2nd no more mail goes there'],
      ['1st', '; after the 2nd no more mail goes there'],
      ['2nd', ': no more mail goes there until somebody writes from it, or you say so'],
    ]);
    const status = await statusOf(line.shell, 'pat@example.org');
    expect(status?.mails.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^came back: did not arrive and will not be tried again \(4\.(2\.2|4\.7)\)$/),
      'came back: did not arrive and will not be tried again (4.2.2)',
    ]);
  });

  test.each([
    'MAILER-DAEMON@example.org',
    'no-reply@example.org',
    'postmaster@example.org',
    'listserv@example.org',
    'bounces+17@example.org',
    'tor@casqa.example',
    'tor+abc@casqa.example',
    'training@casqa.example',
  ])('whatever %s writes, vouched for or not, it gets no answer', async (from) => {
    await pay(line);
    const before = subjects(line);
    const vouchedFor = [
      'Authentication-Results',
      `${authservId}; dkim=pass header.d=${from.slice(from.indexOf('@') + 1)}`,
    ] as const;
    const wishes = ['A question', 'STATUS', 'RESEND', 'HELP', 'WITHDRAW', 'NEW ADDRESS'];
    for (const [at, subject] of wishes.entries()) {
      const text = subject === 'NEW ADDRESS' ? 'old: pat@example.org' : 'Please.';
      const mail = { from, to: 'tor@casqa.example', subject, text, messageId: `<wish-${at}@example.org>` };
      for (const trace of [[vouchedFor], []])
        await line.receive(await applicantMail({ ...mail, trace, attachments: [] }));
    }
    for (const trace of [[vouchedFor], []])
      await line.receive(await applicantMail({ from, to: 'tor@casqa.example', subject: 'SOQ', trace }));
    await work(line);
    expect(subjects(line)).toEqual(before);
  });

  test('a bounce that somebody made up stops nothing', async () => {
    await pay(line);
    await line.receive(bounceOf('<torq.abcdefghijklmnop.aaaaaaaaaaaaaaaa@casqa.example>', 'pat@example.org'));
    await work(line);
    const address = await db.database.read.address.findUnique({ where: { address: 'pat@example.org' } });
    expect(address?.bouncedAt).toBeNull();
  });
});
