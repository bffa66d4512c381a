import type { WebClient } from '@slack/web-api';
import type { CardPlace } from '../core/prompt.ts';
import type { WrittenMessage } from '../core/staff-message.ts';
import type { Identity } from './cards.ts';
import { readStoredMessage } from './read-message.ts';

/** What people have written in the thread under a message, oldest first. */
export async function messagesIn(
  web: WebClient,
  self: Identity,
  { channel, ts }: CardPlace,
): Promise<WrittenMessage[]> {
  const found: WrittenMessage[] = [];
  let cursor: string | undefined;
  do {
    const page = await web.conversations.replies({
      channel,
      ts,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const stored of page.messages ?? []) {
      const message = readStoredMessage(stored, channel, self);
      if (message?.thread === ts) found.push(message);
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return found;
}
