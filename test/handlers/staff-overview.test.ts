// How everything stands, as staff see it in Slack.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { staffLooks } from '../../src/handlers/staff-looks.ts';
import { pipelineOf, staffOverview } from '../../src/handlers/staff-overview.ts';
import { listPeople } from '../../src/handlers/status.ts';
import { touchCursor } from '../../src/store/cursor.ts';
import { holdAllMail } from '../../src/store/holds.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { keepManyPeople } from '../support/many-people.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit } from '../support/story.ts';

describe.each(providers)('the overview on %s', (provider) => {
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

  test('of an empty house says so', async () => {
    expect(await staffOverview(line.shell)).toEqual({
      asOf: 'Friday, May 12, 2023, 7:00 AM PDT',
      hold: 'Mail goes out.',
      mailbox: ['The mailbox has never been read.'],
      programmes: [
        {
          title: 'IGP Trainer of Record',
          pipeline: [],
          waiting: 0,
          oldest: [],
          outgoing: {
            today: [],
            reminders: [{ rule: 'soq-missing', at: 'Friday, May 12, 2023, 9:00 AM PDT' }],
            next: [],
            still: [],
          },
        },
      ],
    });
  });

  test('says who is where, what waits for whom, what goes out, and that mail is held', async () => {
    await pay(line);
    await submit(line);
    await touchCursor(db.database, 'INBOX', '1', new Date('2023-05-12T06:59:00-07:00'));
    await holdAllMail(db.database, { by: approver, reason: 'test', now: line.shell.now() });
    const waiting = { channel: 'mail', programme: 'igp-tor', status: 'pending', createdAt: new Date(0) };
    const mail = (id: string, notBefore: string, message: string) => ({
      ...waiting,
      id,
      key: id,
      message,
      notBefore: new Date(notBefore),
    });
    await db.database.write(async (tx) => {
      await tx.outboxItem.createMany({
        data: [
          mail('a', '2023-05-12T09:00:00-07:00', 'soq-reminder'),
          mail('b', '2023-05-12T09:00:00-07:00', 'soq-reminder'),
          mail('c', '2023-05-12T23:59:00-07:00', 'late-fee-notice'),
          mail('d', '2023-05-13T00:00:00-07:00', 'selected'),
          mail('e', '2023-05-14T00:00:00-07:00', 'selected'),
        ],
      });
    });
    expect(await staffOverview(line.shell)).toEqual({
      asOf: 'Friday, May 12, 2023, 7:00 AM PDT',
      hold: `*All mail is held* since Friday, May 12, 2023, 7:00 AM PDT, by <@${approver}>.`,
      mailbox: ['INBOX: read Friday, May 12, 2023, 6:59 AM PDT'],
      programmes: [
        {
          title: 'IGP Trainer of Record',
          pipeline: [{ about: 'Cycle 2023', total: 1, stages: [{ stage: 'under-review', count: 1 }] }],
          waiting: 1,
          oldest: [
            {
              title: 'SOQ to decide: Pat Doe',
              since: 'Friday, May 12, 2023, 7:00 AM PDT',
              people: [approver],
              place: { channel: 'C012TORBOT', ts: '1000.0' },
            },
          ],
          outgoing: {
            today: [
              { message: 'late-fee-notice', count: 1 },
              { message: 'soq-reminder', count: 2 },
            ],
            reminders: [{ rule: 'soq-missing', at: 'Friday, May 12, 2023, 9:00 AM PDT' }],
            next: [
              { at: 'Friday, May 12, 2023, 9:00 AM PDT', count: 2 },
              { at: 'Friday, May 12, 2023, 11:59 PM PDT', count: 1 },
              { at: 'Saturday, May 13, 2023, 12:00 AM PDT', count: 1 },
            ],
            still: [],
          },
        },
      ],
    });
  });

  test('the counts of people in every mixture of facts are those of every case looked at by itself', async () => {
    await keepManyPeople(db.database, 900);
    line.setTime('2023-07-02T09:00:00-07:00');
    const listed: Record<string, number> = {};
    for (const { about, stage } of await listPeople(line.shell, null)) {
      const name = `${about.replace('application in c', 'C').replace('term', 'Term')}: ${stage}`;
      listed[name] = (listed[name] ?? 0) + 1;
    }
    const { programme } = line.shell.desks[0]!;
    const pipeline = await pipelineOf(db.database.read, programme, line.shell.now());
    const counted = pipeline.flatMap(({ about, stages }) =>
      stages.map(({ stage, count }) => [`${about}: ${stage}`, count] as const),
    );
    expect(Object.fromEntries(counted)).toEqual(listed);
    expect(new Set(counted.map(([name]) => name.split(': ')[1])).size).toBe(12);
  });

  test('is shown to approvers and the final approver of any programme, and to nobody else', async () => {
    const looks = staffLooks(line.shell);
    expect((await looks.overview(approver)).kind).toBe('shown');
    for (const look of [
      await looks.overview('U99STRANGER'),
      await looks.search('U99STRANGER', 'Pat'),
      await looks.person('U99STRANGER', { personId: 'x', part: 'facts', from: 0 }),
    ])
      expect(look).toEqual({ kind: 'refused', tell: expect.stringMatching(/only those who decide/) });
  });
});

describe.each(providers)('with 5,000 people on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  beforeAll(async () => {
    db = await freshDatabase(provider);
    line = createTestShell(db, { now: '2023-07-02T09:00:00-07:00' });
    await keepManyPeople(db.database, 5000);
  }, 60_000);
  afterAll(() => db.close());

  test('everything at a glance takes less than 500 ms', async () => {
    const took: number[] = [];
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      await staffOverview(line.shell);
      took.push(performance.now() - began);
    }
    console.log(`overview of 5,000 people on ${provider}: ${took.map(Math.round).join(', ')} ms`);
    expect(Math.min(...took)).toBeLessThan(500);
  });

  test('everybody can be listed', async () => {
    expect((await listPeople(line.shell, null)).length).toBeGreaterThan(4000);
  });

  test('the oldest questions are shown, and how many there are', async () => {
    const [overview] = (await staffOverview(line.shell)).programmes;
    expect(overview?.waiting).toBe(100);
    expect(overview?.oldest.map(({ title }) => title)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Question ${i * 50}`),
    );
  });

  test('a search takes less than 500 ms', async () => {
    const { search } = staffLooks(line.shell);
    const took: number[] = [];
    for (const words of ['number4', 'pat', 'person4999@example.org', '10001', 'nobody at all']) {
      const began = performance.now();
      await search(approver, words);
      took.push(performance.now() - began);
    }
    console.log(`search among 5,000 people on ${provider}: ${took.map(Math.round).join(', ')} ms`);
    expect(took.toSorted((a, b) => a - b)[2]).toBeLessThan(500);
  });
});
