// The results of a cycle: seen before they go out, sent earlier only within their week, and once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planRelease } from '../../src/handlers/plan-release.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, work } from '../support/story.ts';

const names = ['Pat Doe', 'Lee Fox', 'Sam Ray', 'Kim Poe'];
const promptId = 'release.igp-tor.2023';

describe.each(providers)('the results on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    for (const [at, name] of names.entries()) await applicant(name, at);
  });

  /** Pat is selected, Lee is not, Sam is not decided, Kim has paid and sent no SOQ. */
  const applicant = async (name: string, at: number) => {
    const [first = '', last = ''] = name.split(' ');
    const email = `${first.toLowerCase()}@example.org`;
    await pay(line, { number: String(5000 + at), payer: { first, last, email } });
    if (first === 'Kim') return;
    const from = `${name} <${email}>`;
    await line.receive(
      await applicantMail({ to: 'tor@casqa.example', from, messageId: `<${first}@example.org>` }),
    );
    await work(line);
    if (first === 'Pat') await click(line, 'approve');
    if (first === 'Lee') await click(line, 'decline', { reason: 'No references.' });
  };
  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) await planRelease(line.shell, desk);
    await work(line);
  };
  const cards = () => line.posted.filter(({ kind }) => kind === 'release');
  const results = () =>
    line.sent
      .filter(({ subject }) => /selected|result/i.test(subject))
      .map(({ to }) => to)
      .toSorted();
  const release = (by = approver) =>
    onAnswer(line.shell, { promptId, choice: 'release', by, reason: null, place: null });

  test('are shown three days before, once, and the card follows what is decided', async () => {
    await tick('2023-06-08T23:55:00-07:00');
    expect(cards()).toEqual([]);
    await tick('2023-06-09T00:00:00-07:00');
    await tick('2023-06-09T00:05:00-07:00');
    expect(cards().map(({ title, facts }) => ({ title, facts }))).toEqual([
      {
        title: 'Results of IGP Trainer of Record 2023',
        facts: [
          ['Goes out', 'Monday, June 12, 2023, 9:00 AM PDT, by itself'],
          ['Earlier', 'with the button below, from Monday, June 12, 2023, 12:00 AM PDT on'],
          ['Selected', '1: Pat Doe'],
          ['Not selected', '1: Lee Fox'],
          ['Undecided', '1: Sam Ray\nThey get nothing until somebody decides.'],
          ['Paid, and no SOQ', '1: Kim Poe\nThey get nothing.'],
        ],
      },
    ]);
    await click(line, 'approve');
    await tick('2023-06-09T00:10:00-07:00');
    expect(line.redrawn.at(-1)?.facts).toContainEqual(['Selected', '2: Pat Doe, Sam Ray']);
  });

  test('are under embargo until their week begins', async () => {
    await tick('2023-06-09T09:00:00-07:00');
    expect(await release()).toEqual({
      kind: 'refused',
      tell: 'The results are under embargo until Monday, June 12, 2023, 12:00 AM PDT. Nothing was sent.',
    });
    await work(line);
    expect(results()).toEqual([]);
  });

  test('go out at a click within the week, once; who is not decided gets nothing', async () => {
    await tick('2023-06-09T09:00:00-07:00');
    line.setTime('2023-06-12T07:00:00-07:00');
    expect((await release('U99STRANGER')).kind).toBe('refused');
    const outcomes = await Promise.all([release(), release(), release()]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'too-late', 'too-late']);
    await work(line);
    expect(results()).toEqual(['lee@example.org', 'pat@example.org']);
    await tick('2023-06-12T09:00:00-07:00');
    expect(results()).toEqual(['lee@example.org', 'pat@example.org']);
  });

  test('of a decision that can still be undone wait until it cannot', async () => {
    await tick('2023-06-09T09:00:00-07:00');
    line.setTime('2023-06-12T06:55:00-07:00');
    await click(line, 'approve');
    line.setTime('2023-06-12T07:00:00-07:00');
    await release();
    await work(line);
    expect(results()).toEqual(['lee@example.org', 'pat@example.org']);
    line.setTime('2023-06-12T07:05:00-07:00');
    await work(line);
    expect(results()).toEqual(['lee@example.org', 'pat@example.org', 'sam@example.org']);
  });

  test('go out by themselves at their hour, and the card says so', async () => {
    await tick('2023-06-09T09:00:00-07:00');
    await tick('2023-06-12T09:00:00-07:00');
    expect(results()).toEqual(['lee@example.org', 'pat@example.org']);
    expect(line.redrawn.at(-1)?.answered).toMatchObject({
      choice: 'superseded',
      reason: 'the results went out by themselves on Monday, June 12, 2023, 9:00 AM PDT',
    });
    expect((await release()).kind).toBe('too-late');
  });

  test('leave out who has withdrawn', async () => {
    await db.database.write((tx) =>
      tx.application.updateMany({
        where: { person: { name: 'Pat Doe' } },
        data: { withdrawnAt: new Date('2023-06-01T00:00:00Z') },
      }),
    );
    await tick('2023-06-09T09:00:00-07:00');
    expect(cards()[0]?.facts).toContainEqual(['Withdrawn', '1: Pat Doe\nThey get nothing.']);
    await tick('2023-06-12T09:00:00-07:00');
    expect(results()).toEqual(['lee@example.org']);
  });
});
