// What makes a message the same message: its Message-ID with what follows its header.
import { createHash } from 'node:crypto';

export type MailIdentity = {
  /** The next piece of the raw message. */
  add(piece: Uint8Array): void;
  /** SHA-256 in hex; called once, at the end. */
  digest(): string;
};

/**
 * Message-ID with the hash of what follows the header: relays rewrite headers, never the body, and a Message-ID that is
 * used again with another body is another mail. Without a Message-ID, or without an end of the header, the whole
 * message counts.
 */
export function mailIdentity(messageId: string | null): MailIdentity {
  const hash = createHash('sha256').update(`${messageId ?? ''}\n`);
  let head: Buffer | null = messageId === null ? null : Buffer.alloc(0);
  return {
    add: (piece) => {
      if (head === null) {
        hash.update(piece);
        return;
      }
      const searched = Math.max(0, head.length - 3);
      head = Buffer.concat([head, piece]);
      const end = head.indexOf('\r\n\r\n', searched);
      if (end === -1) return;
      hash.update(head.subarray(end));
      head = null;
    },
    digest: () => (head === null ? hash : hash.update(head)).digest('hex'),
  };
}
