// What comes in: each message has exactly one effect, on the right person, and none is trusted more than it earns.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideMails } from '../../src/handlers/decide-mails.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { orderMail, submittalFee } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { pay, subjects, work } from '../support/story.ts';

const instructions = 'Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT';
const received = 'SOQ received: nothing more to do for now';

describe.each(providers)('reading on %s', (provider) => {
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

  const now = () => kept(db.database);
  const cards = () => line.posted.map(({ title }) => title);
  const replyTo = (address = 'pat@example.org') =>
    line.sent.find(({ to }) => to === address)?.replyTo ?? 'tor@casqa.example';
  const soq = async (mail: Partial<Parameters<typeof applicantMail>[0]> = {}) => {
    await line.receive(await applicantMail({ to: 'tor@casqa.example', ...mail }));
    await work(line);
  };

  test('the confirmations of one order, whatever their look, are one payment', async () => {
    await pay(line);
    await pay(line, { kind: 'completed' });
    await pay(line, { kind: 'new-order' });
    expect(await now()).toEqual({
      people: ['Pat Doe'],
      payments: ['4812 matched, Pat Doe, 3 mails'],
      submissions: [],
      mails: ['payment: decided', 'payment: decided', 'payment: decided'],
    });
    expect(subjects(line)).toEqual([`pat@example.org: ${instructions}`]);
    expect(cards()).toEqual([]);
  });

  test('two confirmations of one order, read by two processes at the same moment, are one payment', async () => {
    await line.receive(orderMail());
    await line.receive(orderMail({ kind: 'completed' }));
    const others = [2, 3].map((id) =>
      createTestShell(
        { ...db, database: db.openAgain() },
        { now: '2023-05-12T12:00:00-07:00', owner: `process ${id}` },
      ),
    );
    await Promise.all([line, ...others].map(({ shell }) => decideMails(shell)));
    await work(line);
    expect((await now()).payments).toEqual(['4812 matched, Pat Doe, 2 mails']);
    expect([line, ...others].flatMap(subjects)).toEqual([`pat@example.org: ${instructions}`]);
  });

  test('the same mail in two folders has one effect', async () => {
    const raw = orderMail();
    const first = await line.receive(raw);
    expect(await line.receive(raw, { mailbox: 'Junk', uid: 1 })).toBe(first);
    await work(line);
    await line.receive(raw, { mailbox: 'Archive', uid: 7, uidValidity: '99' });
    await work(line);
    expect((await now()).mails).toEqual(['payment: decided']);
    expect(line.sent).toHaveLength(1);
  });

  test('a mail without a Message-ID, and one that uses it again with another body, are both processed', async () => {
    await pay(line);
    await soq({ to: replyTo(), messageId: null });
    await soq({ to: replyTo(), messageId: '<soq-1@example.org>', text: 'One' });
    await soq({ to: replyTo(), messageId: '<soq-1@example.org>', text: 'Two' });
    expect((await now()).submissions).toEqual([
      'Pat Doe 1: complete, in-time',
      'Pat Doe 2: complete, in-time',
      'Pat Doe 3: complete, in-time',
    ]);
  });

  test.each([
    ['a part of the fee', { items: [{ ...submittalFee, cents: 50000 }] }],
    ['more than the fee', { items: [{ ...submittalFee, cents: 60000 }] }],
    ['two fees in one order', { items: [{ ...submittalFee, quantity: 2, cents: 106000 }] }],
  ])('%s is a question for staff, and nobody is written to', async (_name, changes) => {
    await pay(line, changes);
    expect(await now()).toMatchObject({ people: [], payments: ['4812 review, nobody, 1 mails'] });
    expect(subjects(line)).toEqual([]);
    expect(cards()).toEqual(['A payment needs your eyes']);
  });

  test('the fee after the window is a question for staff, and its payer is told that a person looks', async () => {
    await pay(line, { instant: '2023-05-20T10:00:00-07:00', printedDate: 'May 20, 2023' });
    expect(await now()).toMatchObject({ people: [], payments: ['4812 review, nobody, 1 mails'] });
    expect(subjects(line)).toEqual([
      'pat@example.org: We have your payment, made outside the dates for the SOQ fee: we will write to you',
    ]);
    expect(cards()).toEqual(['A payment needs your eyes']);
  });

  test('one payer for two applicants is a question: the second fee counts for nobody', async () => {
    await pay(line);
    await pay(line, { number: '4813' });
    expect((await now()).payments).toEqual([
      '4812 matched, Pat Doe, 1 mails',
      '4813 review, Pat Doe, 1 mails',
    ]);
    expect(cards()).toEqual(['A payment needs your eyes']);
    expect(line.sent).toHaveLength(1);
  });

  test.each(['on-hold', 'failed', 'invoice'] as const)(
    'a mail of an order that is %s advances nobody and is shown to staff',
    async (kind) => {
      await pay(line, { kind });
      expect(await now()).toMatchObject({ people: [], payments: [] });
      expect(cards()).toEqual(['A mail that looks like a payment, and is none']);
    },
  );

  test.each([
    ['nothing vouches for it', []],
    [
      'another server vouches for it',
      [['Authentication-Results', 'mx.evil.example; dkim=pass header.d=casqa.example']],
    ],
    [
      'a second field below ours vouches for it',
      [
        ['Authentication-Results', 'mx.example.net; dkim=none'],
        ['Authentication-Results', 'mx.example.net; dkim=pass header.d=casqa.example'],
      ],
    ],
    [
      'another domain vouches for it',
      [['Authentication-Results', 'mx.example.net; dkim=pass header.d=casqa-store.example']],
    ],
  ] as const)('a payment mail is not believed when %s', async (_name, trace) => {
    await pay(line, { trace });
    expect(await now()).toMatchObject({ people: [], payments: [] });
    expect(subjects(line)).toEqual([]);
    expect(cards()).toEqual(['A mail that looks like a payment, and is none']);
  });

  test('sent 3:54, due 4:00, received 4:08: our stamp counts, and a person decides', async () => {
    line.setTime('2023-05-19T16:09:00-07:00');
    await pay(line);
    const raw = await applicantMail({ to: replyTo(), received: 'Fri, 19 May 2023 16:08:00 -0700' });
    await line.receive(
      Buffer.from(
        raw.toString('latin1').replace(/^Date: .*$/m, 'Date: Fri, 19 May 2023 15:54:00 -0700'),
        'latin1',
      ),
    );
    await work(line);
    expect((await now()).submissions).toEqual(['Pat Doe 1: complete, near-deadline']);
    expect(new Map(line.posted[0]?.facts).get('Received')).toBe(
      'Friday, May 19, 2023, 4:08 PM PDT, 8 minutes after the deadline: you decide whether it counts',
    );
    expect(subjects(line).at(-1)).toBe(
      'pat@example.org: SOQ received close to the deadline: please wait for our answer',
    );
  });

  test('an SOQ that staff opened and moved to another folder first is processed all the same', async () => {
    await pay(line);
    await line.receive(await applicantMail({ to: replyTo() }), { mailbox: 'Done', uid: 12 });
    await work(line);
    expect(subjects(line)).toEqual([`pat@example.org: ${instructions}`, `pat@example.org: ${received}`]);
  });
});
