// From a candidate to a Trainer of Record: ticks, the first fee, and the click that confirms.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planConfirmations } from '../../src/handlers/plan-confirmations.ts';
import { statusOf } from '../../src/handlers/status.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import type { Order } from '../fixtures/woocommerce-order.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const annual = {
  name: 'CASQA qualified IGP Trainer of Record (CGP ToR)',
  sku: null,
  quantity: 1,
};

describe.each(providers)('a candidate on %s', (provider) => {
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
    await submit(line);
    await click(line, 'approve');
    await tick('2023-06-09T09:00:00-07:00');
  });

  const tick = async (at: string) => {
    line.setTime(at);
    for (const desk of line.shell.desks) await planConfirmations(line.shell, desk);
    await work(line);
    for (const desk of line.shell.desks) await planConfirmations(line.shell, desk);
    await work(line);
  };
  const told = () => tick('2023-06-12T09:05:00-07:00');
  const paysFee = (cents: number, changes: Partial<Order> = {}) =>
    pay(line, {
      number: '5120',
      items: [{ ...annual, cents }],
      printedDate: 'June 20, 2023',
      instant: '2023-06-20T12:00:00-07:00',
      ...changes,
    });
  const answer = (choice: Parameters<typeof click>[1], more: Parameters<typeof click>[2] = {}) =>
    click(line, choice, { kind: 'onboarding', ...more });
  const card = () => [...line.posted, ...line.redrawn].findLast(({ kind }) => kind === 'onboarding');
  const terms = async () =>
    (await db.database.read.term.findMany({ include: { credential: true, payments: true } })).map(
      ({ startsOn, endsOn, confirmedBy, meetingHow, feeBy, qispBy, credential, payments }) => ({
        ...{ startsOn, endsOn, confirmedBy, meetingHow, feeBy, qispBy },
        grantedOn: credential.grantedOn,
        orders: payments.map(({ orderNumber }) => orderNumber),
      }),
    );
  const everything = async () => {
    await told();
    line.setTime('2023-06-20T13:00:00-07:00');
    await paysFee(6500);
    await answer('orientation-attended');
    await answer('agreement-executed');
  };

  test('has one card, and only once the result was told', async () => {
    expect(card()).toBeUndefined();
    await told();
    await told();
    expect(
      line.posted.filter(({ kind }) => kind === 'onboarding').map(({ title, facts }) => [title, facts]),
    ).toEqual([
      [
        'Onboarding: Pat Doe',
        [
          ['Candidate', 'Pat Doe, pat@example.org, application in cycle 2023'],
          ['Orientation', 'open'],
          ['Agreement', 'open'],
          ['Annual fee', 'open: $65.00'],
          ['Term', 'Saturday, July 1, 2023 to Sunday, June 30, 2024'],
          ['To do', 'tick what is done; payments tick themselves'],
        ],
      ],
    ]);
  });

  test('becomes a Trainer of Record when every step is done and staff confirm, once', async () => {
    await everything();
    expect(await terms()).toEqual([]);
    const outcomes = await Promise.all([answer('qualify'), answer('qualify'), answer('qualify')]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['stands', 'too-late', 'too-late']);
    expect(outcomes.find(({ kind }) => kind === 'stands')?.tell).toBe(
      'Confirmed: Pat Doe is a Trainer of Record from Saturday, July 1, 2023 to Sunday, June 30, 2024.',
    );
    expect(await terms()).toEqual([
      {
        startsOn: '2023-07-01',
        endsOn: '2024-06-30',
        confirmedBy: approver,
        meetingHow: 'attended',
        feeBy: 'torq',
        qispBy: approver,
        grantedOn: '2023-06-20',
        orders: ['5120'],
      },
    ]);
    const status = await statusOf(line.shell, 'pat@example.org');
    expect(status?.cases.map(({ about, stage }) => [about, stage])).toEqual([
      ['application in cycle 2023', 'qualified'],
      ['term 2023-07-01 to 2024-06-30', 'trainer-of-record'],
    ]);
  });

  test('is told that the fee has come and what is still open, and the card follows', async () => {
    await told();
    line.setTime('2023-06-20T13:00:00-07:00');
    await paysFee(6500);
    expect(subjects(line).at(-1)).toBe(
      'pat@example.org: Annual fee received: please complete what is still open',
    );
    expect(line.sent.at(-1)?.text).toMatch(/attend the orientation webinar for candidate trainers/);
    await tick('2023-06-20T13:05:00-07:00');
    expect(card()?.facts).toContainEqual(['Annual fee', '$65.00 paid on Tuesday, June 20, 2023']);
  });

  test('who paid too little is asked for the rest, without a word of a late fee', async () => {
    await told();
    line.setTime('2023-07-03T13:00:00-07:00');
    await paysFee(4000, { printedDate: 'July 3, 2023', instant: '2023-07-03T12:00:00-07:00' });
    expect(subjects(line).at(-1)).toBe('pat@example.org: Please pay the remaining $25.00 of your annual fee');
    expect(line.sent.at(-1)?.text).not.toMatch(/late fee/);
    await paysFee(2500, {
      number: '5121',
      printedDate: 'July 4, 2023',
      instant: '2023-07-04T12:00:00-07:00',
    });
    expect(subjects(line).at(-1)).toMatch(/^pat@example.org: Annual fee received/);
  });

  test('who pays before the result was told gets no mail that would tell it: staff look', async () => {
    line.setTime('2023-06-09T13:00:00-07:00');
    const before = line.sent.length;
    await paysFee(6500, { printedDate: 'June 9, 2023', instant: '2023-06-09T12:00:00-07:00' });
    expect(line.sent).toHaveLength(before);
    expect(line.posted.at(-1)?.facts).toContainEqual([
      'Why',
      'an annual fee, but this payer is no Trainer of Record with an open renewal',
    ]);
  });

  test.each<
    [string, () => Promise<unknown>, Parameters<typeof click>[1], Parameters<typeof click>[2], string]
  >([
    [
      'with open steps',
      told,
      'qualify',
      {},
      'Not yet: Pat Doe still has to attend the orientation webinar for candidate trainers, and to sign the Compliance Agreement that we send you, and to pay the annual Trainer of Record fee. Nothing was changed.',
    ],
    [
      'by somebody who is not listed',
      everything,
      'qualify',
      { by: 'U99STRANGER' },
      'You are not on the list of approvers of IGP Trainer of Record, so nothing was changed. One of them can decide: <@U01APPROVER>.',
    ],
    [
      'a second time',
      everything,
      'orientation-viewed',
      {},
      'That was noted before: the orientation of Pat Doe is complete. Nothing was changed.',
    ],
    [
      'without a reason for a waiver',
      told,
      'candidate-fee-waived',
      { reason: ' ' },
      'Waiving the fee needs a reason, for the record. Nothing was changed.',
    ],
    [
      'when nothing is ticked',
      told,
      'onboarding-cleared',
      {},
      'No step was ticked by staff. Nothing was changed.',
    ],
  ])('is not confirmed or ticked %s', async (_, given, choice, more, tell) => {
    await given();
    expect(await answer(choice, more)).toEqual({ kind: 'refused', tell });
    expect(await terms()).toEqual([]);
  });

  test('does not confirm themselves', async () => {
    await everything();
    line.addresses.set(approver, 'pat@example.org');
    expect((await answer('qualify')).tell).toBe(
      'This is about you, so another approver has to decide. Nothing was changed.',
    );
  });

  test('ticks are cleared and set again, and a waived fee counts', async () => {
    await told();
    await answer('orientation-viewed');
    await answer('agreement-executed');
    expect((await answer('onboarding-cleared')).kind).toBe('stands');
    expect((await answer('qualify')).kind).toBe('refused');
    await answer('orientation-attended');
    await answer('agreement-executed');
    await answer('candidate-fee-waived', { reason: 'Paid for by the board.' });
    expect((await answer('qualify')).kind).toBe('stands');
    expect((await terms()).map(({ feeBy, orders }) => [feeBy, orders])).toEqual([[approver, []]]);
    expect((await db.database.read.term.findFirstOrThrow()).waivers).toEqual({
      fee: { by: approver, at: '2023-06-12T16:05:00.000Z', reason: 'Paid for by the board.' },
    });
  });

  test('who withdraws leaves the card without buttons', async () => {
    await told();
    await db.database.write((tx) =>
      tx.application.updateMany({ data: { withdrawnAt: new Date('2023-06-13T12:00:00Z') } }),
    );
    expect((await answer('orientation-attended')).tell).toBe('Pat Doe has withdrawn. Nothing was changed.');
    await tick('2023-06-13T09:00:00-07:00');
    expect(card()?.answered).toMatchObject({ choice: 'superseded', reason: 'no candidate any more' });
  });

  test('another person’s mail is nobody’s step', async () => {
    await told();
    await line.receive(
      await applicantMail({
        to: 'tor@casqa.example',
        from: 'Lee Fox <lee@example.org>',
        messageId: '<lee@example.org>',
      }),
    );
    await tick('2023-06-13T09:00:00-07:00');
    expect(line.posted.filter(({ kind }) => kind === 'onboarding')).toHaveLength(1);
  });
});
