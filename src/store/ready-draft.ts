import { choicesOf } from '../core/choices.ts';
import type { CaseReference, Condition, NewPrompt, NoteDraft } from '../core/decision.ts';
import type { KeptFile } from '../core/kept-file.ts';
import type { Transaction } from './database.ts';
import { newId } from './ids.ts';
import { insertNewRows, insertRows } from './rows.ts';

/** A draft that has been rendered and is ready to be kept. */
export type ReadyMail = {
  channel: 'mail';
  id: string;
  key: string;
  personId: string | null;
  about: CaseReference | null;
  condition: Condition;
  notBefore: Date | null;
  message: string;
  to: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string | null;
  references: string | null;
  replyTo: string;
  /** Whether it answers a mail, or is written unasked. */
  answers: boolean;
  /** Files that go along; left out: none. */
  attachments?: readonly KeptFile[];
};
export type ReadyCard = { channel: 'slack'; id: string; key: string; prompt: NewPrompt };
type ReadyNote = NoteDraft & { id: string };
export type ReadyDraft = ReadyMail | ReadyCard | ReadyNote;

type Change = { programme: string; now: Date };
export type DraftInContext = { draft: ReadyDraft; change: Change };

/**
 * Keeps drafts in the outbox. One whose key is known changes nothing: that is how a second tick or a second click is
 * harmless.
 * @returns the keys of those that were new
 */
export async function keepDrafts(tx: Transaction, drafts: readonly DraftInContext[]): Promise<Set<string>> {
  const once = [
    ...new Map(drafts.toReversed().map((entry) => [entry.draft.key, entry])).values(),
  ].toReversed();
  const mails = once.flatMap(({ draft, change }) =>
    draft.channel === 'mail' ? [mailItem(draft, change)] : [],
  );
  const cards = once.flatMap(({ draft, change }) => (draft.channel === 'slack' ? [{ draft, change }] : []));
  const notes = once.flatMap(({ draft, change }) =>
    draft.channel === 'note' ? [noteItem(draft, change)] : [],
  );
  const kept = await insertNewRows(tx, 'OutboxItem', 'key', mails);
  const said = await insertNewRows(tx, 'OutboxItem', 'key', notes);
  const items = cards.map(({ draft, change }) => ({
    ...itemOf(draft, change),
    notBefore: change.now,
    promptId: draft.prompt.id,
  }));
  const posted = await insertNewRows(tx, 'OutboxItem', 'key', items);
  await addPrompts(
    tx,
    cards.filter(({ draft }) => posted.has(draft.key)),
  );
  return new Set([...kept, ...said, ...posted]);
}

/** @returns whether it was new; see `keepDrafts` */
export async function keepDraft(tx: Transaction, draft: ReadyDraft, change: Change): Promise<boolean> {
  return (await keepDrafts(tx, [{ draft, change }])).has(draft.key);
}

type CardInContext = { draft: ReadyCard; change: Change };

async function addPrompts(tx: Transaction, cards: readonly CardInContext[]): Promise<void> {
  const prompts = cards.map(({ draft: { prompt }, change: { programme, now } }) => ({
    ...prompt,
    facts: prompt.facts.map((pair) => [...pair]),
    people: prompt.people === undefined ? null : prompt.people.map((person) => ({ ...person })),
    body: prompt.body ?? null,
    files: prompt.files === undefined ? null : prompt.files.map((file) => ({ ...file })),
    threadOf: prompt.threadOf ?? null,
    programme,
    openedAt: now,
    ...settledAtOnce(prompt, now),
  }));
  await insertRows(tx, 'Prompt', prompts);
  const documents = cards
    .filter(({ draft: { prompt } }) => prompt.submissionId !== null || prompt.files !== undefined)
    .map(documentsItem);
  await insertRows(tx, 'OutboxItem', documents);
}

function itemOf({ id, key, channel }: ReadyDraft, { programme, now }: Change) {
  return { id, key, channel, programme, status: 'pending', createdAt: now };
}

/** What asks nothing waits for nobody. */
function settledAtOnce({ kind }: NewPrompt, now: Date) {
  const asks = choicesOf[kind].length > 0;
  return asks
    ? { answeredAt: null, answer: null, answeredBy: null }
    : { answeredAt: now, answer: 'nothing asked', answeredBy: 'torq' };
}

/** Words in the thread of a card. */
function noteItem({ id, key, promptId, words }: ReadyNote, { programme, now }: Change) {
  return {
    ...{ id, key, promptId, text: words, programme },
    channel: 'slack',
    message: 'note',
    status: 'pending',
    createdAt: now,
    notBefore: now,
  };
}

function mailItem(draft: ReadyMail, change: Change) {
  const { about, to, notBefore, attachments = [], ...mail } = draft;
  return {
    ...mail,
    attachments: attachments.length === 0 ? null : attachments.map((file) => ({ ...file })),
    ...itemOf(draft, change),
    notBefore: notBefore ?? change.now,
    toAddress: to,
    caseKind: about?.kind ?? null,
    caseId: about?.id ?? null,
  };
}

/** The documents follow their card into its thread; an item of its own, so that a failure of one is not the other's. */
function documentsItem({ draft, change }: CardInContext) {
  return {
    ...itemOf(draft, change),
    id: newId(),
    key: `${draft.key}/documents`,
    message: 'documents',
    // Behind its card in the order of sending.
    createdAt: new Date(change.now.getTime() + 1),
    notBefore: change.now,
    promptId: draft.prompt.id,
  };
}
