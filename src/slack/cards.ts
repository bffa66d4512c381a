// The cards in the channel: posted, drawn again, found again.
import type { WebClient } from '@slack/web-api';
import type { CardPlace, PromptView } from '../core/prompt.ts';
import { cardIds, cardOf } from './blocks.ts';

/** Who we are in Slack, to tell our messages from those of others. */
export type Identity = { userId: string; botId: string | null };

const eventType = 'torq_prompt';
/** Slack's clock and ours need not agree. */
const clockDifference = 120_000;

/** Posts the card, once: when the answer is lost it may be there all the same, so look for it before another try. */
export async function postCard(web: WebClient, prompt: PromptView): Promise<CardPlace> {
  const { channel, ts } = await web.chat.postMessage({
    channel: prompt.thread?.channel ?? prompt.channel,
    ...inThread(prompt),
    ...cardOf(prompt),
    metadata: { event_type: eventType, event_payload: { prompt: prompt.id } },
    unfurl_links: false,
    unfurl_media: false,
  });
  if (channel === undefined || ts === undefined) throw new Error('Slack did not say where it put the card');
  return { channel, ts };
}

/** Of what applicants write in a thread everybody in the channel hears; threads are followed by few. */
function inThread({ thread, kind }: PromptView) {
  if (thread == null) return {};
  return kind === 'question-mail'
    ? { thread_ts: thread.ts, reply_broadcast: true as const }
    : { thread_ts: thread.ts };
}

/** Draws the card anew where it is. Text and blocks together, or Slack keeps the old one of the two. */
export async function redrawCard(web: WebClient, prompt: PromptView): Promise<void> {
  if (prompt.place === null) throw new Error(`prompt ${prompt.id} has no card yet`);
  await web.chat.update({ ...prompt.place, ...cardOf(prompt) });
}

/** The first card of the prompt in the channel, or the thread, that was posted after `since`; null when there is none. */
export async function findCard(
  web: WebClient,
  self: Identity,
  {
    promptId,
    channel,
    since,
    thread,
  }: { promptId: string; channel: string; since: Date; thread: string | null },
): Promise<CardPlace | null> {
  const oldest = String((since.getTime() - clockDifference) / 1000);
  let earliest: CardPlace | null = null;
  let cursor: string | undefined;
  do {
    const asked = {
      channel,
      oldest,
      inclusive: true,
      include_all_metadata: true,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page =
      thread === null
        ? await web.conversations.history(asked)
        : await web.conversations.replies({ ...asked, ts: thread });
    const fitting = (page.messages ?? []).filter(
      (message) => isOurs(message, self) && shows(message, promptId),
    );
    // A channel comes with the newest first, a thread with the oldest: wanted is the one that was posted first.
    const ts = thread === null ? fitting.at(-1)?.ts : fitting[0]?.ts;
    if (ts !== undefined && (thread === null || earliest === null)) earliest = { channel, ts };
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return earliest;
}

type Message = {
  user?: string;
  bot_id?: string;
  blocks?: { block_id?: string }[];
  metadata?: { event_type?: string; event_payload?: object };
};

/** Whether the app itself wrote a message. */
export function isOurs(message: Pick<Message, 'user' | 'bot_id'>, self: Identity): boolean {
  return message.user === self.userId || (self.botId !== null && message.bot_id === self.botId);
}

function shows({ blocks = [], metadata }: Message, promptId: string): boolean {
  const { card, buttons } = cardIds(promptId);
  if (blocks.some(({ block_id }) => block_id === card || block_id === buttons)) return true;
  const payload = metadata?.event_type === eventType ? metadata.event_payload : undefined;
  return payload !== undefined && 'prompt' in payload && payload.prompt === promptId;
}
