// A cycle is announced: asked once, one mail a human, released by a click, at a pace that leaves room for other mail.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/handlers/deliver.ts';
import { importAudience } from '../../src/handlers/import-audience.ts';
import { onAnswer } from '../../src/handlers/on-answer.ts';
import { planAnnouncements } from '../../src/handlers/plan-announcements.ts';
import { rehearse } from '../../src/handlers/rehearse.ts';
import { lookAt } from '../../src/handlers/settings-proposal.ts';
import { holdAllMail, resumeMail } from '../../src/store/holds.ts';
import { orderMail } from '../fixtures/woocommerce.ts';
import { write } from '../support/commands.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { igpTorSource } from '../support/programme.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, work } from '../support/story.ts';

const audiences = [
  { name: 'members', title: 'members of CASQA', why: 'You are a member of CASQA.' },
  { name: 'qisps', title: 'active QISPs', why: 'You are an active QISP.' },
];
const promptId = 'announcement.igp-tor.2023';
const opens = '2023-04-03T09:00:00-07:00';

describe.each(providers)('announcing a cycle on %s', (provider) => {
  let db: TestDatabase;
  let line: TestShell;

  const open = (
    { perHour = 300, owner = 'test', now = '2023-04-02T12:00:00-07:00' } = {},
    database = db.database,
  ) =>
    createTestShell(
      { ...db, database },
      {
        now,
        owner,
        programme: (source) => ({
          ...source,
          audiences,
          cycles: source.cycles.map((cycle) => ({
            ...cycle,
            announcement: { audiences: ['members', 'qisps'], perHour },
          })),
        }),
      },
    );

  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    line = open();
  });

  const desk = (test = line) => test.shell.desks[0]!;
  const put = (audience: string, ...addresses: string[]) =>
    importAudience(line.shell, desk(), {
      audience,
      entries: addresses.map((address) => ({ address, name: null })),
      by: 'operator',
      isRehearsal: false,
    });
  const many = (count: number) => Array.from({ length: count }, (_, at) => `m${1000 + at}@example.org`);
  const tick = async (at: string, test = line) => {
    test.setTime(at);
    const planned = await planAnnouncements(test.shell, desk(test));
    await work(test);
    return planned;
  };
  const click = (choice: 'announce' | 'no-announcement' = 'announce', by = approver) =>
    onAnswer(line.shell, { promptId, choice, by, reason: null, place: null });
  const announced = (test = line) =>
    test.sent
      .filter(({ nature }) => nature === 'announcement')
      .map(({ to }) => to)
      .toSorted();
  const facts = async () => {
    const prompt = await db.database.read.prompt.findUniqueOrThrow({ where: { id: promptId } });
    return Object.fromEntries(prompt.facts as [string, string][]);
  };

  test('staff are asked on the day on which it opens, once, with the counts and the mail as it will be', async () => {
    await put('members', 'pat@example.org', 'robin@example.org', 'gone@example.org');
    await put('qisps', 'robin@example.org', 'kim@example.org');
    await write(line, { from: 'Kim <kim@example.org>', subject: 'STOP' });
    line.posted.length = 0;
    await tick('2023-04-02T23:55:00-07:00');
    expect(line.posted).toEqual([]);
    await tick('2023-04-03T00:00:00-07:00');
    await tick('2023-04-03T00:05:00-07:00');
    expect(line.posted.map(({ kind, title, facts: said }) => ({ kind, title, said }))).toEqual([
      {
        kind: 'announcement',
        title: 'Announce IGP Trainer of Record 2023?',
        said: [
          ['Lists', 'members of CASQA: 3\nactive QISPs: 2'],
          ['Will get it', '3 people, one email each'],
          [
            'Left out',
            '1 person asked for no announcements\nentries for somebody who is there already: 1; they get one email',
          ],
          [
            'Goes out',
            'once you release it, from Monday, April 3, 2023, 9:00 AM PDT on, about 300 an hour, not between 20:00 and 08:00\nThe limit of 1000 mails an hour leaves room for 700 others, so that no mail is held because of it; other mail goes out in between.',
          ],
          [
            'Subject',
            'Applications for IGP Trainer of Record are open: your SOQ is due by Friday, May 19, 2023, 4:00 PM PDT',
          ],
        ],
      },
    ]);
    expect(line.posted[0]?.body).toContain('You are a member of CASQA.');
    await tick(opens);
    expect(announced()).toEqual([]);
  });

  test('nothing goes out before the click, one mail to each human after it, and nothing twice', async () => {
    await put('members', 'robin@example.org', 'pat@example.org');
    await put('qisps', 'robin@example.org');
    await tick('2023-04-03T08:30:00-07:00');
    expect(await click()).toEqual({
      kind: 'stands',
      tell: 'Released. They go out from Monday, April 3, 2023, 9:00 AM PDT on, a few every five minutes. "Hold all mail" on the card of the day stops them.',
    });
    expect(await tick('2023-04-03T08:55:00-07:00')).toBe(0);
    line.setTime(opens);
    expect((await rehearse(line.shell, desk())).mails.map(({ to, message }) => [to, message])).toEqual([
      ['pat@example.org', 'announcement'],
      ['robin@example.org', 'announcement'],
    ]);
    expect(await tick(opens)).toBe(2);
    for (const minutes of ['05', '10', '15']) await tick(`2023-04-03T09:${minutes}:00-07:00`);
    expect(announced()).toEqual(['pat@example.org', 'robin@example.org']);
    const [mail] = line.sent;
    expect(mail?.text).toContain('You are a member of CASQA.');
    expect(mail?.unsubscribe).toMatch(/^tor\+u-/);
    expect(
      await db.database.read.outboxItem.findMany({
        where: { message: 'announcement' },
        select: { key: true },
        orderBy: { key: 'asc' },
      }),
    ).toEqual([
      { key: 'announcement/igp-tor/2023/pat@example.org' },
      { key: 'announcement/igp-tor/2023/robin@example.org' },
    ]);
  });

  test('the card follows what is imported until it is answered; who comes later is not written to, and the import says so', async () => {
    await put('members', 'pat@example.org');
    await tick('2023-04-03T08:30:00-07:00');
    await put('qisps', 'robin@example.org');
    expect((await facts())['Will get it']).toBe('2 people, one email each');
    await click();
    line.setTime('2023-04-03T08:40:00-07:00');
    expect(await put('qisps', 'late@example.org', 'robin@example.org')).toEqual([
      '2 addresses for qisps: 1 new, 1 known already',
      'the announcement of 2023 was answered on Monday, April 3, 2023, 8:30 AM PDT: who is new on the list does not get it',
    ]);
    await tick(opens);
    expect(announced()).toEqual(['pat@example.org', 'robin@example.org']);
  });

  test('importing a list again changes nothing, and a rehearsal not either', async () => {
    await put('members', 'pat@example.org');
    const rows = () => db.database.read.audienceMember.findMany();
    const before = await rows();
    line.setTime('2023-04-02T13:00:00-07:00');
    expect(await put('members', 'pat@example.org')).toEqual([
      '1 addresses for members: 0 new, 1 known already',
    ]);
    const entries = [{ address: 'kim@example.org', name: 'Kim' }];
    const rehearsal = { audience: 'members', entries, by: 'operator', isRehearsal: true };
    expect(await importAudience(line.shell, desk(), rehearsal)).toEqual([
      '1 addresses for members: 1 new, 0 known already; nothing was changed',
    ]);
    expect(await rows()).toEqual(before);
  });

  test('a known person is written to once, at the address that their mail goes to, and not at all once they have applied', async () => {
    await put('members', 'pat@work.example', 'pat@example.org', 'kim@example.org');
    await db.database.write(async (tx) => {
      for (const name of ['Pat Doe', 'Kim Poe'])
        await tx.person.create({ data: { id: name, name, createdAt: new Date(opens) } });
      const row = { learnedFrom: 'test', createdAt: new Date(opens) };
      for (const [address, personId] of [
        ['pat@work.example', 'Pat Doe'],
        ['kim@example.org', 'Kim Poe'],
      ] as const)
        await tx.address.create({ data: { address, personId, ...row } });
      const primaryAt = new Date(opens);
      await tx.address.create({
        data: { address: 'pat@example.org', personId: 'Pat Doe', primaryAt, ...row },
      });
    });
    await tick('2023-04-03T08:30:00-07:00');
    await click();
    line.setTime('2023-04-03T08:45:00-07:00');
    const payer = { first: 'Kim', last: 'Poe', email: 'kim@example.org' };
    await pay(line, { instant: '2023-04-03T08:40:00-07:00', payer });
    await tick(opens);
    expect(announced()).toEqual(['pat@example.org']);
    expect(line.sent.at(-1)?.toName).toBe('Pat Doe');
  });

  test('an address that an announcement came back from for good is left out the next time', async () => {
    await put('members', 'gone@example.org', 'pat@example.org');
    await tick('2023-04-03T08:30:00-07:00');
    await db.database.write((tx) =>
      tx.outboxItem.create({
        data: {
          id: 'last-year',
          key: 'announcement/igp-tor/2022/gone@example.org',
          channel: 'mail',
          programme: 'igp-tor',
          status: 'sent',
          message: 'announcement',
          toAddress: 'gone@example.org',
          createdAt: new Date('2022-04-03'),
          notBefore: new Date('2022-04-03'),
          returnedAt: new Date('2022-04-03'),
          returnedWhy: 'cannot be delivered (5.1.1)',
        },
      }),
    );
    await tick('2023-04-03T08:35:00-07:00');
    expect(await facts()).toMatchObject({
      'Will get it': '1 person, one email each',
      'Left out': '1 person cannot be reached: mail to them came back',
    });
  });

  test('five hundred go out over an hour and a half without tripping the fuse, and an applicant’s mail is not behind them', async () => {
    await put('members', ...many(500));
    await tick('2023-04-03T08:30:00-07:00');
    expect((await facts())['Goes out']).toContain(
      'If you release it by then, the last goes out about Monday, April 3, 2023, 10:35 AM PDT.',
    );
    await click();
    const ticks = Array.from({ length: 21 }, (_, at) =>
      new Date(Date.parse(opens) + at * 300_000).toISOString(),
    );
    const planned: number[] = [];
    for (const [at, instant] of ticks.entries()) {
      if (at === 2) await line.receive(orderMail({ instant: '2023-04-03T09:05:00-07:00' }));
      planned.push(await tick(instant));
    }
    expect(planned).toEqual([...Array(20).fill(25), 0]);
    expect(new Set(announced()).size).toBe(500);
    expect(line.sent.findIndex(({ subject }) => subject.startsWith('Next step'))).toBeLessThan(80);
    expect(await db.database.read.outboxItem.count({ where: { status: 'held' } })).toBe(0);
  }, 60_000);

  test('while the mail server takes nothing, no more are written; mail to somebody that staff hold keeps nobody back', async () => {
    await put('members', ...many(60));
    await tick('2023-04-03T08:30:00-07:00');
    await click();
    for (let at = 0; at < 30; at += 1) line.answers.push({ kind: 'retry', error: '451 later' });
    expect(await tick(opens)).toBe(25);
    expect(await tick('2023-04-03T09:05:00-07:00')).toBe(0);
    line.answers.length = 0;
    await db.database.write((tx) =>
      tx.outboxItem.updateMany({
        where: { status: 'pending', message: 'announcement' },
        data: { attempts: 0, notBefore: new Date('2023-04-03T10:05:00-07:00') },
      }),
    );
    expect(await tick('2023-04-03T09:10:00-07:00')).toBe(25);
  });

  test('two processes that tick at the same moment write to nobody twice', async () => {
    await put('members', ...many(40));
    await tick('2023-04-03T08:30:00-07:00');
    await click();
    const database = () => (provider === 'sqlite' ? db.database : db.openAgain());
    const others = [1, 2].map((at) => open({ owner: `other ${at}`, now: opens }, database()));
    await Promise.all([line, ...others].map((test) => tick(opens, test)));
    const all = [line, ...others].flatMap((test) => announced(test));
    expect(all.length).toBe(25);
    expect(new Set(all).size).toBe(25);
  });

  test('in the night, while mail is held, and after the fee can no longer be paid nothing is written', async () => {
    await put('members', ...many(3));
    await tick('2023-04-03T08:30:00-07:00');
    await click();
    expect(await tick('2023-04-03T20:30:00-07:00')).toBe(0);
    await holdAllMail(db.database, { by: 'U1', reason: 'wait', now: line.shell.now() });
    expect(await tick('2023-04-04T09:00:00-07:00')).toBe(0);
    await resumeMail(db.database, { by: 'U1', now: line.shell.now() });
    expect(await tick('2023-05-19T16:00:00-07:00')).toBe(0);
    expect(await tick('2023-05-19T15:55:00-07:00')).toBe(3);
  });

  test('what waits when dates move, or somebody opts out, is superseded with the reason', async () => {
    await put('members', 'kim@example.org', 'pat@example.org');
    await tick('2023-04-03T08:30:00-07:00');
    await click();
    line.setTime(opens);
    await planAnnouncements(line.shell, desk());
    await db.database.write((tx) =>
      tx.optOut.create({
        data: { programme: 'igp-tor', address: 'kim@example.org', at: new Date(opens), how: 'staff' },
      }),
    );
    line.setTime('2023-04-03T20:10:00-07:00');
    await deliver(line.shell, 'mail');
    const waiting = await db.database.read.outboxItem.findMany({
      where: { message: 'announcement' },
      orderBy: { key: 'asc' },
      select: { status: true, statusReason: true },
    });
    expect(waiting).toEqual([
      {
        status: 'superseded',
        statusReason: 'they asked for no more announcements on Monday, April 3, 2023, 9:00 AM PDT',
      },
      {
        status: 'pending',
        statusReason: 'it waits for the quiet hours to end, until Tuesday, April 4, 2023, 8:00 AM PDT',
      },
    ]);
    const [own] = line.shell.desks;
    const cycles = own!.programme.cycles.map((cycle) => ({ ...cycle, soqDeadline: '2023-05-26 16:00' }));
    line.shell.desks = [{ ...own!, programme: { ...own!.programme, cycles } }];
    line.setTime('2023-04-04T08:10:00-07:00');
    await deliver(line.shell, 'mail');
    expect(
      await db.database.read.outboxItem.findFirst({ where: { toAddress: 'pat@example.org' } }),
    ).toMatchObject({
      status: 'superseded',
      statusReason: 'the dates or fees that it names have been changed',
    });
    expect(announced()).toEqual([]);
  });

  test('whoever moves a date that was announced reads how many were told the old one', async () => {
    await put('members', 'kim@example.org', 'pat@example.org');
    await tick('2023-04-03T08:30:00-07:00');
    await click();
    await tick(opens);
    const [cycle] = igpTorSource.cycles;
    const announcement = { audiences: ['members', 'qisps'], perHour: 300 };
    const values = { ...igpTorSource, audiences, cycles: [{ ...cycle, announcement }] };
    const house = { ...desk(), file: { name: 'igp-tor', values, text: 'the file' } };
    const consequences = async (path: string, value: string) => {
      const wish = { programme: 'igp-tor', basedOn: 0, changes: { [path]: value } };
      const found = await lookAt(line.shell, house, wish);
      return 'proposal' in found ? found.proposal.consequences : found;
    };
    const told =
      '2 people told the old dates and fees by the announcement; nobody is mailed about the change.';
    expect(await consequences('cycles.2023.soqDeadline', '2023-05-26 16:00')).toEqual([told]);
    expect(await consequences('fees.soqNew', '$540')).toEqual([told]);
    expect(await consequences('fees.torAnnual', '$70')).toEqual([]);
  });

  test('only an approver can release it, once; nobody on the lists, and too late, release nothing', async () => {
    await tick('2023-04-03T08:30:00-07:00');
    expect((await click()).tell).toBe('Nobody is on the lists that has not been told. Nothing was sent.');
    await put('members', 'pat@example.org');
    expect((await click('announce', 'U02STRANGER')).kind).toBe('refused');
    line.setTime('2023-05-19T16:00:00-07:00');
    expect((await click()).tell).toBe(
      'The fee could be paid until Friday, May 19, 2023, 4:00 PM PDT. Nothing was sent.',
    );
    line.setTime(opens);
    expect((await click('no-announcement')).kind).toBe('stands');
    expect((await click()).kind).toBe('too-late');
    await tick('2023-04-03T09:05:00-07:00');
    expect(announced()).toEqual([]);
  });

  test('a card that nobody answered says in the end that nobody was told', async () => {
    await put('members', 'pat@example.org');
    await tick('2023-04-03T08:30:00-07:00');
    await tick('2023-05-19T16:00:00-07:00');
    const prompt = await db.database.read.prompt.findUnique({ where: { id: promptId } });
    expect(prompt?.answerReason).toBe(
      'the fee could be paid until Friday, May 19, 2023, 4:00 PM PDT; torq announced it to nobody',
    );
  });
});
