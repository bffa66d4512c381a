// `torq erase` as it is called: what it says, what it leaves, and what it does about somebody nobody knows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { torq } from '../support/torq.ts';

let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'torq-test-'));
  env = { DATABASE_URL: `file:${join(folder, 'torq.db')}`, DATA_DIR: folder };
  const roster = join(folder, 'roster.csv');
  writeFileSync(
    roster,
    'name,email,term_starts,term_ends\nRobin Roe,robin@example.org,2022-07-01,2023-06-30\n',
  );
  for (const args of [['migrate'], ['import', roster]])
    expect(await torq(args, env)).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a person is erased after a rehearsal that changes nothing, and is then nobody', async () => {
  const rehearsal = await torq(['erase', 'robin@example.org', '--dry-run'], env);
  expect([rehearsal.status, rehearsal.stderr, rehearsal.stdout.trim().split('\n')]).toEqual([
    0,
    '',
    [
      'would be erased: 1 person, 1 address, 0 mails, 0 files',
      'kept without a name: 0 payments, decisions, terms, certificate numbers, and who did what when',
      'not in torq’s hands: the mails in the mailbox, and the files and messages in Slack. Please delete them there.',
      'nothing was changed',
    ],
  ]);
  const done = await torq(['erase', 'Robin@example.org'], env);
  expect([done.status, done.stderr, done.stdout.trim().split('\n')[0]]).toEqual([
    0,
    '',
    'erased: 1 person, 1 address, 0 mails, 0 files',
  ]);
  expect(await torq(['erase', 'robin@example.org'], env)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'torq: nobody with the address robin@example.org is known\n',
  });
  const list = await torq(['list', '--json'], env);
  expect(list.stdout).not.toMatch(/robin/i);
});
