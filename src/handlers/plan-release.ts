// The card that shows the results of a cycle before they go out, kept up to date, and closed when they are out.
import { isDeepStrictEqual } from 'node:util';
import { wordsForInstant } from '../core/calendar.ts';
import {
  type Release,
  releaseCard,
  releasePromptId,
  releasesOver,
  releasesToShow,
} from '../core/decide/release.ts';
import type { Fact } from '../core/facts.ts';
import { factsOf } from '../store/card-facts.ts';
import { applicationsOf } from '../store/cases.ts';
import { commit } from '../store/commit.ts';
import { promptById, sayAnew } from '../store/prompts.ts';
import type { ReadyDraft } from '../store/ready-draft.ts';
import type { Desk, Shell } from './shell.ts';

/** Part of a tick: it has no memory, and doing it twice changes nothing. */
export async function planRelease(shell: Shell, desk: Desk): Promise<void> {
  for (const release of releasesToShow(desk.programme, shell.now())) await show(shell, desk, release);
  for (const release of releasesOver(desk.programme, shell.now())) await close(shell, desk, release);
}

async function show(shell: Shell, { programme }: Desk, release: Release): Promise<void> {
  const query = { programme: programme.name, cycle: release.cycle.name };
  const card = releaseCard(programme, release, await applicationsOf(shell.database.read, query));
  const { id, facts } = card.prompt;
  const known = await promptById(shell.database, id);
  if (known === null) return write(shell, programme.name, { drafts: [{ ...card, id: shell.newId() }] });
  if (
    known.answeredAt === null &&
    !isDeepStrictEqual(
      factsOf(known.facts),
      facts.map((pair) => [...pair]),
    )
  )
    await sayAnew(shell.database, id, facts);
}

async function close(shell: Shell, { programme }: Desk, { cycle, goesOutAt }: Release): Promise<void> {
  const promptId = releasePromptId(programme, cycle);
  const known = await promptById(shell.database, promptId);
  if (known === null || known.answeredAt !== null) return;
  const because = `the results went out by themselves on ${wordsForInstant(goesOutAt, programme.timeZone)}`;
  await write(shell, programme.name, { facts: [{ fact: 'prompt-superseded', promptId, because }] });
}

async function write(
  shell: Shell,
  programme: string,
  { facts = [], drafts = [] }: { facts?: readonly Fact[]; drafts?: readonly ReadyDraft[] },
): Promise<void> {
  await commit(shell.database, {
    cause: { kind: 'tick' },
    programme,
    event: 'release-shown',
    by: 'torq',
    reason: drafts.length > 0 ? 'the results go out soon' : 'the results have gone out',
    about: null,
    personId: null,
    expects: [],
    facts,
    drafts,
    now: shell.now(),
  });
}
