import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bad, good, runDoctor } from '../../src/handlers/doctor.ts';
import {
  checkApprovers,
  checkDatabase,
  checkDataDir,
  checkRecipients,
  checkSlack,
  checkTimeZones,
} from '../../src/handlers/doctor-checks.ts';
import { doctorJson, doctorText } from '../../src/handlers/doctor-report.ts';
import { checkImap, checkSmtp } from '../../src/mail/check-servers.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type Dovecot, startDovecot } from '../support/servers/dovecot.ts';
import { freePort } from '../support/servers/free-port.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';

let folder: string;
beforeEach(() => {
  folder = makeTempFolder('doctor-test');
});
afterEach(() => removeTempFolder(folder));

describe('the doctor', () => {
  test('makes all checks, whatever one of them does', async () => {
    const report = await runDoctor(
      [
        { name: 'fine', look: () => good('as it should be') },
        { name: 'wrong', look: async () => bad('a\nb', 'do this') },
        {
          name: 'thrown',
          look: () => {
            throw new Error('a bug');
          },
        },
        { name: 'hanging', look: () => new Promise(() => {}) },
      ],
      50,
    );
    expect(report).toEqual({
      ok: false,
      results: [
        { name: 'fine', ok: true, detail: 'as it should be', mend: null },
        { name: 'wrong', ok: false, detail: 'a\nb', mend: 'do this' },
        { name: 'thrown', ok: false, detail: 'a bug', mend: expect.any(String) },
        { name: 'hanging', ok: false, detail: 'no answer within 0.05 s', mend: expect.any(String) },
      ],
    });
    expect(JSON.parse(doctorJson(report))).toEqual(report);
  });

  test('tells people line by line', async () => {
    const report = await runDoctor([
      { name: 'one', look: () => good('fine', 'could be better') },
      { name: 'other', look: () => bad('a\nb', 'do this') },
    ]);
    expect(doctorText(report).split('\n')).toEqual([
      'ok     one    fine',
      '              -> could be better',
      'WRONG  other  a',
      '              b',
      '              -> do this',
      '1 of 2 checks found something wrong',
    ]);
    expect(doctorText({ ok: true, results: [] })).toBe('all is well');
  });
});

describe('the database', () => {
  test('is missing, not migrated, then up to date; looking makes nothing', async () => {
    const path = join(folder, 'torq.db');
    expect(await checkDatabase(`file:${path}`)).toMatchObject({
      ok: false,
      detail: `${path} is not there yet`,
    });
    expect(existsSync(path)).toBe(false);
    const database = openDatabase(`file:${path}`);
    await database.read.$queryRaw`SELECT 1`;
    expect(await checkDatabase(`file:${path}`)).toMatchObject({ ok: false, mend: 'Run "npx torq migrate".' });
    await migrate(database);
    await database.close();
    expect(await checkDatabase(`file:${path}`)).toEqual({
      ok: true,
      detail: 'sqlite, up to date',
      mend: null,
    });
  });

  test('that is no database, or a server that is not there, is named without the password', async () => {
    const path = join(folder, 'torq.db');
    writeFileSync(path, 'something else entirely'.repeat(100));
    expect(await checkDatabase(`file:${path}`)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^cannot be opened: .*not a database/),
    });
    const absent = await checkDatabase(`postgresql://torq:hunter2@127.0.0.1:${await freePort()}/torq`);
    expect(absent).toMatchObject({ ok: false, detail: expect.stringMatching(/^cannot be opened: ./) });
    expect(JSON.stringify(absent)).not.toContain('hunter2');
  });
});

describe('the data folder', () => {
  test('is writable, or can be made', async () => {
    expect(await checkDataDir(folder)).toEqual({ ok: true, detail: `${folder} can be written`, mend: null });
    expect(readdirSync(folder)).toEqual([]);
    const later = join(folder, 'a/b');
    expect(await checkDataDir(later)).toEqual({
      ok: true,
      detail: `${later} will be made at the first start`,
      mend: null,
    });
    expect(existsSync(later)).toBe(false);
  });

  test('is a file', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    expect(await checkDataDir(path)).toMatchObject({ ok: false, mend: expect.stringContaining('DATA_DIR') });
  });

  test('is not writable', async () => {
    // Not even for root.
    expect(await checkDataDir('/proc/self')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('cannot be written'),
    });
  });
});

describe('settings', () => {
  test('time zones must be known', () => {
    expect(checkTimeZones(['America/Los_Angeles', 'America/Los_Angeles'])).toEqual(
      good('known: America/Los_Angeles'),
    );
    expect(checkTimeZones(['America/Los_Angeles', 'Mars/Olympus'])).toMatchObject({
      ok: false,
      detail: 'not known: Mars/Olympus',
    });
  });

  test('somebody must be able to decide', () => {
    const slack = { channel: 'C1', approvers: ['U1'], quorum: 1, finalApprover: null };
    expect(checkApprovers([{ name: 'igp', slack }])).toEqual(good('igp: 1'));
    expect(
      checkApprovers([
        { name: 'igp', slack },
        { name: 'other', slack: { ...slack, approvers: [] } },
      ]),
    ).toMatchObject({
      ok: false,
      detail: 'other: nobody may decide about an SOQ',
    });
  });

  test('that nobody is mailed is said, and is not wrong', () => {
    expect(checkRecipients('nobody')).toEqual({
      ok: true,
      detail: 'nobody is mailed: all mails stay held',
      mend: expect.stringContaining('MAIL_RECIPIENTS'),
    });
    expect(checkRecipients('everyone')).toEqual(good('mail goes to everyone'));
  });

  test('Slack says who we are, or what is wrong', async () => {
    expect(await checkSlack(async () => 'torq in CASQA')).toEqual(good('torq in CASQA'));
    expect(await checkSlack(async () => Promise.reject(new Error('invalid_auth')))).toMatchObject({
      ok: false,
      detail: 'invalid_auth',
    });
    expect(await checkSlack(null)).toMatchObject({ ok: false, detail: 'not configured' });
  });
});

describe('mail servers', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['tor'] });
  });
  afterAll(() => dovecot.stop());

  test('let us in and have the folders', async () => {
    const place = `127.0.0.1:${dovecot.imapPort}`;
    expect(await checkImap(dovecot.imapUrl('tor', 'folders=INBOX,Junk'))).toEqual(
      good(`${place}: INBOX (0), Junk (0)`),
    );
    expect(await checkImap(dovecot.imapUrl('tor', 'folders=INBOX,Spam'))).toEqual({
      ok: false,
      detail: expect.stringMatching(/^127\.0\.0\.1:\d+: the folder Spam cannot be opened \(/),
      mend: expect.stringMatching(/this mailbox has INBOX, (Junk, Sent|Sent, Junk)\.$/),
    });
  });

  test('refuse the login', async () => {
    const finding = await checkImap(dovecot.imapUrl('tor').replace('secret', 'hunter2'));
    expect(finding).toMatchObject({
      ok: false,
      mend: expect.stringContaining('user and password in IMAP_URL'),
    });
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });

  test('are not there, or not configured', async () => {
    const port = await freePort();
    for (const finding of [
      await checkImap(`imap://a:b@127.0.0.1:${port}`),
      await checkSmtp(`smtp://127.0.0.1:${port}`),
    ])
      expect(finding).toMatchObject({
        ok: false,
        detail: expect.stringContaining('ECONNREFUSED'),
        mend: expect.stringContaining('the server is running'),
      });
    expect(await checkImap(null)).toMatchObject({ ok: false, detail: 'not configured' });
    expect(await checkSmtp(null)).toMatchObject({ ok: false, detail: 'not configured' });
  });
});
