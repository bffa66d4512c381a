// After the last day for renewing: staff are asked, nobody's status ends by itself, and every click has one effect.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Choice } from '../../src/core/choice.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planLadder } from '../../src/handlers/plan-ladder.ts';
import { importTrainer } from '../../src/store/roster.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { feeMail, readAt, tickAt } from '../support/renewal.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { subjects, work } from '../support/story.ts';

const lastNight = '2023-09-30T23:59:59-07:00';
const dayAfter = '2023-10-01T00:00:00-07:00';
const endedMail = 'Your Trainer of Record status has ended: how to qualify again';

describe.each(providers)('the ladder on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, { now: '2023-01-02T12:00:00-08:00' });
    for (const name of ['Robin Roe', 'Lee Fox', 'Kim Poe']) {
      const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`;
      const roster = { organisation: null, termStarts: '2022-07-01', termEnds: '2023-06-30' };
      const context = { programme: 'igp-tor', by: 'test', now: new Date('2023-01-01T00:00:00Z') };
      await importTrainer(db.database, { name, email, ...roster }, context);
    }
    await tickAt(line, '2023-05-01T03:00:00-07:00');
    await change('Kim Poe', { qispAt: may, meetingAt: may, agreementAt: may, feeAt: may, confirmedAt: may });
    await change('Lee Fox', { qispAt: may, meetingAt: may, agreementAt: may });
  });

  const may = new Date('2023-05-20T17:00:00Z');
  const renewal = (name: string) => ({ startsOn: '2023-07-01', credential: { person: { name } } });
  const term = (name: string) =>
    db.database.read.term.findFirstOrThrow({ where: renewal(name), include: { credential: true } });
  const change = async (name: string, data: object) => {
    const { id } = await term(name);
    await db.database.write((tx) =>
      tx.term.update({ where: { id }, data: { ...data, version: { increment: 1 } } }),
    );
  };
  const plan = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) await planLadder(line.shell, desk);
    // The second round posts what stands in the thread of the first one's cards.
    await work(line);
    line.setTime(new Date(new Date(at).getTime() + 60_000).toISOString());
    await work(line);
  };
  const titles = () => line.posted.map(({ title }) => title);
  const openCards = async () =>
    (
      await db.database.read.prompt.findMany({
        where: { answeredAt: null, kind: { in: ['lapse', 'lapse-list', 'reinstate'] } },
        orderBy: { title: 'asc' },
      })
    ).map(({ title }) => title);
  const answer = async (start: string, choice: Choice, reason: string | null = null, by = approver) => {
    const card = line.posted.findLast(({ title }) => title.startsWith(start));
    const outcome = await onAnswer(line.shell, {
      promptId: card?.id ?? 'none',
      choice,
      by,
      reason,
      place: card?.place ?? null,
    });
    await work(line);
    return outcome;
  };
  const own = (name: string) => `Does this status end? ${name}`;
  const list = 'IGP Trainer of Record: not renewed for the term from Saturday, July 1, 2023';
  const ended = async () =>
    (
      await db.database.read.credential.findMany({
        where: { endedOn: { not: null } },
        include: { person: true },
        orderBy: { id: 'asc' },
      })
    )
      .map(
        ({ person, endedOn, endReason, removedBy }) =>
          `${person.name} on ${endedOn} (${endReason}), off the list by ${removedBy}`,
      )
      .toSorted();

  test('asks on the day after the last one, once, and by itself ends nothing', async () => {
    await plan(lastNight);
    expect(titles()).toEqual([]);
    await plan(dayAfter);
    await plan('2023-10-02T09:00:00-07:00');
    expect(titles().toSorted()).toEqual([own('Lee Fox'), own('Robin Roe'), list].toSorted());
    const card = line.posted.find(({ kind }) => kind === 'lapse-list');
    expect(card?.facts).toEqual([
      ['Last day', 'Saturday, September 30, 2023, 11:59 PM PDT'],
      [
        'Still open',
        '2\nLee Fox: pay the annual fee\nRobin Roe: keep your QISP qualification current; attend the renewal meeting, or view its recording; pay the annual fee',
      ],
      ['To do', 'decide on each in the thread, or on all of them here. Nobody’s status ends by itself'],
    ]);
    await plan('2024-03-01T09:00:00-08:00');
    expect([await ended(), line.sent]).toEqual([[], []]);
    expect(await openCards()).toHaveLength(3);
  });

  test('one click ends one status, takes the name off the list, and tells the person', async () => {
    await plan(dayAfter);
    line.setTime('2023-10-03T09:00:00-07:00');
    const outcomes = await Promise.all([1, 2].map(() => answer(own('Lee Fox'), 'lapse')));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'too-late']);
    expect(await ended()).toEqual([
      `Lee Fox on 2023-10-03 (not renewed by 2023-09-30: still to pay the annual fee), off the list by ${approver}`,
    ]);
    expect(subjects(line)).toEqual([`lee@example.org: ${endedMail}`]);
    expect(line.sent[0]?.text).toContain('pay the annual fee');
    expect(
      await db.database.read.history.findMany({
        where: { event: 'term-lapsed' },
        select: { by: true, reason: true, caseKind: true },
      }),
    ).toEqual([
      { by: approver, reason: 'not renewed by 2023-09-30: still to pay the annual fee', caseKind: 'term' },
    ]);
    await plan('2023-10-03T10:00:00-07:00');
    expect(await openCards()).toEqual([own('Robin Roe'), list]);
  });

  test('all of the list end with one click, but for whom a payment waits', async () => {
    await plan(dayAfter);
    await readAt(line, '2023-10-05T09:00:00-07:00', feeMail('2023-10-04T10:00:00-07:00', { cents: 9000 }));
    const outcome = await answer(list, 'lapse-all');
    expect(outcome).toEqual({
      kind: 'stands',
      tell: 'Ended: Lee Fox. They are told by mail. Not ended, as a payment waits to be looked at first: Robin Roe. Their cards stay open.',
    });
    expect((await ended()).map((line_) => line_.split(' on ')[0])).toEqual(['Lee Fox']);
    expect((await answer(own('Lee Fox'), 'keep', '2023-12-01 late')).kind).toBe('too-late');
    expect(await openCards()).toContain(own('Robin Roe'));
  });

  test.each<[string, string | null, string]>([
    ['no day', 'her employer pays', 'Please begin with a day that exists'],
    ['a day that does not exist', '2023-11-31 her employer pays', 'Please begin with a day that exists'],
    ['no reason', '2023-11-15', 'Please say why after the day'],
    ['today', '2023-10-02 today', 'Monday, October 2, 2023 is not in the future'],
    ['too far', '2024-05-01 next year', 'The last day that can be given is Tuesday, April 30, 2024'],
  ])('keeps nobody until %s', async (_, reason, tell) => {
    await plan('2023-10-02T09:00:00-07:00');
    const outcome = await answer(own('Robin Roe'), 'keep', reason);
    expect([outcome.kind, outcome.tell.startsWith(tell)]).toEqual(['refused', true]);
    expect((await term('Robin Roe')).waivers).toBeNull();
  });

  test('who is kept may pay until that day, that day included, and is asked about again after it', async () => {
    await plan(dayAfter);
    expect((await answer(own('Lee Fox'), 'keep', '2023-11-15 her employer pays')).kind).toBe('stands');
    await plan('2023-11-15T23:50:00-08:00');
    expect(titles().filter((title) => title === own('Lee Fox'))).toHaveLength(1);
    await plan('2023-11-16T00:00:00-08:00');
    expect(titles().filter((title) => title === own('Lee Fox'))).toHaveLength(2);
    const fee = feeMail('2023-11-15T23:00:00-08:00', {
      cents: 9000,
      payer: { first: 'Lee', last: 'Fox', email: 'lee@example.org' },
    });
    await readAt(line, '2023-11-16T09:00:00-08:00', fee);
    expect((await term('Lee Fox')).feeAt).not.toBeNull();
    await plan('2023-11-16T10:00:00-08:00');
    expect((await openCards()).filter((title) => title === own('Lee Fox'))).toEqual([]);
  });

  test('a fee that is paid after the end goes to a card and brings nothing back', async () => {
    await plan(dayAfter);
    await answer(own('Robin Roe'), 'lapse');
    await readAt(line, '2023-10-06T09:00:00-07:00', feeMail('2023-10-05T10:00:00-07:00', { cents: 9000 }));
    expect(line.posted.at(-1)?.kind).toBe('payment-review');
    expect(line.posted.at(-1)?.facts).toContainEqual([
      'Why',
      'the annual fee, paid on 2023-10-05 by Robin Roe, whose status ended on 2023-10-01. It does not count: they qualify again with a new SOQ',
    ]);
    expect(await ended()).toHaveLength(1);
  });

  test('a fee that was paid in time and read after the end: staff reinstate, and the person is told', async () => {
    await plan(dayAfter);
    await answer(own('Robin Roe'), 'lapse');
    await readAt(line, '2023-10-06T09:00:00-07:00', feeMail('2023-09-29T10:00:00-07:00', { cents: 9000 }));
    expect(titles().at(-1)).toBe('Paid in time, and ended: Robin Roe');
    expect((await answer('Paid in time', 'reinstate', 'she did')).kind).toBe('refused');
    expect((await answer('Paid in time', 'reinstate', '2023-10-31 paid by check', 'U99STRANGER')).kind).toBe(
      'refused',
    );
    const outcome = await answer('Paid in time', 'reinstate', '2023-10-31 paid by check');
    expect(outcome).toEqual({
      kind: 'stands',
      tell: 'Reinstated: Robin Roe, with time until Tuesday, October 31, 2023 for what is open.',
    });
    expect(await ended()).toEqual([]);
    const { lapsedAt, feeAt, credential } = await term('Robin Roe');
    expect([lapsedAt, feeAt === null, credential.removedAt]).toEqual([null, false, null]);
    expect(subjects(line).at(-1)).toBe('robin@example.org: Your Trainer of Record status is in force again');
    await plan('2023-11-01T00:00:00-07:00');
    expect(titles().filter((title) => title === own('Robin Roe'))).toHaveLength(2);
  });

  test('or leave it ended', async () => {
    await plan(dayAfter);
    await answer(own('Robin Roe'), 'lapse');
    await readAt(line, '2023-10-06T09:00:00-07:00', feeMail('2023-09-29T10:00:00-07:00', { cents: 9000 }));
    expect((await answer('Paid in time', 'stays-ended')).kind).toBe('stands');
    const states = (await db.database.read.payment.findMany()).map(({ state }) => state);
    expect([states, await ended()]).toEqual([['set-aside'], [expect.stringContaining('Robin Roe')]]);
  });

  test('nobody decides on themselves, alone or with others, and strangers decide on nobody', async () => {
    await plan(dayAfter);
    expect((await answer(own('Robin Roe'), 'lapse', null, 'U99STRANGER')).kind).toBe('refused');
    line.addresses.set(approver, 'robin@example.org');
    const about = 'This is about you, so another approver has to decide. Nothing was changed.';
    expect((await answer(own('Robin Roe'), 'lapse')).tell).toBe(about);
    expect((await answer(own('Robin Roe'), 'keep', '2023-12-01 mine')).tell).toBe(about);
    expect((await answer(list, 'lapse-all')).tell).toBe(about);
    expect((await answer(own('Lee Fox'), 'lapse')).kind).toBe('stands');
  });

  test('what was completed since is not ended by an old card', async () => {
    await plan(dayAfter);
    await change('Lee Fox', { feeAt: may });
    const outcome = await answer(own('Lee Fox'), 'lapse');
    expect(outcome).toEqual({
      kind: 'refused',
      tell: 'Lee Fox has completed the renewal, or has more time. Nothing was changed.',
    });
    await plan('2023-10-02T10:00:00-07:00');
    expect(await openCards()).toEqual([own('Robin Roe'), list]);
    expect(await ended()).toEqual([]);
  });

  test.each<[string, object, string, string]>([
    [
      'the fee was given back',
      { feeAt: null },
      'the annual fee was given back after the renewal was confirmed',
      'because the annual fee was given back and has not been paid again',
    ],
    [
      'the registration was lost',
      { qispLostAt: new Date('2023-11-20T18:00:00Z') },
      'the QISP registration was lost within the term',
      'because your QISP registration is no longer current',
    ],
  ])('a confirmed term when %s: staff decide, and may wait', async (_, lost, why, because) => {
    await plan('2023-09-01T09:00:00-07:00');
    expect(titles()).toEqual([]);
    await change('Kim Poe', lost);
    await plan('2023-12-01T09:00:00-08:00');
    const cards = () => line.posted.filter(({ title }) => title === own('Kim Poe'));
    expect(cards().map(({ facts }) => facts.find(([label]) => label === 'Why')?.[1])).toEqual([why]);
    expect((await answer(own('Kim Poe'), 'keep', '2023-12-15 it is being sorted out')).kind).toBe('stands');
    await plan('2023-12-15T12:00:00-08:00');
    expect(cards()).toHaveLength(1);
    await plan('2023-12-16T12:00:00-08:00');
    expect(cards()).toHaveLength(2);
    expect((await answer(own('Kim Poe'), 'lapse')).kind).toBe('stands');
    expect((await ended()).map((words) => words.split(' (')[0])).toEqual(['Kim Poe on 2023-12-16']);
    expect(line.sent.at(-1)?.text.replace(/\s+/g, ' ')).toContain(because);
  });
});
