// Looks once a minute whether the mailbox is being read, and tells staff when it is not and when it is again.
import {
  type FolderReading,
  gapOfKey,
  type MailboxNotice,
  mailboxNotices,
  readAgainKey,
  silenceKeys,
} from '../core/decide/mailbox-silence.ts';
import type { Fact } from '../core/facts.ts';
import { commit } from '../store/commit.ts';
import { knownKeys } from '../store/outbox.ts';
import { lastReadAt, newestKept, recordedSince } from '../store/readings.ts';
import { noticeCard } from './notices.ts';
import type { Shell } from './shell.ts';

/** What the process that reads knows: null before it has begun. */
export type MailboxView = {
  problem: string | null;
  folders: readonly { folder: string; completeAt: Date | null; problem: string | null }[];
};

export type MailboxWatch = {
  /** @returns how many cards were made */
  look(view: MailboxView | null): Promise<number>;
};

type Watched = Pick<Shell, 'database' | 'desks' | 'clock' | 'newId' | 'log'>;
type Folders = readonly [string, ...string[]];

/** Before reading begins, a first look tells of the time in which torq itself was not running. */
export function createMailboxWatch(
  shell: Watched,
  { folders, alarmMinutes }: { folders: Folders; alarmMinutes: number },
): MailboxWatch {
  const startedAt = shell.clock();
  return {
    look: async (view) => {
      const [desk] = shell.desks;
      if (desk === undefined) return 0;
      const [first, ...others] = folders;
      const rest: FolderReading[] = [];
      for (const folder of others) rest.push(await readingOf(shell, folder, view));
      const notices = mailboxNotices({
        folders: [await readingOf(shell, first, view), ...rest],
        problem: view === null ? 'torq itself was not running' : view.problem,
        now: shell.clock(),
        startedAt,
        alarmMinutes,
        zone: desk.programme.timeZone,
      });
      let told = 0;
      for (const notice of notices) told += (await tell(shell, notice, desk.programme.name)) ? 1 : 0;
      return told;
    },
  };
}

async function readingOf(
  { database: { read } }: Watched,
  folder: string,
  view: MailboxView | null,
): Promise<FolderReading> {
  const seen = view?.folders.find((entry) => entry.folder === folder);
  const told = await openGap({ read }, folder);
  return {
    folder,
    readAt: await lastReadAt(read, folder),
    completeAt: seen?.completeAt ?? null,
    problem: seen?.problem ?? null,
    told,
    waited: told === null ? 0 : await recordedSince(read, folder, told.since),
  };
}

/** The gap that staff were told of and not yet told the end of. */
async function openGap(
  { read }: Pick<Shell['database'], 'read'>,
  folder: string,
): Promise<{ since: Date | null } | null> {
  const notice = await newestKept(read, silenceKeys(folder));
  if (notice === null) return null;
  const { since } = gapOfKey(notice.key);
  const ended = readAgainKey(folder, since);
  return (await knownKeys(read, [ended])).has(ended) ? null : { since };
}

/** Whoever is second, of several processes, finds the key and adds nothing. */
async function tell(shell: Watched, notice: MailboxNotice, programme: string): Promise<boolean> {
  const { key, title, facts, answers } = notice;
  if ((await knownKeys(shell.database.read, [key])).has(key)) return false;
  const answered = answers === null ? null : await newestKept(shell.database.read, answers);
  const settled: Fact[] =
    answered?.promptId == null
      ? []
      : [{ fact: 'prompt-superseded', promptId: answered.promptId, because: title }];
  const result = await commit(shell.database, {
    cause: { kind: 'tick' },
    programme,
    event: 'mailbox-watched',
    by: 'torq',
    reason: title,
    about: null,
    personId: null,
    expects: [],
    facts: settled,
    drafts: [noticeCard(shell, { key, title, facts })],
    now: shell.clock(),
  });
  shell.log.warn({ title, facts: Object.fromEntries(facts) }, 'staff are told about the mailbox');
  return result === 'committed';
}
