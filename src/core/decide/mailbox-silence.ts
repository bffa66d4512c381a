// When staff are told that the mailbox is not being read, and that it is again: once each, never for a short drop.
import { minutesBetween, wordsForInstant, wordsForSpan } from '../calendar.ts';

export type FolderReading = {
  folder: string;
  /** When it was last looked at, by any process and over every restart; null: never. */
  readAt: Date | null;
  /** When this process last saw all of it; null: not since it started. */
  completeAt: Date | null;
  /** Why it cannot be opened, in the server's words; null: it can. */
  problem: string | null;
  /** The gap that staff were told of and that is not over; `since` null: it had never been read. */
  told: { since: Date | null } | null;
  /** How many mails were recorded from this folder since then. */
  waited: number;
};

export type MailboxReading = {
  /** Most mail is in the first one; a connection that is lost shows there. */
  folders: readonly [FolderReading, ...FolderReading[]];
  /** What is wrong with the connection, in the server's words; null: nothing that is known. */
  problem: string | null;
  now: Date;
  /** When this process began. */
  startedAt: Date;
  alarmMinutes: number;
  /** IANA zone for the words. */
  zone: string;
};

export type MailboxNotice = {
  key: string;
  /** The key of the notice that this one answers, or null. */
  answers: string | null;
  title: string;
  facts: readonly (readonly [label: string, value: string])[];
};

/**
 * What staff are to be told now. A key names the gap by its beginning, so that several processes, and one that was
 * started again, make one card of it.
 */
export function mailboxNotices(reading: MailboxReading): MailboxNotice[] {
  const [first, ...others] = reading.folders;
  const notices = reading.folders.filter((folder) => isOver(folder)).map((folder) => over(folder, reading));
  const isSilent = (since: Date) => minutesBetween(since, reading.now) >= reading.alarmMinutes;
  if (first.told === null && isSilent(first.readAt ?? reading.startedAt))
    notices.push(silent(first, reading));
  // What keeps the first folder from being read keeps the others too; that is one card.
  if (first.told === null && isJustComplete(first, reading))
    for (const folder of others)
      if (folder.told === null && isSilent(later(folder.readAt, reading.startedAt)))
        notices.push(silent(folder, reading));
  return notices;
}

/** The key of the notice about a gap; `null`: since ever. */
export function silenceKey(folder: string, since: Date | null): string {
  return `${silenceKeys(folder)}${since?.toISOString() ?? never}`;
}

/** What the keys of all notices about a folder begin with. */
export function silenceKeys(folder: string): string {
  return `card/mailbox-silent/${encodeURIComponent(folder)}/`;
}

/** The gap that a key names. */
export function gapOfKey(key: string): { since: Date | null } {
  const since = key.slice(key.lastIndexOf('/') + 1);
  return { since: since === never ? null : new Date(since) };
}

/** The key of the notice that a gap is over. */
export function readAgainKey(folder: string, since: Date | null): string {
  return silenceKey(folder, since).replace('mailbox-silent', 'mailbox-read-again');
}

const never = 'never';

function later(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}

/** While the first is still being read through, the others wait for their turn. */
function isJustComplete({ completeAt }: FolderReading, { now, alarmMinutes }: MailboxReading): boolean {
  return completeAt !== null && minutesBetween(completeAt, now) < alarmMinutes;
}

/** Only when all of it was seen since: the first of a thousand waiting mails is not yet the end. */
function isOver({ told, readAt, completeAt }: FolderReading): boolean {
  if (told === null || readAt === null || completeAt === null) return false;
  return told.since === null || completeAt > told.since;
}

function silent(folder: FolderReading, reading: MailboxReading): MailboxNotice {
  const { folders, now, zone } = reading;
  const isFirst = folder === folders[0];
  const since =
    folder.readAt === null
      ? 'It has never been read'
      : `${wordsForInstant(folder.readAt, zone)} (${wordsForSpan(minutesBetween(folder.readAt, now))} ago)`;
  return {
    key: silenceKey(folder.folder, folder.readAt),
    answers: null,
    title: isFirst ? 'The mailbox is not being read' : `The folder ${folder.folder} is not being read`,
    facts: [
      ['Last read', since],
      ['What happened', folder.problem ?? reading.problem ?? 'torq does not know; the mail server is silent'],
      ['What it means', isFirst ? mailboxWaits : folderWaits],
      ['What to do', isFirst ? askOperator : lookForFolder],
    ],
  };
}

const mailboxWaits =
  'New mails wait in the mailbox. Nothing is lost: deadlines are judged by the stamp of your mail server, not by when torq reads a mail. Until then nobody is answered.';
const folderWaits =
  'Mails that arrive in this folder wait there; the other folders are read. Nothing is lost: deadlines are judged by the stamp of your mail server.';
const askOperator =
  'torq goes on trying by itself and tells you here when it has succeeded. If this lasts, ask whoever operates torq to run "torq doctor", which says how to mend it.';
const lookForFolder =
  'See whether the folder was renamed or deleted. Give it its name back, or ask whoever operates torq to name the right one in IMAP_URL.';

function over(folder: FolderReading, reading: MailboxReading): MailboxNotice {
  const { folders, zone } = reading;
  const since = folder.told?.since ?? null;
  const until = folder.completeAt ?? reading.now;
  const isFirst = folder === folders[0];
  return {
    key: readAgainKey(folder.folder, since),
    answers: silenceKey(folder.folder, since),
    title: isFirst ? 'The mailbox is being read again' : `The folder ${folder.folder} is being read again`,
    facts: [
      ['Not read', gapWords(since, until, zone)],
      ['Mails that waited', folder.waited === 0 ? 'none' : String(folder.waited)],
      [
        'What it means',
        'Everything that waited is recorded and is being answered now. When each of them arrived is what counts for deadlines.',
      ],
    ],
  };
}

function gapWords(since: Date | null, until: Date, zone: string): string {
  if (since === null) return `until ${wordsForInstant(until, zone)}`;
  const span = wordsForSpan(minutesBetween(since, until));
  return `from ${wordsForInstant(since, zone)} to ${wordsForInstant(until, zone)} (${span})`;
}
