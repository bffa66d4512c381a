// "CASQA confirms steps 1-4 are completed": one card a complete renewal, confirmed one by one or together, once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planConfirmations } from '../../src/handlers/plan-confirmations.ts';
import { importTrainer } from '../../src/store/roster.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { tickAt } from '../support/renewal.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { work } from '../support/story.ts';

const people = ['Robin Roe', 'Lee Fox', 'Kim Poe'];

describe.each(providers)('a complete renewal on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-01-02T12:00:00-08:00' });
    for (const name of people) {
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`;
      const roster = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
      const context = { programme: 'igp-tor', by: 'test', now: new Date('2023-01-01T00:00:00Z') };
      await importTrainer(db.database, { name, email, ...roster }, context);
    }
    await tickAt(line, '2023-05-01T12:00:00-07:00');
    for (const name of people) await tick(name, name === 'Kim Poe' ? ['qispAt', 'feeAt'] : all);
    await tick('Kim Poe', ['qispAt', 'feeAt']);
    await plan();
  });

  const all = ['qispAt', 'meetingAt', 'agreementAt', 'feeAt'];
  const renewal = (name: string) => ({ startsOn: '2023-07-01', credential: { person: { name } } });
  const tick = async (
    name: string,
    columns: readonly string[],
    at: Date | null = new Date('2023-05-20T17:00:00Z'),
  ) => {
    const data = Object.fromEntries(columns.map((column) => [column, at]));
    const { id } = await db.database.read.term.findFirstOrThrow({ where: renewal(name) });
    await db.database.write((tx) =>
      tx.term.update({ where: { id }, data: { ...data, version: { increment: 1 } } }),
    );
  };
  const plan = async () => {
    for (const desk of line.shell.desks) await planConfirmations(line.shell, desk);
    await work(line);
  };
  const cards = () => line.posted.filter(({ kind }) => kind === 'term-confirm');
  const answer = async (name: string, choice: 'confirm' | 'confirm-all', by = approver) =>
    onAnswer(line.shell, {
      promptId: `term-confirm.${(await db.database.read.term.findFirstOrThrow({ where: renewal(name) })).id}`,
      choice,
      by,
      reason: null,
      place: null,
    });
  const confirmed = async () =>
    (
      await db.database.read.term.findMany({
        where: { startsOn: '2023-07-01', confirmedAt: { not: null } },
        include: { credential: { include: { person: true } } },
      })
    )
      .map(({ credential, confirmedBy }) => `${credential.person.name} by ${confirmedBy}`)
      .toSorted();

  test('has one card with its four steps; one that lacks a step has none', async () => {
    await plan();
    expect(
      cards()
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual(['Renewal to confirm: Lee Fox', 'Renewal to confirm: Robin Roe']);
    expect(cards().find(({ title }) => title.endsWith('Robin Roe'))?.facts).toEqual([
      ['Trainer', 'Robin Roe, robin@example.org, term 2023-07-01 to 2024-06-30'],
      ['Term', 'Saturday, July 1, 2023 to Sunday, June 30, 2024'],
      ['QISP kept', 'yes, noted on Saturday, May 20, 2023, 10:00 AM PDT'],
      ['Renewal meeting', 'yes, noted on Saturday, May 20, 2023, 10:00 AM PDT'],
      ['Agreement in force', 'yes, noted on Saturday, May 20, 2023, 10:00 AM PDT'],
      ['Annual fee', 'yes, noted on Saturday, May 20, 2023, 10:00 AM PDT'],
    ]);
  });

  test('is confirmed by one click of several at once', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => answer('Robin Roe', 'confirm')));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'too-late', 'too-late']);
    expect(await confirmed()).toEqual([`Robin Roe by ${approver}`]);
  });

  test('all that are complete are confirmed together, and their cards close', async () => {
    const outcome = await answer('Robin Roe', 'confirm-all');
    expect(outcome.kind).toBe('stands');
    expect(outcome.tell).toMatch(/^Confirmed: (Robin Roe, Lee Fox|Lee Fox, Robin Roe)\. The certificate/);
    expect(await confirmed()).toEqual([`Lee Fox by ${approver}`, `Robin Roe by ${approver}`]);
    await work(line);
    expect((await answer('Lee Fox', 'confirm')).tell).toMatch(/confirmed together with Robin Roe/);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'a step was undone after the card was opened',
      () => tick('Robin Roe', ['feeAt'], null),
      'Not confirmed: Robin Roe still has to pay the annual fee. Nothing was changed.',
    ],
    [
      'the registration was lost',
      () => tick('Robin Roe', ['qispLostAt']),
      'Not confirmed: Robin Roe has lost the QISP registration. Nothing was changed.',
    ],
    [
      'the credential has ended',
      () => tick('Robin Roe', ['lapsedAt']),
      'Not confirmed: Robin Roe has lapsed. Nothing was changed.',
    ],
  ])('is not confirmed when %s', async (_, given, tell) => {
    await given();
    expect(await answer('Robin Roe', 'confirm')).toEqual({ kind: 'refused', tell });
    expect(await confirmed()).toEqual([]);
  });

  test('the card follows a step that was undone', async () => {
    await tick('Robin Roe', ['feeAt'], null);
    await plan();
    expect(line.redrawn.at(-1)?.facts).toContainEqual(['Annual fee', 'open again']);
  });

  test('nobody confirms themselves, alone or with others, and strangers confirm nobody', async () => {
    expect((await answer('Robin Roe', 'confirm', 'U99STRANGER')).kind).toBe('refused');
    line.addresses.set(approver, 'lee@example.org');
    const about = 'This is about you, so another approver has to decide. Nothing was changed.';
    expect((await answer('Lee Fox', 'confirm')).tell).toBe(about);
    expect((await answer('Robin Roe', 'confirm-all')).tell).toBe(about);
    expect((await answer('Robin Roe', 'confirm')).kind).toBe('stands');
    expect(await confirmed()).toEqual([`Robin Roe by ${approver}`]);
  });
});
