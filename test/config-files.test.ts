import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { config, problems } from './support/read-config.ts';
import { makeTempFolder, removeTempFolder } from './support/servers/temp-folder.ts';

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeTempFolder('config-test');
  });
  afterEach(() => removeTempFolder(folder));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('hold secrets', () => {
    const path = file('key', `${'k'.repeat(40)}\n`);
    expect(config({ SIGNING_KEY_FILE: path }).signingKey).toBe('k'.repeat(40));
  });

  test('that are missing, empty or one too many are named', () => {
    const path = file('empty', '\n');
    const env = {
      IMAP_URL_FILE: join(folder, 'none'),
      SMTP_URL_FILE: path,
      SIGNING_KEY: 'k'.repeat(32),
      SIGNING_KEY_FILE: path,
    };
    expect(problems(env, ['imap', 'smtp', 'signing-key'])).toEqual([
      `IMAP_URL: IMAP_URL_FILE names a file that cannot be read (${join(folder, 'none')}: ENOENT)`,
      `SMTP_URL: SMTP_URL_FILE names an empty file (${path})`,
      'SIGNING_KEY: both SIGNING_KEY and SIGNING_KEY_FILE are set; expected one of them',
    ]);
  });

  test('named .env go behind the environment, and need not be there', () => {
    const envFile = file(
      '.env',
      'LOG_LEVEL=warn\nDATA_DIR="/from file" # where\nAUTHSERV_ID=mx.example.org\n',
    );
    const result = readConfig({ DATA_DIR: '/from environment', AUTHSERV_ID: '' }, { require: [], envFile });
    expect(result).toMatchObject({
      config: { logLevel: 'warn', dataDir: '/from environment', authservId: 'mx.example.org' },
    });
    expect(readConfig({}, { require: [], envFile: join(folder, 'none') })).toMatchObject({
      config: { logLevel: 'info' },
    });
    expect(readConfig({}, { require: [], envFile: folder })).toEqual({
      problems: [`${folder}: cannot be read (EISDIR)`],
    });
  });
});
