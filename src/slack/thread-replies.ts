// What torq itself says in the thread of a card.
import type { WebClient } from '@slack/web-api';
import type { CardPlace } from '../core/prompt.ts';
import { type Identity, isOurs } from './cards.ts';
import { sentence } from './text.ts';

/** `key`: what is said, by a name of its own. `again`: it was tried before, and may be there although no answer came. */
export type SaidOnce = { key: string; again: boolean };

const eventType = 'torq_reply';

/**
 * Says something in the thread of a card; the words are ours, and only mention people. When it was tried before it is
 * looked for first: Slack has no key of its own for a post, and a reminder that comes twice is noise.
 */
export async function replyOnce(
  { web, whoAmI }: { web: WebClient; whoAmI: () => Promise<Identity> },
  place: CardPlace,
  words: string,
  { key, again }: SaidOnce,
): Promise<void> {
  if (again && (await isSaid(web, await whoAmI(), place, key))) return;
  await web.chat.postMessage({
    channel: place.channel,
    thread_ts: place.ts,
    text: sentence(words),
    metadata: { event_type: eventType, event_payload: { reply: key } },
    unfurl_links: false,
    unfurl_media: false,
  });
}

async function isSaid(
  web: WebClient,
  self: Identity,
  { channel, ts }: CardPlace,
  key: string,
): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await web.conversations.replies({
      channel,
      ts,
      include_all_metadata: true,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const messages: readonly Message[] = page.messages ?? [];
    if (messages.some((message) => isOurs(message, self) && carries(message, key))) return true;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return false;
}

type Message = {
  user?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: object };
};

function carries({ metadata }: Message, key: string): boolean {
  const payload = metadata?.event_type === eventType ? metadata.event_payload : undefined;
  return payload !== undefined && 'reply' in payload && payload.reply === key;
}
