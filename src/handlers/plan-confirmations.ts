// The cards on the way to a certificate: onboarding of each candidate, and each renewal that is complete. They follow the
// facts, and close when there is nothing left to confirm.
import { onboardingCard } from '../core/decide/onboarding.ts';
import { confirmCard } from '../core/decide/term-confirm.ts';
import { isCandidate } from '../core/onboarding.ts';
import { referenceTo } from '../core/reference-to.ts';
import { caseOf } from '../store/cases.ts';
import { commit } from '../store/commit.ts';
import { openPromptsOf } from '../store/prompts.ts';
import { candidatesToldOf, termsAsked, termsToConfirm } from '../store/to-confirm.ts';
import type { Desk, Shell } from './shell.ts';
import { showCards } from './show-cards.ts';

/** Part of a tick: it has no memory, and doing it twice changes nothing. */
export async function planConfirmations(shell: Shell, desk: Desk): Promise<void> {
  const { programme } = desk;
  const { read } = shell.database;
  const candidates = programme.onboarding.length > 0 ? await candidatesToldOf(read, programme.name) : [];
  const asked = await termsAsked(read, programme.name);
  const complete = await termsToConfirm(read, {
    programme: programme.name,
    checklist: programme.renewal.checklist,
  });
  const terms = new Map([...asked, ...complete].map((subject) => [subject.term.id, subject]));
  await showCards(shell, desk, 'confirmation-asked', [
    ...candidates.map((subject) => ({
      card: onboardingCard(subject, programme),
      about: referenceTo(subject),
      personId: subject.person.id,
    })),
    ...[...terms.values()].map((subject) => ({
      card: confirmCard(subject, programme),
      about: referenceTo(subject),
      personId: subject.person.id,
    })),
  ]);
  await closeOld(shell, desk, new Set(candidates.map(({ application }) => application.id)));
}

/** Cards of people who are no candidates any more: withdrawn, or the decision was taken back. */
async function closeOld(shell: Shell, { programme }: Desk, candidates: ReadonlySet<string>): Promise<void> {
  for (const { id, applicationId } of await openPromptsOf(shell.database, programme.name, 'onboarding')) {
    if (applicationId === null || candidates.has(applicationId)) continue;
    const about = { kind: 'application', id: applicationId } as const;
    const subject = await caseOf(shell.database.read, about);
    if (subject?.kind === 'application' && isCandidate(subject)) continue;
    await commit(shell.database, {
      cause: { kind: 'tick' },
      programme: programme.name,
      event: 'confirmation-closed',
      by: 'torq',
      reason: 'no candidate any more',
      about,
      personId: subject?.person.id ?? null,
      expects: [],
      facts: [{ fact: 'prompt-superseded', promptId: id, because: 'no candidate any more' }],
      drafts: [],
      now: shell.now(),
    });
  }
}
