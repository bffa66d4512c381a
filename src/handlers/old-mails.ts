import { oldMailKey, oldMailNotice, oldMailReason } from '../core/decide/old-mail.ts';
import { commit } from '../store/commit.ts';
import { knownKeys } from '../store/outbox.ts';
import { countsDecidedFor, isAnyUndecided } from '../store/set-aside.ts';
import { noticeCard } from './notices.ts';
import type { Shell } from './shell.ts';

/**
 * One card about the mails that were too old, once all of the mailbox has been read and decided.
 * @param isComplete whether every folder has been read to its end
 * @returns how many cards were made
 */
export async function tellOldMails(shell: Shell, isComplete: boolean): Promise<number> {
  const { since } = shell.intake;
  const [desk] = shell.desks;
  if (since === null || desk === undefined || !isComplete) return 0;
  const { read } = shell.database;
  const key = oldMailKey(since);
  if ((await knownKeys(read, [key])).has(key) || (await isAnyUndecided(read))) return 0;
  const notice = oldMailNotice({ since, counts: await countsDecidedFor(read, oldMailReason(since)) });
  if (notice === null) return 0;
  const result = await commit(shell.database, {
    cause: { kind: 'tick' },
    programme: desk.programme.name,
    event: 'old-mails-set-aside',
    by: 'torq',
    reason: notice.title,
    about: null,
    personId: null,
    expects: [],
    facts: [],
    drafts: [noticeCard(shell, notice)],
    now: shell.clock(),
  });
  return result === 'committed' ? 1 : 0;
}
