import { headerFields, messageIdsOf } from './header-fields.ts';
import { longestHeader } from './stand-in.ts';

/** The Message-ID of a raw message with its angle brackets, or null: there is none, or it is not printable text. */
export function messageIdOfRaw(raw: Buffer): string | null {
  const [messageId = null] = messageIdsOf(headerFields(raw.subarray(0, longestHeader)), 'message-id');
  return messageId !== null && /^[\x21-\x7e\u00a1-\ufffc]+$/.test(messageId) ? messageId : null;
}
