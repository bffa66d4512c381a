import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { good } from '../../src/handlers/doctor.ts';
import {
  checkApprovers,
  checkDatabase,
  checkDataDir,
  checkRecipients,
  checkSlack,
  checkTimeZones,
} from '../../src/handlers/doctor-checks.ts';
import { programmeSchema } from '../../src/programme/schema.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { igpTorSource } from '../support/programme.ts';
import { freePort } from '../support/servers/free-port.ts';
import { makeTempFolder, removeTempFolder } from '../support/servers/temp-folder.ts';

let folder: string;
beforeEach(() => {
  folder = makeTempFolder('doctor-test');
});
afterEach(() => removeTempFolder(folder));

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
    const slack = { ...programmeSchema.parse(igpTorSource).slack, approvers: ['U1'] };
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
