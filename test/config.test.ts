import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { readImapUrl } from '../src/mail/server-url.ts';
import { makeTempFolder, removeTempFolder } from './support/servers/temp-folder.ts';

const whole = {
  DATABASE_URL: 'postgresql://torq:pw@db.example/torq',
  DATA_DIR: '/var/lib/torq',
  PROGRAMMES: '/etc/torq',
  IMAP_URL: 'imaps://tor:s3cret@imap.example.org/INBOX?folders=INBOX,Junk',
  IMAP_POLL_SECONDS: '20',
  SMTP_URL: 'smtp://tor:s3cret@smtp.example.org',
  SEND_LEASE_SECONDS: '600',
  MAIL_FROM: 'Trainer of Record <tor@example.org>',
  MAIL_RECIPIENTS: 'pat@people.example, example.com',
  MAX_MAIL_BYTES: '1000000',
  AUTHSERV_ID: 'mx.example.org',
  SIGNING_KEY: 'k'.repeat(32),
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_API_URL: 'http://127.0.0.1:8099/api',
  HTTP_ADDR: '[::1]:0',
  PUBLIC_URL: 'https://tor.example.org/',
  LOG_LEVEL: 'debug',
};

const read = (env: NodeJS.ProcessEnv, require: Parameters<typeof readConfig>[1]['require'] = []) =>
  readConfig(env, { require, envFile: null });

function problems(
  env: NodeJS.ProcessEnv,
  require: Parameters<typeof readConfig>[1]['require'] = [],
): string[] {
  const result = read(env, require);
  return 'problems' in result ? result.problems : [];
}

function config(env: NodeJS.ProcessEnv) {
  const result = read(env);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.config;
}

describe('a configuration', () => {
  test('has values for what is not set', () => {
    const { isAllowed, ...values } = config({ PATH: '/bin' });
    expect(values).toEqual({
      databaseUrl: 'file:./data/torq.db',
      dataDir: './data',
      programmes: 'templates',
      imapUrl: null,
      imapPollSeconds: 60,
      smtpUrl: null,
      sendLeaseSeconds: 300,
      mailFrom: null,
      recipients: 'nobody',
      maxMailBytes: 41_943_040,
      authservId: null,
      signingKey: null,
      slack: null,
      http: { host: '127.0.0.1', port: 8080 },
      publicUrl: null,
      logLevel: 'info',
    });
    expect(isAllowed('pat@people.example')).toBe(false);
  });

  test('is what the environment says', () => {
    const { isAllowed, ...values } = config(whole);
    expect(values).toEqual({
      databaseUrl: 'postgresql://torq:pw@db.example/torq',
      dataDir: '/var/lib/torq',
      programmes: '/etc/torq',
      imapUrl: whole.IMAP_URL,
      imapPollSeconds: 20,
      smtpUrl: whole.SMTP_URL,
      sendLeaseSeconds: 600,
      mailFrom: 'Trainer of Record <tor@example.org>',
      recipients: '1 address and 1 domain',
      maxMailBytes: 1_000_000,
      authservId: 'mx.example.org',
      signingKey: 'k'.repeat(32),
      slack: { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:8099/api/' },
      http: { host: '::1', port: 0 },
      publicUrl: 'https://tor.example.org',
      logLevel: 'debug',
    });
    expect(isAllowed('pat@people.example')).toBe(true);
  });

  test('names everything that is wrong at once, one line each, with what is expected', () => {
    const wrong = {
      DATABASE_URL: 'mysql://x',
      IMAP_URL: 'pop3://tor:s3cret@imap.example.org',
      IMAP_POLL_SECONDS: 'often',
      SMTP_URL: 'smtp.example.org:25',
      SEND_LEASE_SECONDS: '5',
      MAIL_FROM: 'Trainer of Record',
      MAIL_RECIPIENTS: 'everybody',
      MAX_MAIL_BYTES: '40MB',
      AUTHSERV_ID: 'mx.example.org; dkim=pass',
      SIGNING_KEY: 'short-s3cret',
      SLACK_BOT_TOKEN: 'xapp-s3cret',
      SLACK_APP_TOKEN: 'xoxb-s3cret',
      SLACK_API_URL: 'localhost',
      HTTP_ADDR: '8080',
      PUBLIC_URL: 'tor.example.org',
      LOG_LEVEL: 'loud',
    };
    const lines = problems(wrong, ['imap', 'smtp', 'slack', 'signing-key']);
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual(Object.keys(wrong).sort());
    for (const line of lines) {
      expect(line).toMatch(/^[A-Z_]+: [^\n]+; expected [^\n]+$/);
      expect(line).not.toContain('s3cret');
    }
    expect(lines).toContain(
      'SIGNING_KEY: is too short; expected at least 32 characters; make one with: openssl rand -hex 32',
    );
  });

  test('lacks what a command needs', () => {
    expect(problems({}, ['imap', 'signing-key'])).toEqual([
      'IMAP_URL: is not set; expected for example imaps://user:password@imap.example.org:993/INBOX?folders=INBOX,Junk',
      'SIGNING_KEY: is not set; expected at least 32 characters; make one with: openssl rand -hex 32',
    ]);
    expect(problems({}, ['slack']).map((line) => line.split(':')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
    expect(problems(whole, ['imap', 'smtp', 'slack', 'signing-key'])).toEqual([]);
  });

  test('has both Slack tokens or none', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_APP_TOKEN: is not set; expected the app-level token of the Slack app with connections:write, which begins with xapp-',
    ]);
  });

  test('takes an empty variable for one that is not set', () => {
    expect(config({ IMAP_URL: '', MAIL_RECIPIENTS: '  ', LOG_LEVEL: '' })).toMatchObject({
      imapUrl: null,
      recipients: 'nobody',
      logLevel: 'info',
    });
  });
});

describe('MAIL_RECIPIENTS', () => {
  const allowed = (text: string, address: string) => config({ MAIL_RECIPIENTS: text }).isAllowed(address);

  test.for([
    ['*', 'anyone@anywhere.example', true],
    ['pat@people.example', 'Pat@People.Example', true],
    ['pat@people.example', 'pat+x@people.example', false],
    ['pat@people.example', 'sam@people.example', false],
    ['people.example', 'sam@people.example', true],
    ['@people.example', 'sam@people.example', true],
    ['people.example', 'sam@evil-people.example', false],
    ['people.example', 'sam@sub.people.example', false],
    ['people.example', 'sam@people.example.org', false],
    ['people.example', 'people.example@evil.example', false],
    ['a@x.example b@x.example;\nc@x.example', 'c@x.example', true],
  ] as const)('%j: %s %s', ([text, address, expected]) => {
    expect(allowed(text, address)).toBe(expected);
  });

  test('says what is neither address nor domain', () => {
    expect(problems({ MAIL_RECIPIENTS: 'pat@people.example, *' })[0]).toMatch(
      /^MAIL_RECIPIENTS: \* means everyone and stands alone;/,
    );
    expect(problems({ MAIL_RECIPIENTS: 'pat@' })[0]).toMatch(/^MAIL_RECIPIENTS: "pat@" is neither/);
  });
});

describe('IMAP_URL', () => {
  test('names server, user and folders', () => {
    expect(
      readImapUrl('imaps://tor%40x.example:p%40ss%2F@imap.example.org/Tor%20in?folders=Junk,Tor%20in'),
    ).toEqual({
      host: 'imap.example.org',
      port: 993,
      secure: true,
      requireTls: false,
      auth: { user: 'tor@x.example', pass: 'p@ss/' },
      folders: ['Tor in', 'Junk'],
    });
    expect(readImapUrl('imap://a:b@[::1]:1143')).toMatchObject({
      host: '::1',
      port: 1143,
      folders: ['INBOX'],
    });
  });

  test('without TLS needs STARTTLS, except on this machine or when told otherwise', () => {
    expect(readImapUrl('imap://a:b@imap.example.org').requireTls).toBe(true);
    expect(readImapUrl('imap://a:b@imap.example.org/INBOX?tls=none').requireTls).toBe(false);
    expect(readImapUrl('imap://a:b@localhost').requireTls).toBe(false);
    expect(readImapUrl('imap://a:b@127.0.0.1').requireTls).toBe(false);
    expect(readImapUrl('imap://a:b@127.0.0.1.evil.example').requireTls).toBe(true);
  });

  test.for([
    ['imaps://imap.example.org', 'must name user and password'],
    ['imaps://a:100%@imap.example.org', '%25'],
    ['imaps://a:b@/INBOX', ''],
    ['imaps://a:p@ss:w/rd@imap.example.org', ''],
  ] as const)('%s is refused', ([url, words]) => {
    const [line = ''] = problems({ IMAP_URL: url });
    expect(line).toContain(words);
    expect(line).toMatch(/^IMAP_URL: /);
  });
});

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
