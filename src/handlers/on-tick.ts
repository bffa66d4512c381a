// A tick has no memory: it is a function of `now` and facts. A missed tick heals itself, a double tick adds nothing.
import type { Case } from '../core/case.ts';
import type { MailDraft } from '../core/decision.ts';
import { type DueRung, dueRungs } from '../core/due-rungs.ts';
import { planReminders } from '../core/reminders.ts';
import { casesToRemind, openTermSpans } from '../store/cases-to-remind.ts';
import { type Commit, commit, commitAll } from '../store/commit.ts';
import { threadsOf } from '../store/threads.ts';
import { openDueRenewals } from './open-renewals.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

/**
 * Opens renewals of a programme and plans the reminders that are right now. Nobody is loaded for a rung that is not due.
 * @returns how many mails were planned
 */
export async function onTick(shell: Shell, desk: Desk): Promise<number> {
  await openDueRenewals(shell, desk);
  const { programme } = desk;
  const { read } = shell.database;
  const cycles = programme.cycles.map(({ name }) => ({ about: 'application', cycle: name }) as const);
  const sources = [...cycles, ...(await openTermSpans(read, programme.name))];
  let planned = 0;
  for (const rung of dueRungs(sources, programme, shell.now()))
    for await (const cases of casesToRemind(read, programme.name, rung))
      planned += await planTogether(shell, desk, rung, cases);
  return planned;
}

/** A page is one transaction; when anything is out of the ordinary, each is planned by itself. */
async function planTogether(
  shell: Shell,
  desk: Desk,
  rung: DueRung,
  cases: readonly Case[],
): Promise<number> {
  const drafts = cases.flatMap((subject) => draftsOf(shell, desk, rung, subject));
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

/** One case that nobody foresaw must not keep the others from being reminded. */
function draftsOf(shell: Shell, { programme }: Desk, rung: DueRung, subject: Case): MailDraft[] {
  try {
    return planReminders(subject, programme, shell.now()).filter(({ key }) => key.endsWith(rung.keyEnd));
  } catch (err) {
    shell.log.error({ personId: subject.person.id, err }, 'the reminders of a person could not be planned');
    return [];
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
