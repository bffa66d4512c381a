import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { orderMail } from '../fixtures/woocommerce.ts';
import { torq } from '../support/torq.ts';

// Each command is a process of its own, and a busy machine starts it in seconds.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'torq-usage-'));
afterAll(() => rmSync(folder, { recursive: true }));
const database = { DATABASE_URL: `file:${join(folder, 'usage.db')}`, DATA_DIR: join(folder, 'data') };

test('start without a configuration names everything that is missing, a line each, and no stack trace', async () => {
  const { status, stdout, stderr } = await torq(['start'], { ...database, LOG_LEVEL: 'loud' });
  expect({
    status,
    stdout,
    lines: stderr
      .trim()
      .split('\n')
      .map((line) => line.split(':').slice(0, 2).join(':')),
  }).toEqual({
    status: 2,
    stdout: '',
    lines: [
      'torq: LOG_LEVEL',
      'torq: IMAP_URL',
      'torq: SMTP_URL',
      'torq: SLACK_BOT_TOKEN',
      'torq: SLACK_APP_TOKEN',
      'torq: SIGNING_KEY',
    ],
  });
});

test('an unknown command, an unknown stage and a time without a zone are wrong usage', async () => {
  const runs = await Promise.all([
    torq(['frobnicate']),
    torq(['list', '--stage', 'happy'], database),
    torq(['tick', '--at', '2027-06-23T09:00:00'], database),
  ]);
  expect(runs.map(({ status }) => status)).toEqual([2, 2, 2]);
  expect(runs.map(({ stderr }) => stderr.trim().split('\n').length)).toEqual([1, 1, 1]);
  expect(runs[2]?.stderr).toContain('expected an instant with its zone, such as 2027-06-23T09:05:00-07:00');
});

test('a programme folder with mistakes is refused with file and line', async () => {
  const programmes = mkdtempSync(join(folder, 'programmes-'));
  const { cpSync, readFileSync } = await import('node:fs');
  cpSync('templates', programmes, { recursive: true });
  const file = join(programmes, 'igp-tor/programme.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('torAnnual: $65 ', 'torAnnual: 65 dollars '));
  const { status, stderr } = await torq(['list'], { ...database, PROGRAMMES: programmes });
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^torq: .*programme\.yaml:\d+: fees\.torAnnual: an amount such as \$65 or \$65\.00 \(found "65 dollars"\)\n$/,
  );
});

test('before migrate a command says so; migrate works once and is harmless twice', async () => {
  expect((await torq(['list'], database)).stderr).toMatch(
    /^torq: the database is not up to date .*: run "torq migrate" first\n$/,
  );
  const first = await torq(['migrate'], database);
  expect(first.stdout).toMatch(/^applied: \d+_initial(, \d+_\w+)*\n$/);
  expect((await torq(['migrate'], database)).stdout).toBe('the database is up to date\n');
  expect(await torq(['list'], database)).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('status of an unknown address is a no, not a failure', async () => {
  await torq(['migrate'], database);
  expect(await torq(['status', 'nobody@example.org'], database)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'torq: nobody with the address nobody@example.org is known\n',
  });
});

test('import takes a roster once; a file with mistakes changes nothing', async () => {
  await torq(['migrate'], database);
  const file = join(folder, 'roster.csv');
  writeFileSync(
    file,
    'Name,Email,Term starts,Term ends\nRobin Roe,robin@example.org,2022-07-01,2023-06-30\n',
  );
  expect((await torq(['import', file, '--dry-run'], database)).stdout).toBe(
    '1 trainers can be imported: 1 new, 0 known already; nothing was changed\n',
  );
  expect((await torq(['import', file], database)).stdout).toBe(
    '1 trainers in the file: 1 new, 0 known already\n',
  );
  expect((await torq(['import', file], database)).stdout).toBe(
    '1 trainers in the file: 0 new, 1 known already\n',
  );
  writeFileSync(file, 'Name,Email,Term starts,Term ends\n,robin,2022-02-30,2023-06-30\n');
  const { status, stderr } = await torq(['import', file], database);
  expect({ status, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, lines: 4 });
});

test('classify prints one JSON object a line, whatever the files are, and never fails', async () => {
  const paid = join(folder, 'paid.eml');
  const garbage = join(folder, 'garbage.eml');
  writeFileSync(
    paid,
    orderMail({
      from: 'CASQA <orders@casqa.org>',
      trace: [['Authentication-Results', 'mx.example.net; dkim=pass header.d=casqa.org']],
    }),
  );
  writeFileSync(garbage, Buffer.from([0, 255, 1, 254]));
  const { status, stdout } = await torq(['classify', paid, garbage, join(folder, 'missing.eml')], {
    AUTHSERV_ID: 'mx.example.net',
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect({ status, kinds: lines.map(({ kind }) => kind), keys: Object.keys(lines[0]) }).toEqual({
    status: 0,
    kinds: ['payment', 'unreadable', 'unreadable'],
    keys: [
      'file',
      'kind',
      'reason',
      'authenticated',
      'authentication',
      'payment',
      'bounce',
      'command',
      'attachments',
      'replyText',
    ],
  });
  expect(lines[0].payment).toEqual({
    vendor: 'woocommerce',
    order: '4812',
    status: 'paid',
    amountCents: 53000,
    currency: 'USD',
    items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 1, amountCents: 53000 }],
    purpose: 'soq-new',
    payer: { name: 'Pat Doe', email: 'pat@example.org' },
    paidOn: '2023-05-10',
  });
});

test('a month is reconciled, as words and as a new file; what is no month is refused', async () => {
  await torq(['migrate'], database);
  const out = join(folder, 'june.csv');
  expect(await torq(['reconcile', '--month', '2027-06', '--out', out], database)).toEqual({
    ...{ status: 0, stderr: '' },
    stdout: `IGP Trainer of Record, 2027-06: 0 payments\n0 payments are in ${out}\n`,
  });
  expect(readFileSync(out, 'utf8')).toBe(
    'Order,Store,Paid on,Payer,For,Amount,Currency,State,Granted to,Note\r\n',
  );
  const wrong = await torq(['reconcile', '--month', 'June'], database);
  expect([wrong.status, wrong.stderr]).toEqual([
    2,
    expect.stringContaining('expected a month, such as 2027-06'),
  ]);
});
