import { describe, expect, test } from 'vitest';
import { config, problems } from './support/read-config.ts';

const whole = {
  DATABASE_URL: 'postgresql://torq:pw@db.example/torq',
  DATA_DIR: '/var/lib/torq',
  PROGRAMMES: '/etc/torq',
  IMAP_URL: 'imaps://tor:s3cret@imap.example.org/INBOX?folders=INBOX,Junk',
  IMAP_POLL_SECONDS: '20',
  IMAP_ALARM_MINUTES: '30',
  IMAP_PROCESSED: 'move:Processed',
  IMAP_SINCE: '2023-04-03',
  SMTP_URL: 'smtp://tor:s3cret@smtp.example.org',
  MAIL_PER_SECOND: '0.5',
  MAIL_PER_SECOND_AND_DOMAIN: '0.25',
  MAIL_CONNECTIONS: '2',
  MAIL_SENT_FOLDER: 'Sent Items',
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

describe('a configuration', () => {
  test('has values for what is not set', () => {
    const { isAllowed, ...values } = config({ PATH: '/bin' });
    expect(values).toEqual({
      databaseUrl: 'file:./data/torq.db',
      dataDir: './data',
      programmes: 'templates',
      imapUrl: null,
      imapPollSeconds: 60,
      imapAlarmMinutes: 15,
      imapProcessed: { kind: 'leave' },
      imapSince: null,
      smtpUrl: null,
      mailPerSecond: 5,
      mailPerSecondAndDomain: 1,
      mailConnections: 3,
      mailSentFolder: 'auto',
      sendLeaseSeconds: 300,
      mailFrom: null,
      recipients: 'nobody',
      maxMailBytes: 41_943_040,
      authservId: null,
      signingKey: null,
      slack: null,
      http: { host: '127.0.0.1', port: 8080, trustedProxies: [], perMinute: 600 },
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
      imapAlarmMinutes: 30,
      imapProcessed: { kind: 'move', folder: 'Processed' },
      imapSince: '2023-04-03',
      smtpUrl: whole.SMTP_URL,
      mailPerSecond: 0.5,
      mailPerSecondAndDomain: 0.25,
      mailConnections: 2,
      mailSentFolder: 'Sent Items',
      sendLeaseSeconds: 600,
      mailFrom: 'Trainer of Record <tor@example.org>',
      recipients: '1 address and 1 domain',
      maxMailBytes: 1_000_000,
      authservId: 'mx.example.org',
      signingKey: 'k'.repeat(32),
      slack: {
        botToken: 'xoxb-1',
        apiUrl: 'http://127.0.0.1:8099/api/',
        receiving: { kind: 'socket', appToken: 'xapp-1' },
      },
      http: { host: '::1', port: 0, trustedProxies: [], perMinute: 600 },
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
      SEND_LEASE_SECONDS: '0',
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

  test('has a bot token and a way in, or neither', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_APP_TOKEN: is not set; expected the app-level token of the Slack app with connections:write, which begins with xapp-; or, over HTTP, SLACK_SIGNING_SECRET instead',
    ]);
  });

  const secret = 'a0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3';

  test('takes requests over HTTP instead of an app token, on this machine only unless told otherwise', () => {
    const overHttp = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: secret };
    expect(problems(overHttp, ['slack'])).toEqual([]);
    expect(config(overHttp).slack).toEqual({
      botToken: 'xoxb-1',
      apiUrl: null,
      receiving: { kind: 'http', signingSecret: secret, host: '127.0.0.1', port: 3000 },
    });
    expect(config({ ...overHttp, SLACK_HTTP_ADDR: '[::]:8443' }).slack?.receiving).toEqual({
      kind: 'http',
      signingSecret: secret,
      host: '::',
      port: 8443,
    });
  });

  test.each([
    [
      'both ways at once',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: secret },
      ['SLACK_SIGNING_SECRET: is set, and so is SLACK_APP_TOKEN; expected one of them'],
    ],
    [
      'an address for requests beside an app token',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_HTTP_ADDR: '127.0.0.1:3000' },
      ['SLACK_HTTP_ADDR: is set, but with SLACK_APP_TOKEN nothing listens there'],
    ],
    [
      'an address for requests without their secret',
      { SLACK_HTTP_ADDR: '127.0.0.1:3000' },
      ['SLACK_BOT_TOKEN: is not set', 'SLACK_SIGNING_SECRET: is not set'],
    ],
    [
      'a secret that is a token',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'xoxb-12345678901234567890' },
      ['SLACK_SIGNING_SECRET: is not a signing secret'],
    ],
    ['no way in', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN: is not set']],
    ['a secret without a bot token', { SLACK_SIGNING_SECRET: secret }, ['SLACK_BOT_TOKEN: is not set']],
  ])('refuses %s', (_, env, begins) => {
    const lines = problems(env, ['slack']);
    expect(lines.map((line) => begins.find((begin) => line.startsWith(begin)))).toEqual(begins);
    expect(lines.join()).not.toContain(secret);
  });

  test('takes an empty variable for one that is not set', () => {
    expect(config({ IMAP_URL: '', MAIL_RECIPIENTS: '  ', LOG_LEVEL: '' })).toMatchObject({
      imapUrl: null,
      recipients: 'nobody',
      logLevel: 'info',
    });
  });
});
