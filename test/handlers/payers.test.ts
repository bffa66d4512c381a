// Who has paid and sent nothing is seen by staff before the deadline, not after it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planPayers } from '../../src/handlers/plan-payers.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, work } from '../support/story.ts';

const promptId = 'payers.igp-tor.2023';
const lists =
  'paid and have no complete SOQ with us. Has a filter kept one back? Look into the junk folder, and write to them or call.';

describe.each(providers)('payers without an SOQ on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-10T12:00:00-07:00' });
    for (const [at, name] of ['Sam Ray', 'Kim Poe', 'Lee Fox'].entries()) {
      const [first = '', last = ''] = name.split(' ');
      const payer = { first, last, email: `${first.toLowerCase()}@example.org` };
      await pay(line, { number: String(5000 + at), instant: '2023-05-10T10:00:00-07:00', payer });
    }
    await send('Lee Fox');
  });

  let received = 'Fri, 12 May 2023 10:00:00 -0700';
  const send = async (name: string, attachments?: { filename: string; type: string; content: Buffer }[]) => {
    const [first = ''] = name.split(' ');
    await line.receive(
      await applicantMail({
        to: 'tor@casqa.example',
        received,
        from: `${name} <${first.toLowerCase()}@example.org>`,
        messageId: `<${first}-${line.posted.length}@example.org>`,
        ...(attachments === undefined ? {} : { attachments }),
      }),
    );
    await work(line);
  };
  const tick = async (at: string, test = line) => {
    test.setTime(at);
    for (const desk of test.shell.desks) await planPayers(test.shell, desk);
    await work(test);
  };
  const cards = () => line.posted.filter(({ kind }) => kind === 'payers');
  const stored = () => db.database.read.prompt.findUniqueOrThrow({ where: { id: promptId } });

  test('are listed from the hour on at which staff work, five days before the deadline, each with a way to them', async () => {
    await tick('2023-05-14T08:55:00-07:00');
    expect(cards()).toEqual([]);
    await tick('2023-05-14T09:00:00-07:00');
    await tick('2023-05-14T09:05:00-07:00');
    expect(cards().map(({ title, facts }) => ({ title, facts }))).toEqual([
      {
        title: 'Paid, and no SOQ yet: IGP Trainer of Record 2023',
        facts: [
          ['Deadline', 'Friday, May 19, 2023, 4:00 PM PDT'],
          ['Why you see it', `2 ${lists}`],
          ['Kim Poe', 'kim@example.org\npaid on Wednesday, May 10, 2023, order 5001\nnothing has come'],
          ['Sam Ray', 'sam@example.org\npaid on Wednesday, May 10, 2023, order 5000\nnothing has come'],
        ],
      },
    ]);
    const people = await db.database.read.person.findMany({ orderBy: { name: 'asc' } });
    expect((await stored()).people).toEqual(
      people
        .filter(({ name }) => name !== 'Lee Fox')
        .map(({ id, name }) => ({
          name,
          address: `${name.split(' ')[0]?.toLowerCase()}@example.org`,
          personId: id,
        })),
    );
  });

  test('the card follows what comes in, and closes at the deadline', async () => {
    await tick('2023-05-14T09:00:00-07:00');
    await send('Kim Poe');
    received = 'Mon, 15 May 2023 10:00:00 -0700';
    line.setTime('2023-05-15T10:00:00-07:00');
    await send('Sam Ray', [
      { filename: 'soq.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 broken') },
    ]);
    await tick('2023-05-15T10:05:00-07:00');
    expect((await stored()).facts).toEqual([
      ['Deadline', 'Friday, May 19, 2023, 4:00 PM PDT'],
      ['Why you see it', `1 ${lists}`],
      [
        'Sam Ray',
        'sam@example.org\npaid on Wednesday, May 10, 2023, order 5000\nversion 1 is not complete, Monday, May 15, 2023, 10:00 AM PDT',
      ],
    ]);
    await tick('2023-05-19T16:00:00-07:00');
    expect((await stored()).answerReason).toBe('the deadline has passed');
  });

  test('a card that staff have taken care of stays as it is', async () => {
    await tick('2023-05-14T09:00:00-07:00');
    await click(line, 'seen', { kind: 'payers' });
    const before = await stored();
    await send('Kim Poe');
    await tick('2023-05-15T09:00:00-07:00');
    expect((await stored()).facts).toEqual(before.facts);
    expect(cards().length).toBe(1);
  });

  test('no card comes when everybody who has paid has sent an SOQ', async () => {
    await send('Kim Poe');
    await send('Sam Ray');
    await tick('2023-05-16T09:00:00-07:00');
    expect(cards()).toEqual([]);
  });

  test('a programme that wants no such card gets none', async () => {
    const other = createTestShell(db, {
      now: '2023-05-15T09:00:00-07:00',
      programme: (source) => ({ ...source, soq: { ...source.soq, payersCardDays: 0 } }),
    });
    await tick('2023-05-15T09:05:00-07:00', other);
    expect(other.posted).toEqual([]);
  });
});
