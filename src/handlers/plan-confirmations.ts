// The cards on the way to a certificate: onboarding of each candidate, and each renewal that is complete. They follow the
// facts, and close when there is nothing left to confirm.
import { isDeepStrictEqual } from 'node:util';
import { onboardingCard } from '../core/decide/onboarding.ts';
import { confirmCard } from '../core/decide/term-confirm.ts';
import type { CardDraft, CaseReference } from '../core/decision.ts';
import { isCandidate } from '../core/onboarding.ts';
import { factsOf } from '../store/card-facts.ts';
import { caseOf } from '../store/cases.ts';
import { commit } from '../store/commit.ts';
import { openPromptsOf, promptById, sayAnew } from '../store/prompts.ts';
import { candidatesToldOf, termsAsked, termsToConfirm } from '../store/to-confirm.ts';
import type { Desk, Shell } from './shell.ts';

/** Part of a tick: it has no memory, and doing it twice changes nothing. */
export async function planConfirmations(shell: Shell, desk: Desk): Promise<void> {
  const { programme } = desk;
  const { read } = shell.database;
  if (programme.onboarding.length > 0)
    for (const subject of await candidatesToldOf(read, programme.name))
      await show(shell, desk, onboardingCard(subject, programme), {
        about: { kind: 'application', id: subject.application.id },
        personId: subject.person.id,
      });
  const asked = await termsAsked(read, programme.name);
  const complete = await termsToConfirm(read, {
    programme: programme.name,
    checklist: programme.renewal.checklist,
  });
  const terms = new Map([...asked, ...complete].map((subject) => [subject.term.id, subject]));
  for (const subject of terms.values())
    await show(shell, desk, confirmCard(subject, programme), {
      about: { kind: 'term', id: subject.term.id },
      personId: subject.person.id,
    });
  await closeOld(shell, desk);
}

type Whose = { about: CaseReference; personId: string };

async function show(shell: Shell, { programme }: Desk, card: CardDraft, whose: Whose): Promise<void> {
  const { id, facts } = card.prompt;
  const known = await promptById(shell.database, id);
  if (known === null) {
    await commit(shell.database, {
      cause: { kind: 'tick' },
      programme: programme.name,
      event: 'confirmation-asked',
      by: 'torq',
      reason: card.prompt.title,
      ...whose,
      expects: [],
      facts: [],
      drafts: [{ ...card, id: shell.newId() }],
      now: shell.now(),
    });
    return;
  }
  const said = facts.map((pair) => [...pair]);
  if (known.answeredAt === null && !isDeepStrictEqual(factsOf(known.facts), said))
    await sayAnew(shell.database, id, facts);
}

/** Cards of people who are no candidates any more: withdrawn, or the decision was taken back. */
async function closeOld(shell: Shell, { programme }: Desk): Promise<void> {
  for (const { id, applicationId } of await openPromptsOf(shell.database, programme.name, 'onboarding')) {
    if (applicationId === null) continue;
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
