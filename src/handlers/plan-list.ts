// The card that shows how the public list would change, kept up to date, and closed when there is nothing to change.
import { isDeepStrictEqual } from 'node:util';
import { dateOf } from '../core/calendar.ts';
import {
  isPublished,
  type ListChange,
  listCard,
  listFacts,
  listPromptId,
} from '../core/decide/publish-list.ts';
import type { CardDraft } from '../core/decision.ts';
import type { Fact } from '../core/facts.ts';
import { listEntries } from '../core/public-list/entries.ts';
import type { ListToPublish } from '../core/public-list/to-publish.ts';
import type { Programme } from '../programme/schema.ts';
import { factsOf } from '../store/card-facts.ts';
import { commit } from '../store/commit.ts';
import { type Prompt, promptsById, sayAnew } from '../store/prompts.ts';
import { publishedList, trainersOf } from '../store/public-list.ts';
import type { ReadyDraft } from '../store/ready-draft.ts';
import type { Desk, Shell } from './shell.ts';

type House = Pick<Shell, 'database' | 'now' | 'newId'>;

/** Part of a tick: it has no memory, and doing it twice changes nothing. */
export async function planList(shell: House, { programme }: Pick<Desk, 'programme'>): Promise<void> {
  const change = await listChange(shell, programme);
  const { id, known } = await promptFor(shell, programme, change.published.number + 1);
  if (isPublished(change)) {
    if (known !== null) await close(shell, programme, id);
    return;
  }
  const card = listCard(programme, id, change);
  if (known === null) return write(shell, programme, { drafts: [{ ...card, id: shell.newId() }] });
  await update(shell, known, card.prompt.facts);
}

/** What a click on this card would publish now; null for other cards. A card that is behind is drawn again. */
export async function listToPublish(
  shell: House,
  prompt: Prompt,
  programme: Programme,
): Promise<ListToPublish | null> {
  if (prompt.kind !== 'list-publish' || prompt.answeredAt !== null) return null;
  const change = await listChange(shell, programme);
  const facts = listFacts(programme, change);
  await update(shell, prompt, facts);
  return {
    version: change.published.number + 1,
    entries: change.wanted,
    facts,
    isDrawn: prompt.drawnVersion >= prompt.version,
  };
}

async function listChange({ database: { read }, now }: House, programme: Programme): Promise<ListChange> {
  const published = await publishedList(read, programme.name);
  const today = dateOf(now(), programme.timeZone);
  return { published, wanted: listEntries(await trainersOf(read, programme.name), programme, today) };
}

/** A version is mostly shown once or twice. */
const atOnce = 20;

/** The open card about this version, or the id of the next one: those that were closed are not opened again. */
async function promptFor({ database }: House, programme: Programme, version: number) {
  for (let from = 0; ; from += atOnce) {
    const ids = Array.from({ length: atOnce }, (_, at) => listPromptId(programme, version, from + at));
    const there = await promptsById(database.read, ids);
    const id = ids.find((one) => there.get(one)?.answeredAt == null);
    if (id !== undefined) return { id, known: there.get(id) ?? null };
  }
}

async function update(
  { database }: House,
  { id, facts }: Prompt,
  wanted: CardDraft['prompt']['facts'],
): Promise<void> {
  const same = isDeepStrictEqual(
    factsOf(facts),
    wanted.map((pair) => [...pair]),
  );
  if (!same) await sayAnew(database, id, wanted);
}

async function close(shell: House, programme: Programme, promptId: string): Promise<void> {
  const because = 'the list is again as it is published';
  await write(shell, programme, { facts: [{ fact: 'prompt-superseded', promptId, because }] });
}

async function write(
  shell: House,
  { name: programme }: Programme,
  { facts = [], drafts = [] }: { facts?: readonly Fact[]; drafts?: readonly ReadyDraft[] },
): Promise<void> {
  await commit(shell.database, {
    cause: { kind: 'tick' },
    programme,
    event: 'list-change-shown',
    by: 'torq',
    reason: drafts.length > 0 ? 'the public list would change' : 'the public list would not change',
    about: null,
    personId: null,
    expects: [],
    facts,
    drafts,
    now: shell.now(),
  });
}
