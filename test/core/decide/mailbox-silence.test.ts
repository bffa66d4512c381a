import { describe, expect, test } from 'vitest';
import {
  type FolderReading,
  gapOfKey,
  type MailboxReading,
  mailboxNotices,
  silenceKey,
} from '../../../src/core/decide/mailbox-silence.ts';

const at = (time: string) => new Date(`2023-05-12T${time}:00-07:00`);
const read = (folder: string, changes: Partial<FolderReading> = {}): FolderReading => ({
  folder,
  readAt: at('12:00'),
  completeAt: at('12:00'),
  problem: null,
  told: null,
  waited: 0,
  ...changes,
});
const reading = (changes: Partial<MailboxReading> = {}): MailboxReading => ({
  folders: [read('INBOX')],
  problem: null,
  now: at('12:01'),
  startedAt: at('09:00'),
  alarmMinutes: 15,
  zone: 'America/Los_Angeles',
  ...changes,
});
const keys = (changes: Partial<MailboxReading>) => mailboxNotices(reading(changes)).map(({ key }) => key);

test('a mailbox that is silent for so many minutes is told of, with why, since when and what to do', () => {
  expect(
    mailboxNotices(reading({ now: at('12:15'), problem: 'connect ECONNREFUSED 192.0.2.1:993' })),
  ).toEqual([
    {
      key: 'card/mailbox-silent/INBOX/2023-05-12T19:00:00.000Z',
      answers: null,
      title: 'The mailbox is not being read',
      facts: [
        ['Last read', 'Friday, May 12, 2023, 12:00 PM PDT (15 minutes ago)'],
        ['What happened', 'connect ECONNREFUSED 192.0.2.1:993'],
        [
          'What it means',
          'New mails wait in the mailbox. Nothing is lost: deadlines are judged by the stamp of your mail server, not by when torq reads a mail. Until then nobody is answered.',
        ],
        [
          'What to do',
          'torq goes on trying by itself and tells you here when it has succeeded. If this lasts, ask whoever operates torq to run "torq doctor", which says how to mend it.',
        ],
      ],
    },
  ]);
});

test('a gap that staff were told of is told of once more when it is over: how long, how many waited', () => {
  const told = { since: at('12:00') };
  const folder = read('INBOX', { readAt: at('14:05'), completeAt: at('14:05'), told, waited: 12 });
  expect(mailboxNotices(reading({ now: at('14:06'), folders: [folder] }))).toEqual([
    {
      key: 'card/mailbox-read-again/INBOX/2023-05-12T19:00:00.000Z',
      answers: 'card/mailbox-silent/INBOX/2023-05-12T19:00:00.000Z',
      title: 'The mailbox is being read again',
      facts: [
        [
          'Not read',
          'from Friday, May 12, 2023, 12:00 PM PDT to Friday, May 12, 2023, 2:05 PM PDT (2 hours 5 minutes)',
        ],
        ['Mails that waited', '12'],
        [
          'What it means',
          'Everything that waited is recorded and is being answered now. When each of them arrived is what counts for deadlines.',
        ],
      ],
    },
  ]);
});

describe('nothing is told', () => {
  const told = { since: at('12:00') };
  test.each<[string, Partial<MailboxReading>]>([
    ['while it is read', {}],
    ['of a short drop', { now: at('12:14'), problem: 'connection lost' }],
    ['again of the same gap', { now: at('13:00'), folders: [read('INBOX', { told })] }],
    [
      'of the end while only the first of the waiting mails are recorded',
      { now: at('14:00'), folders: [read('INBOX', { told, readAt: at('13:59'), completeAt: at('12:00') })] },
    ],
    [
      'of an end that another process alone has seen',
      { now: at('14:00'), folders: [read('INBOX', { told, readAt: at('13:59'), completeAt: null })] },
    ],
    [
      'of a mailbox that has never been read, in the first minutes',
      { startedAt: at('12:00'), folders: [read('INBOX', { readAt: null, completeAt: null })] },
    ],
    [
      'of another folder while the first one is silent too and was told of',
      { now: at('12:20'), folders: [read('INBOX', { told }), read('Junk')] },
    ],
    [
      'of another folder while the first one is still being read through',
      {
        now: at('12:20'),
        folders: [read('INBOX', { readAt: at('12:20'), completeAt: null }), read('Junk')],
      },
    ],
    [
      'of another folder in the minute in which the first one is read again',
      {
        now: at('14:00'),
        folders: [read('INBOX', { told, readAt: at('14:00'), completeAt: null }), read('Junk')],
      },
    ],
    [
      'of another folder right after a start',
      {
        now: at('14:00'),
        startedAt: at('13:59'),
        folders: [read('INBOX', { readAt: at('14:00'), completeAt: at('14:00') }), read('Junk')],
      },
    ],
  ])('%s', (_name, changes) => {
    expect(keys(changes)).toEqual([]);
  });
});

test('a connection that is lost is one card, however many folders there are', () => {
  expect(keys({ now: at('12:30'), folders: [read('INBOX'), read('Junk'), read('Tor')] })).toEqual([
    'card/mailbox-silent/INBOX/2023-05-12T19:00:00.000Z',
  ]);
});

test('each other folder that cannot be opened is a card of its own, which names it and says why', () => {
  const first = read('INBOX', { readAt: at('12:30'), completeAt: at('12:30') });
  const junk = read('Junk', { problem: 'the folder Junk cannot be opened (Mailbox doesn’t exist)' });
  const notices = mailboxNotices(
    reading({ now: at('12:30'), folders: [first, junk, read('Tor/in', { readAt: null })] }),
  );
  expect(notices.map(({ key, title, facts }) => [key, title, facts[0]?.[1], facts[1]?.[1]])).toEqual([
    [
      'card/mailbox-silent/Junk/2023-05-12T19:00:00.000Z',
      'The folder Junk is not being read',
      'Friday, May 12, 2023, 12:00 PM PDT (30 minutes ago)',
      'the folder Junk cannot be opened (Mailbox doesn’t exist)',
    ],
    [
      'card/mailbox-silent/Tor%2Fin/never',
      'The folder Tor/in is not being read',
      'It has never been read',
      'torq does not know; the mail server is silent',
    ],
  ]);
});

test('a mailbox that could never be read is told of when torq has tried for so many minutes, and its first reading too', () => {
  const folders = [read('INBOX', { readAt: null, completeAt: null })] as const;
  expect(keys({ startedAt: at('12:00'), now: at('12:15'), folders })).toEqual([
    'card/mailbox-silent/INBOX/never',
  ]);
  const after = [read('INBOX', { told: { since: null } })] as const;
  expect(keys({ folders: after })).toEqual(['card/mailbox-read-again/INBOX/never']);
});

test('a key names its gap', () => {
  expect(gapOfKey(silenceKey('a/b', at('12:00')))).toEqual({ since: at('12:00') });
  expect(gapOfKey(silenceKey('a/never', null))).toEqual({ since: null });
});
