// Before the window opens, after it closes, and with the other fee: whoever pays or writes hears what is true.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import type { Order } from '../fixtures/woocommerce-order.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { createTestShell, type TestShell } from '../support/shell.ts';
import { click, pay, subjects, submit, work } from '../support/story.ts';

const resubmittal = {
  name: 'IGP Trainer of Record SOQ Resubmittal Fee',
  sku: 'IGP-SOQ-RESUB',
  quantity: 1,
  cents: 28000,
};
const outside = 'We have your payment, made outside the dates for the SOQ fee: we will write to you';

describe.each(providers)('the payment window on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = createTestShell(db, {
      now: '2023-05-12T12:00:00-07:00',
      programme: (source) => ({
        ...source,
        cycles: [
          {
            ...source.cycles[0],
            name: '2022',
            opens: '2022-04-04',
            payment: { opens: '2022-04-04 09:00', closes: '2022-05-20 16:00' },
            soqDeadline: '2022-05-20 16:00',
            notificationWeek: '2022-06-13',
            orientation: { at: null, again: null, minutes: 90, join: null },
            renewalMeeting: { at: null, minutes: 90, join: null, recording: null },
            term: { starts: '2022-07-01', ends: '2023-06-30' },
          },
          ...source.cycles,
        ],
      }),
    });
  });

  const paid = (instant: string, printedDate: string, changes: Partial<Order> = {}) => {
    line.setTime(instant);
    return pay(line, { instant, printedDate, ...changes });
  };
  const why = () => Object.fromEntries(line.posted.at(-1)?.facts ?? []).Why;
  const soqAt = async (instant: string, stamp: string) => {
    line.setTime(instant);
    const trace = [['Authentication-Results', 'mx.example.net; dkim=pass header.d=example.org']] as const;
    await line.receive(
      await applicantMail({
        to: 'tor@casqa.example',
        received: stamp,
        trace,
        messageId: `<${stamp}@example.org>`,
      }),
    );
    await work(line);
  };
  /** Pat sent an SOQ last year, with this result. */
  const lastYear = async (outcome: 'not-selected' | 'candidate') => {
    const at = new Date('2022-05-10T17:00:00Z');
    await db.database.write(async (tx) => {
      const row = { learnedFrom: 'payment', createdAt: at };
      await tx.person.create({
        data: {
          id: 'pat',
          name: 'Pat Doe',
          createdAt: at,
          addresses: { create: { address: 'pat@example.org', ...row } },
        },
      });
      await tx.cycle.create({ data: { id: 'cycle-2022', programme: 'igp-tor', name: '2022' } });
      await tx.application.create({
        data: {
          id: 'last',
          personId: 'pat',
          cycleId: 'cycle-2022',
          openedAt: at,
          decision: outcome,
          decidedAt: at,
        },
      });
    });
  };

  test.each([
    [
      'before it opens, though the cycle is announced',
      '2023-04-02T12:00:00-07:00',
      'April 2, 2023',
      /could be paid until \*?\*?Friday, May 20, 2022/,
    ],
    [
      'after it closes',
      '2023-05-20T12:00:00-07:00',
      'May 20, 2023',
      /could be paid until .*May 19, 2023, 4:00 PM PDT/,
    ],
  ])(
    'who pays %s hears that a person looks, and gets no instructions',
    async (_when, instant, date, words) => {
      await paid(instant, date);
      expect(subjects(line)).toEqual([`pat@example.org: ${outside}`]);
      expect(line.sent[0]?.text.replaceAll(/\s+/g, ' ')).toMatch(words);
      expect(why()).toMatch(/outside the payment window$/);
      expect(await db.database.read.application.count()).toBe(0);
      // A second mail of the store about the same order says nothing new.
      await pay(line, { instant, printedDate: date, kind: 'completed' });
      expect(line.sent.length).toBe(1);
    },
  );

  test('a payment after the window counts once staff say so; then the instructions say that the deadline has passed', async () => {
    await lastYear('not-selected');
    await paid('2023-05-20T12:00:00-07:00', 'May 20, 2023', { items: [resubmittal] });
    await click(line, 'match-0', { kind: 'payment-review' });
    await work(line);
    expect(subjects(line)).toEqual([
      `pat@example.org: ${outside}`,
      'pat@example.org: Your fee is paid, and the deadline has passed: please read',
    ]);
    expect(line.sent[1]?.attachments).toBe(undefined);
    expect(line.sent[1]?.text).not.toMatch(/calendar file/);
    await soqAt('2023-05-21T12:00:00-07:00', 'Sun, 21 May 2023 12:00:00 -0700');
    expect(subjects(line).at(-1)).toBe(
      'pat@example.org: Your SOQ arrived after the deadline: please wait for our decision',
    );
  });

  test('who pays on the day of the deadline, and is read after its hour, is told that it has passed', async () => {
    await paid('2023-05-19T16:05:00-07:00', 'May 19, 2023');
    expect(subjects(line)).toEqual([
      'pat@example.org: Your fee is paid, and the deadline has passed: please read',
    ]);
    expect(await db.database.read.application.count()).toBe(1);
  });

  test.each([
    [
      'between two cycles',
      '2023-03-01T12:00:00-08:00',
      'Wed, 01 Mar 2023 12:00:00 -0800',
      'Your SOQ arrived when applications are closed: please read',
      /could be paid until .*May 20, 2022, 4:00 PM PDT/,
    ],
    [
      'on the day of the announcement, before the fee can be paid',
      '2023-04-03T08:00:00-07:00',
      'Mon, 03 Apr 2023 08:00:00 -0700',
      'We have your SOQ: please pay the fee from Monday, April 3, 2023, 9:00 AM PDT on',
      /to .*Friday, May 19, 2023, 4:00 PM PDT/,
    ],
    [
      'within the window',
      '2023-05-12T12:00:00-07:00',
      'Fri, 12 May 2023 12:00:00 -0700',
      'We have your SOQ, but no fee: please send us your order number',
      /pay the SOQ fee there/,
    ],
    [
      'after it closed',
      '2023-05-20T12:00:00-07:00',
      'Sat, 20 May 2023 12:00:00 -0700',
      'Your SOQ arrived when applications are closed: please read',
      /could be paid until .*May 19, 2023, 4:00 PM PDT/,
    ],
  ])(
    'an SOQ without a fee %s is answered with what can be done then, and staff see it',
    async (_when, instant, stamp, subject, words) => {
      await soqAt(instant, stamp);
      await soqAt(instant, stamp.replace(':00 -', ':01 -'));
      expect(subjects(line)).toEqual([`pat@example.org: ${subject}`]);
      expect(line.sent[0]?.text.replaceAll(/\s+/g, ' ')).toMatch(words);
      expect(line.posted.map(({ kind }) => kind)).toEqual(['mail-review', 'mail-review']);
    },
  );

  test('an SOQ that came before the fee could be paid is taken up when it is paid', async () => {
    await soqAt('2023-04-03T08:00:00-07:00', 'Mon, 03 Apr 2023 08:00:00 -0700');
    await paid('2023-04-04T12:00:00-07:00', 'April 4, 2023');
    await work(line);
    expect(subjects(line).slice(1).toSorted()).toEqual([
      'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
      'pat@example.org: SOQ received: nothing more to do for now',
    ]);
  });

  test('an SOQ from before this cycle is none of it: the payer is asked for one', async () => {
    await soqAt('2022-06-01T12:00:00-07:00', 'Wed, 01 Jun 2022 12:00:00 -0700');
    await paid('2023-05-10T12:00:00-07:00', 'May 10, 2023');
    await work(line);
    expect(subjects(line).slice(1)).toEqual([
      'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
    ]);
    expect(await db.database.read.submission.count()).toBe(0);
    // Its card is in the channel since last year.
    expect(line.posted.map(({ kind }) => kind)).toEqual(['mail-review']);
  });

  test('who was not selected last year pays the resubmittal fee, and goes on', async () => {
    await lastYear('not-selected');
    await paid('2023-05-10T12:00:00-07:00', 'May 10, 2023', { items: [resubmittal] });
    await submit(line);
    expect(subjects(line).map((subject) => subject.slice(0, 40))).toEqual([
      'pat@example.org: Next step: send your SO',
      'pat@example.org: SOQ received: nothing m',
    ]);
  });

  test.each([
    ['not-selected', 'the full fee was paid by Pat Doe, who may use the resubmittal fee', {}],
    ['candidate', 'Pat Doe was selected in the last cycle: was the annual fee meant?', {}],
    [
      'candidate',
      'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for Pat Doe',
      { items: [resubmittal] },
    ],
  ] as const)(
    'who was %s last year and pays the other fee waits for staff (%s), and goes on with one click',
    async (outcome, reason, changes) => {
      await lastYear(outcome);
      await paid('2023-05-10T12:00:00-07:00', 'May 10, 2023', changes);
      expect(line.sent).toEqual([]);
      expect([why(), line.posted.at(-1)?.people]).toEqual([
        reason,
        [{ name: 'Pat Doe', address: 'pat@example.org' }],
      ]);
      await click(line, 'match-0', { kind: 'payment-review' });
      await work(line);
      expect(subjects(line)).toEqual([
        'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
      ]);
      expect(await db.database.read.payment.findMany({ select: { state: true, personId: true } })).toEqual([
        { state: 'matched', personId: 'pat' },
      ]);
    },
  );

  test('staff who say whose a payment is have not said yet that the other fee will do', async () => {
    await lastYear('not-selected');
    const payer = { first: 'Robin', last: 'Roe', email: 'office@example.org' };
    await paid('2023-05-10T12:00:00-07:00', 'May 10, 2023', { payer });
    // The receipt names nobody whom we know: a new person, who gets the instructions, unless staff know better.
    expect(subjects(line).length).toBe(1);
    await db.empty();
    await lastYear('candidate');
    line.sent.length = 0;
    await paid('2023-05-10T12:00:00-07:00', 'May 10, 2023', { payer, items: [resubmittal] });
    await click(line, 'match-other', { kind: 'payment-review', reason: 'pat@example.org' });
    await work(line);
    expect(line.sent).toEqual([]);
    expect(why()).toBe(
      'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for Pat Doe',
    );
    await click(line, 'match-0', { kind: 'payment-review' });
    await work(line);
    expect(subjects(line)).toEqual([
      'pat@example.org: Next step: send your SOQ by Friday, May 19, 2023, 4:00 PM PDT',
    ]);
  });

  test('a payment of a wrong amount does not count by saying whose it is', async () => {
    await lastYear('not-selected');
    await paid('2023-05-10T12:00:00-07:00', 'May 10, 2023', { items: [{ ...resubmittal, cents: 20000 }] });
    await click(line, 'match-other', { kind: 'payment-review', reason: 'pat@example.org' });
    await work(line);
    expect(line.sent).toEqual([]);
    expect(why()).toBe('paid $200.00, the fee is $280.00');
  });
});
