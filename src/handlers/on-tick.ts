// A tick has no memory: it is a function of `now` and facts. A missed tick heals itself, a double tick adds nothing.
import type { MailDraft } from '../core/decision.ts';
import { type Commit, commit, commitAll } from '../store/commit.ts';
import { threadsOf } from '../store/threads.ts';
import { openDueRenewals } from './open-renewals.ts';
import { prepare } from './prepare.ts';
import { remindersDue } from './reminders-due.ts';
import type { Desk, Shell } from './shell.ts';

/**
 * Opens renewals of a programme and plans the reminders that are right now. Nobody is loaded for a rung that is not due.
 * @returns how many mails were planned
 */
export async function onTick(shell: Shell, desk: Desk): Promise<number> {
  await openDueRenewals(shell, desk);
  let planned = 0;
  for await (const drafts of remindersDue(shell, desk)) planned += await planTogether(shell, desk, drafts);
  return planned;
}

/** A page is one transaction; when anything is out of the ordinary, each is planned by itself. */
async function planTogether(shell: Shell, desk: Desk, drafts: readonly MailDraft[]): Promise<number> {
  const changes = await changesOf(shell, desk, drafts);
  try {
    if ((await commitAll(shell.database, changes)) === 'committed') return changes.length;
  } catch (err) {
    shell.log.debug({ err }, 'reminders are planned one by one: together it did not work');
  }
  let planned = 0;
  for (const change of changes) planned += (await plannedAlone(shell, change)) ? 1 : 0;
  return planned;
}

async function plannedAlone(shell: Shell, change: Commit): Promise<boolean> {
  try {
    return (await commit(shell.database, change)) === 'committed';
  } catch (err) {
    shell.log.error({ personId: change.personId, err }, 'a reminder could not be planned');
    return false;
  }
}

async function changesOf(shell: Shell, desk: Desk, drafts: readonly MailDraft[]): Promise<Commit[]> {
  const abouts = drafts.flatMap(({ about }) => (about === null ? [] : [about]));
  const threads = await threadsOf(shell.database.read, abouts);
  const changes: Commit[] = [];
  for (const draft of drafts)
    changes.push({
      cause: { kind: 'tick' },
      programme: desk.programme.name,
      event: 'reminder-planned',
      by: 'torq',
      reason: draft.key,
      about: draft.about,
      personId: draft.personId,
      expects: [],
      facts: [],
      drafts: await prepare(shell, desk, [draft], { answering: null, opened: [], threads }),
      now: shell.now(),
    });
  return changes;
}
