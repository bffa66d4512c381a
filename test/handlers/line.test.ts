import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { onTick } from '../../src/handlers/on-tick.ts';
import { statusOf } from '../../src/handlers/status.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { lockedPdf } from '../fixtures/pdf.ts';
import { order } from '../fixtures/woocommerce.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const deadline = 'Friday, May 19, 2023, 4:00 PM PDT';
const instructions = `pat@example.org: Next step: send your SOQ by ${deadline}`;
const receipt = 'pat@example.org: SOQ received: nothing more to do for now';
const selected = 'pat@example.org: You are selected: please complete the steps to become a Trainer of Record';

describe.each(providers)('the line on %s', (provider) => {
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

  test('fee, instructions, SOQ, card, approval, decision mail in the notification week', async () => {
    await pay(line);
    expect(subjects(line)).toEqual([instructions]);
    await submit(line);
    expect(subjects(line)).toEqual([instructions, receipt]);
    expect(line.posted.map(({ kind, title }) => ({ kind, title }))).toEqual([
      { kind: 'soq-approval', title: 'SOQ to decide: Pat Doe' },
    ]);
    expect(line.uploaded).toEqual([
      { place: { channel: 'C012TORBOT', ts: '1000.0' }, filenames: ['soq.pdf'] },
    ]);
    expect(await click(line, 'approve')).toEqual({
      kind: 'stands',
      tell: 'Approved: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    });
    await work(line);
    expect(subjects(line)).toEqual([instructions, receipt]);
    expect(line.redrawn.map(({ answered }) => answered)).toEqual([
      { choice: 'approve', by: approver, at: new Date('2023-05-12T19:00:00Z'), reason: null },
    ]);
    line.setTime('2023-06-12T09:00:00-07:00');
    await work(line);
    expect(subjects(line)).toEqual([instructions, receipt, selected]);
  });

  test('every mail of a case is one conversation, answers to a signed address and has a Message-ID of its own', async () => {
    await pay(line);
    await submit(line);
    const [first, second] = line.sent;
    expect(first?.replyTo).toMatch(/^tor\+a-[a-z2-7]{16}-[a-z2-7]{16}@casqa\.example$/);
    expect(first?.messageId).toMatch(/^<torq\.[a-z2-7]{16}\.[a-z2-7]{16}@casqa\.example>$/);
    expect({ ...second, messageId: '', text: '', html: '', itemId: '' }).toEqual({
      nature: 'answer',
      unsubscribe: null,
      from: '"CASQA IGP Trainer of Record" <tor@casqa.example>',
      to: 'pat@example.org',
      toName: 'Pat Doe',
      replyTo: first?.replyTo,
      subject: 'SOQ received: nothing more to do for now',
      text: '',
      html: '',
      messageId: '',
      inReplyTo: '<soq-1@example.org>',
      references: `${first?.messageId} <soq-1@example.org>`,
      itemId: '',
    });
    expect(second?.text).toContain('Friday, May 12, 2023, 10:00 AM PDT');
  });

  test('an SOQ that cannot be opened is answered with what to mend, and staff are not asked', async () => {
    await pay(line);
    const locked = { filename: 'soq.pdf', type: 'application/pdf', content: lockedPdf() };
    await line.receive(await applicantMail({ to: line.sent[0]?.replyTo ?? '', attachments: [locked] }));
    await work(line);
    expect(subjects(line)).toEqual([
      instructions,
      `pat@example.org: Please correct your SOQ and send it again by ${deadline}`,
    ]);
    expect(line.sent[1]?.text.replace(/\s+/g, ' ')).toContain('soq.pdf: it is protected by a password');
    expect(line.posted).toEqual([]);
  });

  test('a newer version closes the question about the older one', async () => {
    await pay(line);
    await submit(line);
    await submit(line, '<soq-2@example.org>');
    expect(
      line.posted.map(({ title, facts }) => `${title}, version ${new Map(facts).get('Version')}`),
    ).toEqual(['SOQ to decide: Pat Doe, version 1', 'SOQ to decide: Pat Doe, version 2']);
    expect(line.redrawn.map(({ answered }) => answered?.choice)).toEqual(['superseded']);
    const first = line.posted[0];
    const outcome = await onAnswer(line.shell, {
      promptId: first?.id ?? '',
      choice: 'approve',
      by: approver,
      reason: null,
      place: null,
    });
    expect(outcome).toEqual({
      kind: 'too-late',
      tell: 'This was answered before: a newer version of this SOQ has arrived, by torq on Friday, May 12, 2023, 12:00 PM PDT. Your click changed nothing.',
    });
  });

  test('an SOQ that comes before its fee goes to staff, its sender is told, and the fee takes it up', async () => {
    const vouched = [['Authentication-Results', 'mx.example.net; dkim=pass header.d=example.org']] as const;
    await line.receive(await applicantMail({ to: 'tor@casqa.example', trace: vouched }));
    await work(line);
    expect(subjects(line)).toEqual([
      'pat@example.org: We have your SOQ, but no fee: please send us your order number',
    ]);
    expect(line.posted.map(({ title }) => title)).toEqual(['An SOQ without a home']);
    await pay(line);
    expect(subjects(line).slice(1).sort()).toEqual([instructions, receipt].sort());
    expect(line.posted.map(({ title }) => title)).toEqual([
      'An SOQ without a home',
      'SOQ to decide: Pat Doe',
    ]);
    expect(line.redrawn.map(({ title, answered }) => `${title}: ${answered?.choice}`)).toEqual([
      'An SOQ without a home: superseded',
    ]);
  });

  test('a fee that does not bring its SOQ home leaves the card open', async () => {
    await line.receive(
      await applicantMail({ to: 'tor@casqa.example', received: 'Thu, 30 Mar 2023 10:00:00 -0700' }),
    );
    await work(line);
    await pay(line);
    const [card] = await db.database.read.prompt.findMany();
    expect([card?.title, card?.answeredAt]).toEqual(['An SOQ without a home', null]);
  });

  test('a question with a screenshot is no SOQ: staff read it, and nobody is told to mend anything', async () => {
    await pay(line);
    const picture = {
      filename: 'screen.png',
      type: 'image/png',
      content: Buffer.from('89504e470d0a1a0a0000', 'hex'),
    };
    await line.receive(
      await applicantMail({
        to: line.sent[0]?.replyTo ?? '',
        text: 'May I have a week more?',
        attachments: [picture],
      }),
    );
    await work(line);
    expect(subjects(line)).toEqual([instructions]);
    expect(line.posted.map(({ body }) => body)).toEqual(['May I have a week more?']);
  });

  test('what an applicant writes beside the SOQ is on the card', async () => {
    await pay(line);
    await submit(line);
    expect(new Map(line.posted[0]?.facts).get('Message')).toBe('Here is my SOQ.');
  });

  test('an SOQ without a fee from a sender who is not authenticated is answered by nobody but staff', async () => {
    await line.receive(await applicantMail({ to: 'tor@casqa.example' }));
    await work(line);
    expect(subjects(line)).toEqual([]);
    expect(line.posted.map(({ title }) => title)).toEqual(['An SOQ without a home']);
  });

  test('the annual fee in July lacks the late fee, and is complete with it', async () => {
    await trainer(db);
    line.setTime('2023-07-03T12:00:00-07:00');
    await onTick(line.shell, line.shell.desks[0] ?? never());
    await deliver(line.shell);
    const fee = { ...order().items[0], name: 'CASQA qualified IGP Trainer of Record (CGP ToR)', sku: null };
    const july = {
      payer: { first: 'Robin', last: 'Roe', email: 'robin@example.org' },
      instant: '2023-07-03T10:00:00-07:00',
    };
    await pay(line, { ...july, number: '1', items: [{ ...fee, quantity: 1, cents: 6500 }] });
    await pay(line, {
      ...july,
      number: '2',
      items: [{ ...fee, quantity: 1, name: 'IGP Trainer of Record Late Fee', cents: 2500 }],
    });
    expect(subjects(line)).toEqual([
      'robin@example.org: Renewal overdue: please pay $90.00 by Saturday, September 30, 2023, 11:59 PM PDT',
      'robin@example.org: Please pay the remaining $25.00 of your annual fee',
      'robin@example.org: Annual fee received: please complete what is still open',
    ]);
    const status = await statusOf(line.shell, 'robin@example.org');
    expect(
      status?.cases.map(({ about, stage, rules }) => ({
        about,
        stage,
        rules: rules.map(({ rule, why }) => `${rule}: ${why}`),
      })),
    ).toEqual([
      {
        about: 'term 2022-07-01 to 2023-06-30',
        stage: 'trainer-of-record',
        rules: [
          'renewal-due: the renewal was confirmed on Saturday, December 31, 2022, 4:00 PM PST',
          'late-fee: the renewal was confirmed on Saturday, December 31, 2022, 4:00 PM PST',
        ],
      },
      {
        about: 'term 2023-07-01 to 2024-06-30',
        stage: 'renewal-late',
        rules: [
          'renewal-due: the fee was paid on Monday, July 3, 2023',
          'late-fee: sent on Monday, July 3, 2023, 12:00 PM PDT',
        ],
      },
    ]);
  });
});

async function trainer({ database }: TestDatabase): Promise<void> {
  const { importTrainer } = await import('../../src/store/roster.ts');
  const entry = {
    name: 'Robin Roe',
    email: 'robin@example.org',
    organisation: null,
    termStarts: '2022-07-01',
    termEnds: '2023-06-30',
  };
  await importTrainer(database, entry, {
    programme: 'igp-tor',
    by: 'test',
    now: new Date('2023-01-01T00:00:00Z'),
  });
}

function never(): never {
  throw new Error('no desk');
}
