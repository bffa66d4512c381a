// `torq simulate` as it is called: the same for the same seed, nothing left behind, and what cannot be played is refused.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
