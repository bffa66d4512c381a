// The public list as files, and certificates by hand, as an operator makes them.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { torq } from '../support/torq.ts';

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'torq-roster-'));
  env = {
    DATABASE_URL: `file:${join(folder, 'torq.db')}`,
    DATA_DIR: join(folder, 'data'),
    SIGNING_KEY: 'a signing key for tests, long enough',
    PUBLIC_URL: 'https://tor.casqa.example',
  };
  const year = new Date().getUTCFullYear();
  writeFileSync(
    join(folder, 'roster.csv'),
    `name,email,organisation,term_starts,term_ends\nPat Doe,pat@example.org,Acme,${year - 1}-07-01,${year + 1}-06-30\n`,
  );
  await torq(['migrate'], env);
  await torq(['import', join(folder, 'roster.csv')], env);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('three files say who is a trainer, and no others are left behind', async () => {
  const out = join(folder, 'web', 'list');
  const ran = await torq(['roster', '--out', out], env);
  expect([ran.status, ran.stdout.split('\n')]).toEqual([
    0,
    [...['html', 'json', 'csv'].map((end) => join(out, `roster.${end}`)), ''],
  ]);
  expect(ran.stderr).toContain('nothing was published yet; this is the list as it would be now');
  expect(readdirSync(out).sort()).toEqual(['roster.csv', 'roster.html', 'roster.json']);
  const [html, json, csv] = ['html', 'json', 'csv'].map((end) =>
    readFileSync(join(out, `roster.${end}`), 'utf8'),
  );
  expect([html, json, csv].map((text) => text?.includes('Pat Doe'))).toEqual([true, true, true]);
  expect([html, json, csv].some((text) => /pat@example|<form|<script/.test(text ?? ''))).toBe(false);
});

test('imported trainers get a certificate once, when it is asked for', async () => {
  const first = await torq(['certificate', 'issue', '--imported'], env);
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toMatch(
    /^IGP-\d{4}-\w{4}-\w{4} is issued\. It is for Pat Doe\. It goes to pat@example\.org\.\n$/,
  );
  const second = await torq(['certificate', 'issue', '--imported'], env);
  expect(second).toEqual({
    status: 1,
    stdout: '',
    stderr: 'torq: there is no confirmed term without a certificate for whom you named\n',
  });
  expect(existsSync(join(folder, 'data', 'blobs'))).toBe(true);
});

test('a certificate is issued anew and revoked by its number', async () => {
  const number = (text: string) => /IGP-\d{4}-\w{4}-\w{4}/.exec(text)?.[0] ?? '';
  const issued = number((await torq(['certificate', 'issue', 'PAT@example.org'], env)).stdout);
  const again = await torq(['certificate', 'reissue', issued.toLowerCase(), '--name', 'Patricia Doe'], env);
  expect([again.status, again.stdout]).toEqual([
    0,
    `${number(again.stdout)} is issued. It takes the place of ${issued}. It goes to pat@example.org.\n`,
  ]);
  const revoked = await torq(['certificate', 'revoke', number(again.stdout), '--reason', 'a test'], env);
  expect([revoked.status, revoked.stdout.split(';')[0]]).toEqual([0, `${number(again.stdout)} is revoked`]);
});

test('what cannot be done is one clear line', async () => {
  const lines = async (args: string[], change = {}) => {
    const { status, stderr } = await torq(['certificate', ...args], { ...env, ...change });
    return [status, stderr];
  };
  expect([
    await lines(['issue']),
    await lines(['issue', '--imported'], { PUBLIC_URL: '' }),
    await lines(['revoke', 'IGP-2027-28T5-CY40', '--reason', 'x']),
  ]).toEqual([
    [2, 'torq: certificate issue: expected an address, or --imported\n'],
    [2, 'torq: PUBLIC_URL is not set: a certificate names the address where it is verified\n'],
    [1, 'torq: There is no certificate IGP-2027-28T5-CY40.\n'],
  ]);
});
