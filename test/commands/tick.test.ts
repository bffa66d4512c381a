import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '../../src/store/ids.ts';
import { type MailHouse, startMailHouse } from '../support/servers/mail-house.ts';
import { readMailbox } from '../support/servers/mailbox.ts';
import { createDatabase } from '../support/servers/postgres.ts';
import { torq } from '../support/torq.ts';

let house: MailHouse;
const folder = mkdtempSync(join(tmpdir(), 'torq-tick-'));

beforeAll(async () => {
  house = await startMailHouse({
    users: ['tor', 'sqlite', 'postgresql'],
    domains: ['example.org', 'casqa.example'],
    store: { domain: 'casqa.example' },
  });
});
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true });
});

test.each(['sqlite', 'postgresql'])(
  'several processes tick at the same moment on %s: one reminder arrives; hold stops it, resume lets it go',
  async (provider) => {
    const env = {
      DATABASE_URL:
        provider === 'sqlite'
          ? `file:${join(folder, 'tick.db')}`
          : await createDatabase(inject('postgresUrl'), `tick_${newId()}`),
      DATA_DIR: join(folder, provider),
      SMTP_URL: house.smtpUrl,
      MAIL_RECIPIENTS: 'example.org',
      SIGNING_KEY: 'a signing key for tests, long enough',
    };
    const roster = join(folder, `${provider}.csv`);
    writeFileSync(
      roster,
      `name,email,term_starts,term_ends\nRobin Roe,${provider}@example.org,2022-07-01,2023-06-30\n`,
    );
    await torq(['migrate'], env);
    await torq(['import', roster], env);
    await torq(['hold'], env);
    const at = ['tick', '--at', '2023-06-23T09:05:00-07:00'];
    expect((await torq(at, env)).stdout).toMatch(/^1 planned, 0 sent/);
    await torq(['resume'], env);
    const ticks = await Promise.all([torq(at, env), torq(at, env), torq(at, env)]);
    expect(ticks.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
      Array(3).fill({ status: 0, stderr: '' }),
    );
    await torq(['tick', '--at', '2023-06-23T09:10:00-07:00'], env);
    const mails = await readMailbox(house.imapUrl(provider));
    expect(mails.map(({ envelope }) => envelope.subject)).toEqual([
      'Renew your Trainer of Record status by Friday, June 30, 2023, 11:59 PM PDT',
    ]);
  },
  // Eleven processes one after the other; a busy machine starts each in seconds.
  180_000,
);
