// The card of the day, and the switch on it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planDaily } from '../../src/handlers/plan-daily.ts';
import { touchCursor } from '../../src/store/cursor.ts';
import { holdAllMail, resumeMail } from '../../src/store/holds.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit, work } from '../support/story.ts';

describe.each(providers)('the card of the day on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T07:00:00-07:00' });
  });

  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) await planDaily(line.shell, desk);
    await work(line);
  };
  const cards = () => line.posted.filter(({ kind }) => kind === 'daily');
  const answer = (choice: 'hold' | 'resume', by = approver) =>
    onAnswer(line.shell, { promptId: cards().at(-1)?.id ?? '', choice, by, reason: null, place: null });

  test('comes at its hour, once, and says nothing waiting rather than nothing', async () => {
    await tick('2023-05-12T07:55:00-07:00');
    expect(cards()).toEqual([]);
    await tick('2023-05-12T08:00:00-07:00');
    await tick('2023-05-12T08:05:00-07:00');
    expect(cards().map(({ title, facts, state }) => ({ title, facts, state }))).toEqual([
      {
        title: 'IGP Trainer of Record: Friday, May 12, 2023',
        facts: [
          ['Mailbox', 'It has never been read. Please ask whoever operates torq to look.'],
          ['Waiting for you', 'nothing waiting'],
          ['Mail in', '0 to be decided'],
          ['Mail out', '0 sent in the last 24 hours, 0 due today'],
        ],
        state: ['Mail goes out.'],
      },
    ]);
  });

  test('counts what was sent, what waits and since when, and what came back', async () => {
    await pay(line);
    await submit(line);
    await touchCursor(db.database, 'INBOX', '1', new Date('2023-05-12T07:59:00-07:00'));
    await db.database.write((tx) =>
      tx.address.updateMany({ data: { bouncedAt: new Date('2023-05-12T07:30:00-07:00') } }),
    );
    await tick('2023-05-12T08:00:00-07:00');
    expect(cards()[0]?.facts).toEqual([
      ['Mailbox', 'INBOX: read Friday, May 12, 2023, 7:59 AM PDT'],
      ['Waiting for you', 'SOQ to decide: 1, since Friday, May 12, 2023, 7:00 AM PDT'],
      ['Mail in', '0 to be decided'],
      ['Mail out', '2 sent in the last 24 hours, 0 due today'],
      ['Came back', 'pat@example.org'],
    ]);
  });

  test('of a later day closes the one before; days that were missed get none', async () => {
    await tick('2023-05-12T08:00:00-07:00');
    await tick('2023-05-15T08:00:00-07:00');
    expect(cards().map(({ title }) => title.split(': ')[1])).toEqual([
      'Friday, May 12, 2023',
      'Monday, May 15, 2023',
    ]);
    expect(line.redrawn.at(-1)).toMatchObject({
      id: 'daily.igp-tor.2023-05-12',
      answered: { reason: 'the card of a later day has taken its place' },
    });
  });

  test('holds all mail at a click, and lets it go at another', async () => {
    await tick('2023-05-12T08:00:00-07:00');
    expect((await answer('resume')).tell).toBe('Mail goes out already. Nothing was changed.');
    expect((await answer('hold')).tell).toBe(
      'All mail is held now. Nothing goes out until somebody resumes it; cards still come.',
    );
    await pay(line);
    expect(line.sent).toEqual([]);
    expect(line.redrawn.at(-1)?.state).toEqual([
      `*All mail is held* since Friday, May 12, 2023, 8:00 AM PDT, by <@${approver}>.`,
    ]);
    expect((await answer('hold')).tell).toBe(
      'All mail has been held since Friday, May 12, 2023, 8:00 AM PDT. Nothing was changed.',
    );
    expect((await answer('resume', 'U99STRANGER')).kind).toBe('refused');
    expect((await answer('resume')).kind).toBe('stands');
    await work(line);
    expect(line.sent.map(({ to }) => to)).toEqual(['pat@example.org']);
    expect(line.redrawn.at(-1)?.state).toEqual(['Mail goes out.']);
  });

  test('shows a hold that was made on the command line, and its end', async () => {
    await tick('2023-05-12T08:00:00-07:00');
    const by = 'operator';
    await holdAllMail(db.database, { by, reason: 'test', now: line.shell.now() });
    await work(line);
    expect(line.redrawn.at(-1)?.state).toEqual([
      '*All mail is held* since Friday, May 12, 2023, 8:00 AM PDT, by operator.',
    ]);
    await resumeMail(db.database, { by, now: line.shell.now() });
    await work(line);
    expect(line.redrawn.at(-1)?.state).toEqual(['Mail goes out.']);
  });

  test('of many clicks at once one holds', async () => {
    await tick('2023-05-12T08:00:00-07:00');
    const outcomes = await Promise.all([answer('hold'), answer('hold'), answer('hold')]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'refused', 'stands']);
    expect(await db.database.read.hold.count()).toBe(1);
  });
});
