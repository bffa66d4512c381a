// Cards that follow the facts: asked once, and drawn anew while they are open and say something else.
import { isDeepStrictEqual } from 'node:util';
import type { CardDraft, CaseReference } from '../core/decision.ts';
import { factsOf } from '../store/card-facts.ts';
import { commit } from '../store/commit.ts';
import { type Prompt, promptsById, sayAnew } from '../store/prompts.ts';
import type { Desk, Shell } from './shell.ts';

export type CardToShow = { card: CardDraft; about: CaseReference | null; personId: string | null };

/** Part of a tick. @param event what the history calls it when a card is new */
export async function showCards(
  shell: Shell,
  desk: Desk,
  event: string,
  cards: readonly CardToShow[],
): Promise<void> {
  const known = await promptsById(
    shell.database.read,
    cards.map(({ card }) => card.prompt.id),
  );
  for (const one of cards) await show(shell, desk, event, one, known.get(one.card.prompt.id));
}

async function show(
  shell: Shell,
  { programme }: Desk,
  event: string,
  { card, ...whose }: CardToShow,
  known: Prompt | undefined,
): Promise<void> {
  const { id, facts, title } = card.prompt;
  if (known === undefined) {
    await commit(shell.database, {
      cause: { kind: 'tick' },
      programme: programme.name,
      event,
      by: 'torq',
      reason: title,
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
