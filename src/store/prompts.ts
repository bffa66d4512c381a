// Questions to staff: where their card is, whether it shows the present state, and what anybody clicked.
import type { Prompt } from '../../prisma/generated/sqlite/client/client.ts';
import { choicesOf } from '../core/choices.ts';
import { holdLine } from '../core/decide/hold.ts';
import { takeBacksOf } from '../core/decide/take-back.ts';
import type { NamedPerson, PromptKind } from '../core/decision.ts';
import type { Hold } from '../core/hold.ts';
import type { CardPlace, PromptView } from '../core/prompt.ts';
import { mayRemember, rememberedLines, type Stranger } from '../core/stranger.ts';
import { type CastAnswer, tallyLines, tallyOf } from '../core/votes.ts';
import type { Programme } from '../programme/schema.ts';
import { factsOf, peopleOf } from './card-facts.ts';
import type { Database, Reads } from './database.ts';
import { newId } from './ids.ts';
import { page } from './pages.ts';

export type { Prompt };

/** A prompt by its id, or null: ids come from outside. */
export async function promptById(database: Database, id: string): Promise<Prompt | null> {
  return database.read.prompt.findUnique({ where: { id } });
}

/** The prompts that there are of these, by their ids. */
export async function promptsById(read: Reads, ids: readonly string[]): Promise<Map<string, Prompt>> {
  const found = new Map<string, Prompt>();
  for (let from = 0; from < ids.length; from += page) {
    const rows = await read.prompt.findMany({ where: { id: { in: ids.slice(from, from + page) } } });
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

/** How these questions are answered now. */
export async function promptAnswers(
  read: Reads,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const where = { id: { in: [...new Set(ids)] } };
  const rows = await read.prompt.findMany({ where, select: { id: true, answer: true } });
  return new Map(rows.map(({ id, answer }) => [id, answer]));
}

/** The open questions of a kind. */
export async function openPromptsOf(database: Database, programme: string, kind: PromptKind) {
  const where = { programme, kind, answeredAt: null };
  return database.read.prompt.findMany({ where, select: { id: true, applicationId: true } });
}

/** What a card shows that is not its own. */
type Surroundings = {
  cast: readonly CastAnswer[];
  hold: Hold | null;
  thread?: CardPlace | null;
  stranger?: Stranger | null;
  now: Date;
};

/** A stored prompt as its card is drawn. */
export function viewOf(
  prompt: Prompt,
  programme: Programme,
  { cast, hold, thread = null, stranger = null, now }: Surroundings,
): PromptView {
  const { answer, answeredAt, answeredBy, answerReason } = prompt;
  return {
    id: prompt.id,
    kind: prompt.kind as PromptKind,
    title: prompt.title,
    facts: factsOf(prompt.facts),
    channel: programme.slack.channel,
    place: placeOf(prompt),
    thread,
    body: prompt.body,
    hasMail: showsMail(prompt),
    version: prompt.version,
    timeZone: programme.timeZone,
    state: [
      ...(prompt.kind === 'daily'
        ? [holdLine(hold, programme.timeZone)]
        : tallyLines(tallyOf(cast, programme.slack), programme.slack)),
      ...rememberedLines(prompt, stranger, programme.timeZone),
    ],
    people: peopleOf(prompt.people),
    takeBack: takeBacksOf(prompt, programme.decisions, now),
    ...(mayRemember(prompt, stranger) ? { mayRemember: true } : {}),
    answered:
      answeredAt === null || choicesOf[prompt.kind as PromptKind].length === 0
        ? null
        : { choice: answer ?? '', by: answeredBy ?? '', at: answeredAt, reason: answerReason },
  };
}

/** Where what is shown is a part of a mail, the whole can be looked at. */
function showsMail({ kind, inboundMailId }: Prompt): boolean {
  return inboundMailId !== null && (kind === 'question' || kind === 'question-mail');
}

/** Where the card of a prompt is, or null while it is not posted. */
export function placeOf({ cardChannel, cardTs }: Prompt): CardPlace | null {
  return cardChannel === null || cardTs === null ? null : { channel: cardChannel, ts: cardTs };
}

/** Notes where the card was posted and which version of the prompt it shows. */
export async function notePlace(
  database: Database,
  id: string,
  place: CardPlace,
  drawnVersion: number,
): Promise<void> {
  await database.write((tx) =>
    tx.prompt.update({
      where: { id },
      data: { cardChannel: place.channel, cardTs: place.ts, drawnVersion },
    }),
  );
}

/** Prompts whose card shows an older state than the one that is stored. */
export async function promptsToRedraw(database: Database, limit: number): Promise<Prompt[]> {
  const { fields } = database.read.prompt;
  return database.read.prompt.findMany({
    where: { cardTs: { not: null }, drawnVersion: { lt: fields.version } },
    orderBy: { openedAt: 'asc' },
    take: limit,
  });
}

/** Notes that the card shows this version; never moves back. */
export async function noteDrawn(database: Database, id: string, version: number): Promise<void> {
  await database.write((tx) =>
    tx.prompt.updateMany({ where: { id, drawnVersion: { lt: version } }, data: { drawnVersion: version } }),
  );
}

/** Says an open prompt anew; its card is drawn again. */
export async function sayAnew(
  database: Database,
  id: string,
  facts: readonly (readonly [label: string, value: string])[],
  more: { body?: string | null; people?: readonly NamedPerson[] } = {},
): Promise<void> {
  const { body, people } = more;
  await database.write((tx) =>
    tx.prompt.updateMany({
      where: { id, answeredAt: null },
      data: {
        facts: facts.map((pair) => [...pair]),
        ...(body === undefined ? {} : { body }),
        ...(people === undefined ? {} : { people: people.map((person) => ({ ...person })) }),
        version: { increment: 1 },
      },
    }),
  );
}

/** Asks for the card to be drawn again although nothing changed: it showed buttons that no longer count. */
export async function askForRedraw(database: Database, id: string): Promise<void> {
  await database.write((tx) => tx.prompt.updateMany({ where: { id }, data: { drawnVersion: -1 } }));
}

/** Keeps an answer that did not stand, with the reason. */
export async function noteRefusal(
  database: Database,
  refusal: {
    promptId: string;
    by: string;
    choice: string;
    reason: string | null;
    because: string;
    now: Date;
  },
): Promise<void> {
  const { now, ...row } = refusal;
  await database.write((tx) =>
    tx.promptAnswer.create({ data: { id: newId(), ...row, at: now, outcome: 'refused' } }),
  );
}
