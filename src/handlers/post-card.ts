import { nudgeWords } from '../core/decide/nudge.ts';
import type { CardPlace, PromptView } from '../core/prompt.ts';
import { tallyOf } from '../core/votes.ts';
import { PermanentError } from '../errors.ts';
import type { Programme } from '../programme/schema.ts';
import { filesIn } from '../store/card-facts.ts';
import { standingHold } from '../store/holds.ts';
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import {
  noteDrawn,
  notePlace,
  type Prompt,
  placeOf,
  promptById,
  promptsToRedraw,
  viewOf,
} from '../store/prompts.ts';
import { strangerOn } from '../store/strangers.ts';
import { documentsOfSubmission } from '../store/submissions.ts';
import { castAnswers } from '../store/votes.ts';
import type { Shell } from './shell.ts';

/** Clocks of two machines differ a little: look for a lost card from a while before its item was made. */
const lookBackMs = 10 * 60_000;

/**
 * Posts the card of a prompt. From the second try on it looks for the post first: a lost reply must not make two
 * cards, and Slack has no idempotency key.
 * @throws TransientError, PermanentError
 */
export async function postCard(shell: Shell, item: OutboxItem): Promise<Settlement> {
  const prompt = item.promptId === null ? null : await promptById(shell.database, item.promptId);
  const desk = shell.desks.find(({ programme }) => programme.name === item.programme);
  if (prompt === null || desk === undefined) return { kind: 'superseded', reason: 'its question is gone' };
  const above = prompt.threadOf === null ? null : await promptById(shell.database, prompt.threadOf);
  const thread = above === null ? null : placeOf(above);
  if (prompt.threadOf !== null && thread === null) return later(shell);
  const view = await viewNow(shell, desk.programme, prompt, thread);
  if (item.message === 'note') return postNote(shell, item, view.place);
  if (item.message === 'nudge') return postNudge(shell, item, { ...desk, prompt, place: view.place });
  if (item.message === 'documents') return postDocuments(shell, desk.programme, prompt, view);
  const since = new Date(item.createdAt.getTime() - lookBackMs);
  const found =
    item.attempts === 1 ? null : await shell.staff.find(prompt.id, view.channel, since, thread?.ts ?? null);
  if (view.answered !== null && view.place === null && found === null)
    return { kind: 'superseded', reason: 'answered before the card was posted' };
  const known = view.place ?? found;
  const place = known ?? (await shell.staff.post(view));
  // A card that was there before may show an older state than the present one: it is drawn again.
  await notePlace(shell.database, prompt.id, place, known === null ? prompt.version : -1);
  return { kind: 'sent', reply: `${place.channel} ${place.ts}` };
}

/** A reminder in the thread of a card, once, also after a lost reply. */
async function postNudge(
  shell: Shell,
  item: OutboxItem,
  { programme, prompt, place }: { programme: Programme; prompt: Prompt; place: CardPlace | null },
): Promise<Settlement> {
  if (prompt.answeredAt !== null || place === null)
    return { kind: 'superseded', reason: 'it was answered before it was said again' };
  const tally = tallyOf(await castAnswers(shell.database.read, prompt), programme.slack);
  await shell.staff.reply(place, nudgeWords(prompt, tally, programme, shell.now()), onceOf(item));
  return { kind: 'sent', reply: `${place.channel} ${place.ts}` };
}

/** The documents of an SOQ in the thread of its card. Posting twice harms nobody, so a lost reply is tried again. */
async function postDocuments(
  shell: Shell,
  { slack }: Programme,
  prompt: Prompt,
  { place, thread }: PromptView,
): Promise<Settlement> {
  if (!slack.documents)
    return { kind: 'superseded', reason: 'documents of this programme stay out of Slack' };
  if (place === null && prompt.answeredAt !== null && prompt.kind !== 'question-mail')
    return { kind: 'superseded', reason: 'answered before the card was posted' };
  if (place === null) return later(shell);
  const rows = await filesOf(shell, prompt);
  const documents: { filename: string; content: Buffer }[] = [];
  for (const { filename, sha256 } of rows)
    documents.push({ filename, content: await shell.blobs.get(sha256) });
  await shell.staff.uploadDocuments(thread ?? place, documents);
  return { kind: 'sent', reply: `${documents.length} documents` };
}

/** The files that came with a mail, else the documents of a submission. */
async function filesOf({ database }: Shell, { files, submissionId }: Prompt) {
  const named = filesIn(files);
  if (named.length > 0 || submissionId === null) return named;
  return documentsOfSubmission(database.read, submissionId);
}

function later({ now }: Shell): Settlement {
  return { kind: 'retry', at: new Date(now().getTime() + 15_000), error: 'its card is not posted yet' };
}

/** What torq says in a thread, once, also after a lost reply. */
async function postNote(shell: Shell, item: OutboxItem, place: CardPlace | null): Promise<Settlement> {
  if (place === null) return later(shell);
  await shell.staff.reply(place, item.text ?? '', onceOf(item));
  return { kind: 'sent', reply: `${place.channel} ${place.ts}` };
}

function onceOf({ id, attempts }: OutboxItem): { key: string; again: boolean } {
  return { key: id, again: attempts > 1 };
}

async function viewNow(
  { database, now }: Shell,
  programme: Programme,
  prompt: Prompt,
  thread: CardPlace | null = null,
): Promise<PromptView> {
  const hold = prompt.kind === 'daily' ? await standingHold(database.read) : null;
  const cast = await castAnswers(database.read, prompt);
  const stranger = prompt.answeredAt === null ? null : await strangerOn(database.read, prompt);
  return viewOf(prompt, programme, { cast, hold, thread, stranger, now: now() });
}

/** Draws again every card that shows an old state. What fails is tried at the next round. */
export async function redrawCards(shell: Shell): Promise<number> {
  let drawn = 0;
  for (const prompt of await promptsToRedraw(shell.database, 50)) {
    const desk = shell.desks.find(({ programme }) => programme.name === prompt.programme);
    if (desk === undefined) continue;
    try {
      await shell.staff.redraw(await viewNow(shell, desk.programme, prompt));
      await noteDrawn(shell.database, prompt.id, prompt.version);
      drawn += 1;
    } catch (error) {
      // A card that was deleted, or may not be edited any more, must not stand before all others for ever.
      const given = error instanceof PermanentError;
      if (given) await noteDrawn(shell.database, prompt.id, prompt.version);
      const what = given ? 'and is left as it is' : 'and will be tried again';
      shell.log.warn({ promptId: prompt.id, err: error }, `a card could not be drawn again ${what}`);
    }
  }
  return drawn;
}
