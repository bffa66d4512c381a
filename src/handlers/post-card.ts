import type { OutboxItem, Settlement } from '../store/outbox.ts';
import { noteDrawn, notePlace, promptById, promptsToRedraw, viewOf } from '../store/prompts.ts';
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
  if (prompt.answeredAt !== null && prompt.cardTs === null && item.attempts === 1)
    return { kind: 'superseded', reason: 'answered before the card was posted' };
  const view = viewOf(prompt, desk.programme);
  const since = new Date(item.createdAt.getTime() - lookBackMs);
  const found = item.attempts === 1 ? null : await shell.staff.find(prompt.id, view.channel, since);
  const place = view.place ?? found ?? (await shell.staff.post(view));
  // A card that was found may show an older state than the present one: it is drawn again.
  await notePlace(shell.database, prompt.id, place, found === null ? prompt.version : -1);
  return { kind: 'sent', reply: `${place.channel} ${place.ts}` };
}

/** Draws again every card that shows an old state. What fails is tried at the next round. */
export async function redrawCards(shell: Shell): Promise<number> {
  let drawn = 0;
  for (const prompt of await promptsToRedraw(shell.database, 50)) {
    const desk = shell.desks.find(({ programme }) => programme.name === prompt.programme);
    if (desk === undefined) continue;
    try {
      await shell.staff.redraw(viewOf(prompt, desk.programme));
      await noteDrawn(shell.database, prompt.id, prompt.version);
      drawn += 1;
    } catch (error) {
      shell.log.warn(
        { promptId: prompt.id, err: error },
        'a card could not be drawn again; it will be tried again',
      );
    }
  }
  return drawn;
}
