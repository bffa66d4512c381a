// Lists of people that tick something, on rows as they are in the year.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AttendanceLine } from '../../src/core/attendance.ts';
import { type AttendanceImport, importAttendance } from '../../src/handlers/import-attendance.ts';
import { importRegister } from '../../src/handlers/import-register.ts';
import { noteQispLost } from '../../src/handlers/qisp-lost.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { freshDatabase, providers, type TestDatabase } from '../support/database.ts';
import { igpTorSource } from '../support/programme.ts';
import { addTrainers } from '../support/trainers.ts';

const programme = programmeSchema.parse(igpTorSource);
const now = new Date('2027-05-20T19:00:00Z');
const at = (place: string, email: string, name: string, minutes = ''): AttendanceLine => ({
  ...{ place, email, name, minutes },
  ...{ join: '', leave: '', attended: '' },
});

describe.each(providers)('on %s', (provider) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase(provider);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await db.empty();
    await addTrainers(db.database, [
      { id: 'pat', name: 'Pat Doe', confirmedAt: null },
      { id: 'kim', name: 'Kim Kay', confirmedAt: null },
      { id: 'lee', name: 'Lee Low', confirmedAt: null },
      { id: 'old', name: 'Old Oak', startsOn: '2026-07-01', endsOn: '2027-06-30' },
    ]);
  });

  const attend = (lines: readonly AttendanceLine[], more: Partial<AttendanceImport> = {}) =>
    importAttendance(db.database, programme, {
      ...{ meeting: 'renewal', lines, file: 'webinar.csv', how: 'attended', term: null, cycle: null },
      ...{ minimumMinutes: null, by: 'operator', now, isRehearsal: false },
      ...more,
    });
  const terms = async () =>
    (
      await db.database.read.term.findMany({
        where: {
          OR: [{ meetingAt: { not: null } }, { qispAt: { not: null } }, { qispLostAt: { not: null } }],
        },
        orderBy: { id: 'asc' },
      })
    ).map(({ id, meetingAt, meetingBy, meetingHow, qispAt, qispBy, qispLostAt, version }) => ({
      ...{ id, meetingAt, meetingBy, meetingHow, qispAt, qispBy, qispLostAt, version },
    }));
  const history = async () =>
    (await db.database.read.history.findMany({ orderBy: [{ personId: 'asc' }, { event: 'asc' }] })).map(
      ({ personId, event, by, reason, caseId, details }) => ({
        personId,
        event,
        by,
        reason,
        caseId,
        details,
      }),
    );
  const open = {
    ...{ meetingAt: null, meetingBy: null, meetingHow: null, qispAt: null, qispBy: null, qispLostAt: null },
  };

  const report = [
    at('w:2', 'pat@example.org', 'Pat', '78'),
    at('w:3', 'kim@example.org', 'Kim', '12'),
    at('w:4', 'lee.low@home.example', 'Lee Low', '90'),
    at('w:5', 'old@example.org', 'Old Oak', '90'),
    at('w:6', '', '1415555', '60'),
  ];
  const rest = [
    '3 on the list are not ticked:',
    '  w:4: Lee Low <lee.low@home.example>, 90 minutes: nobody known; perhaps Lee Low <lee@example.org> (name fits): add the address in Slack and import again',
    '  w:5: Old Oak: the renewal is confirmed already',
    '  w:6: 1415555, 60 minutes: nobody known',
    '2 are open and not on the list:',
    '  Kim Kay',
    '  Lee Low',
    '1 were there for less than 30 minutes and are not ticked:',
    '  w:3: Kim <kim@example.org>, 12 minutes',
  ];

  test('attendance ticks whoever is certain and stayed, and names everybody else', async () => {
    expect(await attend(report, { isRehearsal: true })).toEqual({
      lines: [
        '1 would be ticked; nothing was changed; 0 were ticked before',
        '  Pat Doe, 78 minutes',
        ...rest,
      ],
    });
    expect(await terms()).toEqual([]);
    expect(await attend(report)).toEqual({
      lines: ['1 ticked; 0 were ticked before', '  Pat Doe, 78 minutes', ...rest],
    });
    const ticked = [
      { ...open, id: 'term-pat', meetingAt: now, meetingBy: 'operator', meetingHow: 'attended', version: 1 },
    ];
    expect(await terms()).toEqual(ticked);
    const later = await attend(report, { how: 'viewed', now: new Date('2027-06-01T19:00:00Z') });
    expect(later).toEqual({ lines: ['0 ticked; 1 were ticked before', ...rest] });
    expect(await terms()).toEqual(ticked);
    expect(await history()).toEqual([
      {
        ...{ personId: 'pat', event: 'tick-meeting-attended', by: 'operator', caseId: 'term-pat' },
        ...{ reason: 'on the list webinar.csv, 78 minutes', details: { cause: 'command' } },
      },
    ]);
  });

  test('a line that cannot be read keeps the whole list out', async () => {
    expect(await attend([...report, at('w:7', 'lee@example.org', 'Lee', 'long')])).toEqual({
      problems: ['w:7: minutes: expected a length such as 62 or 1:02:00 (found "long")'],
    });
    expect(await terms()).toEqual([]);
  });

  test('two imports at once tick once', async () => {
    const results = await Promise.all([
      attend(report),
      importAttendance(db.openAgain(), programme, {
        ...{
          meeting: 'renewal',
          lines: report,
          file: 'webinar.csv',
          how: 'attended',
          term: null,
          cycle: null,
        },
        ...{ minimumMinutes: null, by: 'other', now, isRehearsal: false },
      }),
    ]);
    expect(results.filter((one) => 'lines' in one && one.lines[0]?.startsWith('1 ticked')).length).toBe(1);
    expect((await history()).length).toBe(1);
    expect((await terms()).map(({ version }) => version)).toEqual([1]);
  });

  test('more people than a batch are all ticked', async () => {
    const many = Array.from({ length: 230 }, (_, i) => ({
      id: `m${i}`,
      name: `Many Number${i}`,
      confirmedAt: null,
    }));
    await addTrainers(db.database, many);
    const lines = many.map(({ id, name }, i) => at(`w:${i}`, `${id}@example.org`, name, '60'));
    const result = await attend(lines);
    expect('lines' in result && result.lines[0]).toBe('230 ticked; 0 were ticked before');
    expect((await terms()).length).toBe(230);
  });

  test('orientation is noted for selected candidates of the cycle only', async () => {
    await addCandidates();
    const lines = [at('w:2', 'cand@example.org', 'Cand', ''), at('w:3', 'appl@example.org', 'Appl', '')];
    const result = await attend(lines, { meeting: 'orientation', cycle: '2023' });
    expect(result).toEqual({
      lines: [
        '1 ticked; 0 were ticked before',
        '  Cand One',
        '1 on the list are not ticked:',
        '  w:3: Appl Two: no open onboarding of cycle 2023',
      ],
    });
    const rows = await db.database.read.application.findMany({ orderBy: { id: 'asc' } });
    expect(
      rows.map(({ id, orientationAt, orientationBy, orientationHow }) => ({
        id,
        orientationAt,
        orientationBy,
        orientationHow,
      })),
    ).toEqual([
      { id: 'a-appl', orientationAt: null, orientationBy: null, orientationHow: null },
      { id: 'a-cand', orientationAt: now, orientationBy: 'operator', orientationHow: 'attended' },
    ]);
    expect(await attend(lines, { meeting: 'orientation', cycle: '1999' })).toEqual({
      problems: ['there is no cycle 1999 in igp-tor'],
    });
  });

  async function addCandidates() {
    await db.database.write(async (tx) => {
      await tx.cycle.create({ data: { id: 'c', programme: 'igp-tor', name: '2023' } });
      for (const [id, name, decision] of [
        ['cand', 'Cand One', 'candidate'],
        ['appl', 'Appl Two', null],
      ] as const) {
        await tx.person.create({
          data: {
            ...{ id, name, createdAt: now },
            addresses: { create: { address: `${id}@example.org`, learnedFrom: 'test', createdAt: now } },
            applications: {
              create: {
                ...{ id: `a-${id}`, cycleId: 'c', openedAt: now, decision, decidedBy: 'U1' },
                decidedAt: decision === null ? null : now,
              },
            },
          },
        });
      }
    });
  }

  const register = (
    lines: readonly { place: string; email: string | null; name: string; number: string | null }[],
  ) =>
    importRegister(db.database, {
      ...{
        programme: 'igp-tor',
        lines,
        file: 'qisps.csv',
        term: null,
        by: 'operator',
        now,
        isRehearsal: false,
      },
    });

  test('the register ticks by address, and the next year by number with the same name', async () => {
    const pat = { place: 'q:2', email: 'pat@example.org', name: 'Pat Doe', number: '412' };
    expect((await register([pat]))[0]).toBe('1 ticked; 0 were ticked before');
    const nextYear = {
      credentialId: 'credential-pat',
      startsOn: '2028-07-01',
      endsOn: '2029-06-30',
      openedAt: now,
    };
    await db.database.write(async (tx) => {
      await tx.term.update({ where: { id: 'term-pat' }, data: { confirmedAt: now } });
      await tx.term.create({ data: { id: 'next', ...nextYear } });
    });
    const noAddress = { ...pat, email: null };
    expect((await register([{ ...noAddress, name: 'Kim Kay' }]))[2]).toBe(
      '  q:2: Kim Kay, number 412: nobody known; perhaps Kim Kay <kim@example.org> (name fits): add the address in Slack and import again',
    );
    expect(await register([noAddress])).toEqual([
      '1 ticked; 0 were ticked before',
      '  Pat Doe, number 412',
      '2 are open and not on the list:',
      '  Kim Kay',
      '  Lee Low',
      '1 are ticked or confirmed, and not on the list; they stay so:',
      '  Old Oak',
    ]);
    expect((await terms()).map(({ id, qispAt, qispBy }) => ({ id, qispAt, qispBy }))).toEqual([
      { id: 'next', qispAt: now, qispBy: 'operator' },
      { id: 'term-pat', qispAt: now, qispBy: 'operator' },
    ]);
    expect((await history()).map(({ details }) => details)).toEqual([
      { cause: 'command', qispNumber: '412' },
      { cause: 'command', qispNumber: '412' },
    ]);
  });

  test('two open renewals of one person are left to the option that says which', async () => {
    await db.database.write((tx) =>
      tx.term.create({
        data: {
          id: 'late',
          credentialId: 'credential-pat',
          startsOn: '2026-07-01',
          endsOn: '2027-06-30',
          openedAt: now,
        },
      }),
    );
    const lines = [{ place: 'q:2', email: 'pat@example.org', name: 'Pat Doe', number: null }];
    expect((await register(lines)).slice(0, 3)).toEqual([
      '0 ticked; 0 were ticked before',
      '1 on the list are not ticked:',
      '  q:2: Pat Doe: more than one open renewal; say which with an option',
    ]);
  });

  const lost = (addresses: string[], lines: Parameters<typeof register>[0] = []) =>
    noteQispLost(db.database, programme, {
      ...{
        addresses,
        lines,
        reason: 'the state told Sam by telephone',
        by: 'operator',
        now,
        isRehearsal: false,
      },
    });

  test('a registration is lost by staff’s word only, never against the list, and once', async () => {
    const pat = { place: 'q:2', email: 'pat@example.org', name: 'Pat Doe', number: null };
    expect(await lost(['pat@example.org', 'who@example.org'], [pat])).toEqual({
      problems: ['pat@example.org: is on the list (q:2)', 'who@example.org: nobody known'],
    });
    expect(await lost(['Kim@example.org'])).toEqual({ lines: ['Kim Kay, term from 2027-07-01: QISP lost'] });
    expect(await lost(['kim@example.org'])).toEqual({ lines: ['all of it was noted before'] });
    expect(await terms()).toEqual([{ ...open, id: 'term-kim', qispLostAt: now, version: 1 }]);
    const kim = { place: 'q:3', email: 'kim@example.org', name: 'Kim Kay', number: null };
    expect((await register([kim])).slice(0, 3)).toEqual([
      '0 ticked; 0 were ticked before',
      '1 on the list are not ticked:',
      '  q:3: Kim Kay: the QISP registration was noted as lost; if it is in order again, say so in Slack',
    ]);
    expect((await history()).map(({ event, reason }) => ({ event, reason }))).toEqual([
      { event: 'qisp-lost', reason: 'the state told Sam by telephone' },
    ]);
  });
});
