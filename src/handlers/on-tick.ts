// A tick has no memory: it is a function of `now` and facts. A missed tick heals itself, a double tick adds nothing.
import type { Case } from '../core/case.ts';
import type { MailDraft } from '../core/decision.ts';
import { planReminders } from '../core/reminders.ts';
import { openApplications, openTerms } from '../store/cases.ts';
import { commit } from '../store/commit.ts';
import { knownKeys } from '../store/outbox.ts';
import { openDueRenewals } from './open-renewals.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

/** Opens renewals of a programme and plans the reminders that are right now. @returns how many mails were planned */
export async function onTick(shell: Shell, desk: Desk): Promise<number> {
  let planned = 0;
  await openDueRenewals(shell, desk);
  for await (const subject of openCases(shell, desk)) {
    try {
      planned += await planCase(shell, desk, subject);
    } catch (err) {
      // One case that nobody foresaw must not keep the others from being reminded.
      shell.log.error({ personId: subject.person.id, err }, 'the reminders of a person could not be planned');
    }
  }
  return planned;
}

async function planCase(shell: Shell, desk: Desk, subject: Case): Promise<number> {
  let planned = 0;
  const drafts = planReminders(subject, desk.programme, shell.now());
  for (const draft of await newOnes(shell, drafts))
    planned += (await planOne(shell, desk, subject, draft)) ? 1 : 0;
  return planned;
}

async function* openCases({ database }: Shell, { programme }: Desk): AsyncGenerator<Case> {
  yield* openApplications(database.read, programme.name);
  yield* openTerms(database.read, programme.name);
}

/** Rendering is for what is new; the key in the outbox stays the last word. */
async function newOnes({ database }: Shell, drafts: readonly MailDraft[]): Promise<MailDraft[]> {
  if (drafts.length === 0) return [];
  const known = await knownKeys(
    database.read,
    drafts.map((draft) => draft.key),
  );
  return drafts.filter((draft) => !known.has(draft.key));
}

async function planOne(shell: Shell, desk: Desk, subject: Case, draft: MailDraft): Promise<boolean> {
  const result = await commit(shell.database, {
    cause: { kind: 'tick' },
    programme: desk.programme.name,
    event: 'reminder-planned',
    by: 'torq',
    reason: draft.key,
    about: draft.about,
    personId: subject.person.id,
    expects: [],
    facts: [],
    drafts: await prepare(shell, desk, [draft]),
    now: shell.now(),
  });
  return result === 'committed';
}
