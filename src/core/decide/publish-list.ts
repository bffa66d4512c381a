// A new version of the public list is shown to staff as what it changes, and published by a click on exactly that.
import type { Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { dateOf } from '../calendar.ts';
import { plainDate } from '../certificate/content.ts';
import type { CardDraft } from '../decision.ts';
import { differenceFacts, isNoDifference, listDifference } from '../public-list/difference.ts';
import type { ListEntry } from '../public-list/entries.ts';

/** The list as it is published, and as it should be. `number` 0: nothing is published. */
export type ListChange = {
  published: { number: number; entries: readonly ListEntry[]; publishedAt: Date | null };
  wanted: readonly ListEntry[];
};

export function isPublished({ published, wanted }: ListChange): boolean {
  return isNoDifference(listDifference(published.entries, wanted));
}

/**
 * Names the version that it asks about. `again`: how many cards about it were closed because the list had become again
 * as it was published.
 */
export function listPromptId({ name }: Pick<Programme, 'name'>, version: number, again: number): string {
  return `list.${name}.${version}${again === 0 ? '' : `.${again}`}`;
}

/** The card that asks; `id`: see `listPromptId`. */
export function listCard(programme: Programme, id: string, change: ListChange): CardDraft {
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'list-publish',
      title: `Public list of ${programme.title}: publish the changes?`,
      facts: listFacts(programme, change),
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

/** What the card says; the same for the same lists, whenever it is asked. */
export function listFacts(
  { timeZone }: Programme,
  { published, wanted }: ListChange,
): CardDraft['prompt']['facts'] {
  const { number, publishedAt, entries } = published;
  const since =
    publishedAt === null
      ? 'nothing yet'
      : `${peopleWords(entries.length)}, as of ${plainDate(dateOf(publishedAt, timeZone))}`;
  return [
    ['On the page now', since],
    ...differenceFacts(listDifference(entries, wanted)),
    ['Then on the page', `${peopleWords(wanted.length)} (version ${number + 1}, check ${checkOf(wanted)})`],
  ];
}

function peopleWords(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** Tells lists apart whose difference is too long for a card (FNV-1a, 32 bits: against mistakes, not against malice). */
function checkOf(entries: readonly ListEntry[]): string {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify(entries))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** A click on "Publish": what stands on the card is published, and nothing that came in between. */
export function publishList({ list, prompt, by, now, programme }: AnswerInput): AnswerDecision {
  if (list === null) return { kind: 'refuse', tell: 'This card names no list. Nothing was published.' };
  const shown = JSON.stringify(prompt.facts) === JSON.stringify(list.facts);
  if (!shown || !list.isDrawn)
    return {
      kind: 'refuse',
      tell: 'The list has changed since this card was drawn, so nothing was published. The card shows the new changes in a moment: please look at them first.',
    };
  const { version, entries } = list;
  return {
    kind: 'stand',
    tell: `Published: the public page shows ${peopleWords(entries.length)} now.`,
    event: 'list-published',
    expects: [],
    facts: [{ fact: 'list-published', programme: programme.name, version, entries, by, at: now }],
    drafts: [],
  };
}
