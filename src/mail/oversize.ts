// A message that could not be fetched is recorded by its header alone; the mailbox reader puts one of these on top.
import type { Attachment, HeaderField } from '../core/mail.ts';

export const oversizeField = 'X-Torq-Oversize';

export const unfetchedField = 'X-Torq-Unfetched';

/** Size in bytes of a message of which only the header was kept, else null. Only as the first field is it ours. */
export function oversizeOf([first]: readonly HeaderField[]): number | null {
  if (first?.name !== oversizeField.toLowerCase()) return null;
  const stated = Number.parseInt(first.value, 10);
  return Number.isSafeInteger(stated) && stated > 0 ? stated : null;
}

/** Why the mail server listed a message and did not give it, or null. */
export function unfetchedReason([first]: readonly HeaderField[]): string | null {
  return first?.name === unfetchedField.toLowerCase() ? first.value : null;
}

/** Stands for what was not fetched, so that the sender is told that it was too large. */
export function oversizeAttachment(bytes: number): Attachment {
  return {
    filename: 'your message with its attachments',
    type: 'application/octet-stream',
    bytes: Math.min(bytes, 2_147_483_647),
    sha256: '',
    pages: null,
    problem: 'too-large',
  };
}
