// Invitations, agreements to sign, recordings: what candidates and trainers are asked to do as soon as it is known.

import type { Case } from '../core/case.ts';
import type { MailDraft } from '../core/decision.ts';
import type { DueStep } from '../core/due-steps.ts';
import { dueSteps } from '../core/due-steps.ts';
import type { Fact } from '../core/facts.ts';
import type { KeptFile } from '../core/kept-file.ts';
import { stepMail } from '../core/next-step-mail.ts';
import { stepOf } from '../core/next-steps.ts';
import { referenceTo } from '../core/reference-to.ts';
import { cycleSources } from '../core/references.ts';
import { casesForStep, isAttendanceNoted, stepMailsSent } from '../store/cases-for-steps.ts';
import { openTermSpans } from '../store/cases-to-remind.ts';
import { commit } from '../store/commit.ts';
import { prepare } from './prepare.ts';
import type { Desk, Shell } from './shell.ts';

/** A mail, and whose it is. */
type Planned = { subject: Case; draft: MailDraft };

/** Part of a tick: it has no memory, and doing it twice adds nothing. @returns how many mails were planned */
export async function planSteps(shell: Shell, desk: Desk): Promise<number> {
  let count = 0;
  for await (const planned of stepsDue(shell, desk))
    for (const one of planned) count += (await plan(shell, desk, one)) ? 1 : 0;
  return count;
}

/** The mails that are right and not in the outbox yet, a page at a time. */
export async function* stepsDue(shell: Shell, desk: Desk): AsyncGenerator<Planned[]> {
  const { programme } = desk;
  const { read } = shell.database;
  const sources = [...cycleSources(programme), ...(await openTermSpans(read, programme.name))];
  for (const due of dueSteps(sources, programme, shell.now())) {
    if (!(await isAttendanceNoted(read, programme.name, due))) continue;
    for await (const cases of casesForStep(read, programme.name, due))
      yield await draftsFor(shell, desk, due, cases);
  }
}

async function draftsFor(shell: Shell, desk: Desk, due: DueStep, cases: readonly Case[]): Promise<Planned[]> {
  const { programme } = desk;
  const now = shell.now();
  const sent = await stepMailsSent(shell.database.read, cases, due.step);
  const agreement = due.step === 'agreement' ? await keptAgreement(shell, desk) : null;
  return cases.flatMap((subject) => {
    const step = stepOf(subject, due.step, programme, now);
    if (!step.right || step.of !== due.of) return [];
    const context = { programme, agreement, sent: sent.get(referenceTo(subject).id) ?? [], now };
    const draft = stepMail(subject, step, context);
    return draft === null ? [] : [{ subject, draft }];
  });
}

async function keptAgreement(
  { blobs }: Pick<Shell, 'blobs'>,
  { agreement }: Pick<Desk, 'agreement'>,
): Promise<KeptFile | null> {
  if (agreement == null) return null;
  const { filename, content } = agreement;
  return { filename, type: 'application/pdf', bytes: content.length, sha256: await blobs.put(content) };
}

/** One by one: what fails for one person must not keep the others from theirs. */
async function plan(shell: Shell, desk: Desk, { subject, draft }: Planned): Promise<boolean> {
  try {
    const result = await commit(shell.database, {
      cause: { kind: 'tick' },
      programme: desk.programme.name,
      event: 'step-asked',
      by: 'torq',
      reason: draft.key,
      about: draft.about,
      personId: draft.personId,
      expects: [],
      facts: factsOf(subject, draft, shell.now()),
      drafts: await prepare(shell, desk, [draft]),
      now: shell.now(),
    });
    return result === 'committed';
  } catch (err) {
    shell.log.error({ personId: draft.personId, err }, 'a mail about a next step could not be planned');
    return false;
  }
}

/** That an agreement was mailed is kept with its version. */
function factsOf({ person }: Case, { condition }: MailDraft, at: Date): Fact[] {
  if (condition.kind !== 'next-step' || condition.step !== 'agreement') return [];
  return [{ fact: 'agreement-mailed', personId: person.id, version: condition.of, at }];
}
