import { describe, expect, test } from 'vitest';
import { readImapUrl } from '../src/mail/server-url.ts';
import { config, problems } from './support/read-config.ts';

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
    [
      'imaps://a:b@imap.example.org/INBOX??folders=Junk',
      'has an unknown parameter "?folders"; known are folders, tls',
    ],
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

describe('IMAP_PROCESSED', () => {
  const url = 'imaps://tor:s3cret@imap.example.org/INBOX?folders=INBOX,Tor%20in';

  test.for([
    ['leave', { kind: 'leave' }],
    ['seen', { kind: 'flag', flag: '\\Seen' }],
    ['flag', { kind: 'flag', flag: '$TorqDone' }],
    ['move:Archive/Tor', { kind: 'move', folder: 'Archive/Tor' }],
  ] as const)('%s', ([text, expected]) => {
    expect(config({ IMAP_PROCESSED: text }).imapProcessed).toEqual(expected);
  });

  test.for(['delete', 'move:', 'move', 'Seen'])('%s is refused', (text) => {
    expect(problems({ IMAP_PROCESSED: text })).toEqual([
      'IMAP_PROCESSED: is none of the words; expected leave, seen, flag, or move:FOLDER such as move:Processed',
    ]);
  });

  test.for(['Tor in', 'tor in', 'inbox'])('a folder that is read (%s) is refused', (folder) => {
    expect(problems({ IMAP_PROCESSED: `move:${folder}`, IMAP_URL: url })).toEqual([
      `IMAP_PROCESSED: moves mails to ${folder}, which IMAP_URL names as a folder that is read; expected another folder`,
    ]);
  });
});

describe('IMAP_SINCE', () => {
  test.for([
    ['2023-4-3', 'must be a date'],
    ['2023-02-30', 'is no day of the calendar'],
    ['yesterday', 'must be a date'],
  ] as const)('%s: %s', ([text, problem]) => {
    expect(problems({ IMAP_SINCE: text })).toEqual([
      `IMAP_SINCE: ${problem}; expected a date such as 2027-04-01`,
    ]);
  });
});

describe('IMAP_ALARM_MINUTES', () => {
  test('is longer than the time between two polls: a mailbox that waits for its poll is not silent', () => {
    expect(problems({ IMAP_POLL_SECONDS: '900' })).toEqual([
      'IMAP_ALARM_MINUTES: is too short for IMAP_POLL_SECONDS (900); expected at least 16',
    ]);
    expect(config({ IMAP_POLL_SECONDS: '900', IMAP_ALARM_MINUTES: '16' }).imapAlarmMinutes).toBe(16);
  });
});
