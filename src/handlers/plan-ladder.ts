// The cards about a status that may end: they follow the facts, and close when there is nothing left to decide. A tick ends
// nobody's status.
import { dateOf } from '../core/calendar.ts';
import { lapseCards } from '../core/decide/lapse-card.ts';
import { commit } from '../store/commit.ts';
import { openPromptsOf } from '../store/prompts.ts';
import { termsInDoubt } from '../store/to-lapse.ts';
import type { Desk, Shell } from './shell.ts';
import { showCards } from './show-cards.ts';

/** Part of a tick: it has no memory, and doing it twice changes nothing. */
export async function planLadder(shell: Shell, desk: Desk): Promise<void> {
  const { programme } = desk;
  const now = shell.now();
  const startsBefore = dateOf(now, programme.timeZone);
  const terms = await termsInDoubt(shell.database.read, { programme: programme.name, startsBefore });
  const { lists, people } = lapseCards(terms, programme, now);
  await showCards(shell, desk, 'lapse-asked', [
    ...lists.map((card) => ({ card, about: null, personId: null })),
    ...people.map(({ subject, card }) => ({
      card,
      about: { kind: 'term', id: subject.term.id } as const,
      personId: subject.person.id,
    })),
  ]);
  const wanted = new Set([...lists, ...people.map(({ card }) => card)].map(({ prompt }) => prompt.id));
  await closeOthers(shell, desk, wanted);
}

/** People first: their cards stand in the thread of the list. */
async function closeOthers(shell: Shell, { programme }: Desk, wanted: ReadonlySet<string>): Promise<void> {
  for (const kind of ['lapse', 'lapse-list'] as const)
    for (const { id } of await openPromptsOf(shell.database, programme.name, kind)) {
      if (wanted.has(id)) continue;
      const because =
        kind === 'lapse'
          ? 'there is nothing to decide any more: the checklist is complete, or there is more time'
          : 'everybody on it is decided';
      await commit(shell.database, {
        cause: { kind: 'tick' },
        programme: programme.name,
        event: 'lapse-closed',
        by: 'torq',
        reason: because,
        about: null,
        personId: null,
        expects: [],
        facts: [{ fact: 'prompt-superseded', promptId: id, because }],
        drafts: [],
        now: shell.now(),
      });
    }
}
