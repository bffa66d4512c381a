// `torq simulate` as it is called: the same for the same seed, nothing left behind, and what cannot be played is refused.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { recordRows } from '../../src/store/record-rows.ts';
import { recordTables } from '../../src/store/record-tables.ts';
import { torq } from '../support/torq.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'torq-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const year = ['simulate', '--from', '2023-05-01', '--to', '2023-05-20', '--people', '6'];

test('a time is played twice in the same way, written as a page and as JSON, and leaves nothing behind', async () => {
  const scratch = join(folder, 'scratch');
  const env = { TMPDIR: folder };
  const [written, printed] = await Promise.all([
    torq([...year, '--out', scratch], env),
    torq([...year, '--json'], env),
  ]);
  expect([written.status, written.stderr, printed.status, printed.stderr]).toEqual([0, '', 0, '']);
  expect(written.stdout).toMatch(/^6 people, \d+ mails, \d+ cards, \d+ things to look at: open /);
  const report = JSON.parse(readFileSync(join(scratch, 'year.json'), 'utf8'));
  expect(JSON.parse(printed.stdout)).toEqual(report);
  expect(report.days).toHaveLength(20);
  expect(report.totals.byMessage['renewal-reminder']).toBeGreaterThan(0);
  expect(readFileSync(join(scratch, 'year.html'), 'utf8')).toContain('6 invented people (seed 1)');
  expect(readdirSync(folder)).toEqual(['scratch']);
});

describe('with a copy of the present records', () => {
  const next = new Date().getFullYear() + 1;
  const spring = ['--from', `${next}-04-28`, '--to', `${next}-05-08`];
  let env: Record<string, string>;

  beforeAll(async () => {
    const data = join(folder, 'data');
    env = { TMPDIR: folder, DATABASE_URL: `file:${join(data, 'torq.db')}`, DATA_DIR: data };
    mkdirSync(data);
    const roster = join(data, 'roster.csv');
    const lines = ['Robin Roe,robin@example.org', 'Lee Fox,lee@example.org'];
    const terms = `${next - 1}-07-01,${next}-06-30`;
    writeFileSync(
      roster,
      ['name,email,term_starts,term_ends', ...lines.map((line) => `${line},${terms}`)].join('\n'),
    );
    for (const args of [['migrate'], ['import', roster]])
      expect(await torq(args, env)).toMatchObject({ status: 0, stderr: '' });
  });

  const rows = async () => {
    const database = openDatabase(env.DATABASE_URL ?? '');
    const found: unknown[] = [];
    for (const table of recordTables)
      for await (const some of recordRows(database.read, table)) found.push(...some);
    await database.close();
    return found;
  };

  test('whoever is in them is played, and the records stay as they are', async () => {
    const before = await rows();
    const { status, stdout, stderr } = await torq(['simulate', '--copy', ...spring, '--json'], env);
    expect([status, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout);
    expect([report.isCopy, report.people]).toEqual([true, 0]);
    expect(report.totals.byMessage['renewal-reminder']).toBe(2);
    expect(report.timelines.map(({ person }: { person: string }) => person).toSorted()).toEqual([
      'Lee Fox',
      'Robin Roe',
    ]);
    expect(await rows()).toEqual(before);
  });

  test('a copy of the present cannot be played in the past', async () => {
    const past = ['simulate', '--copy', '--from', '2023-05-01', '--to', '2023-05-20'];
    const { status, stdout, stderr } = await torq(past, env);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--from 2023-05-01 is over: a copy of the present begins today, .+, or later/);
  });
});

test.each([
  [['simulate', '--from', '2023-05-01', '--to', '2023-04-01'], /--to 2023-04-01 is before --from 2023-05-01/],
  [['simulate', '--from', 'May', '--to', '2023-04-01'], /expected a day, such as 2027-04-01/],
  [[...year, '--people', 'many'], /expected a whole number from 1 to 99999/],
  [[...year, '--programme', 'none'], /there is no programme none/],
])('what cannot be played is refused: %j', async (args, problem) => {
  const { status, stderr, stdout } = await torq(args, { TMPDIR: folder });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(problem);
  expect(existsSync(join(folder, 'out'))).toBe(false);
});
