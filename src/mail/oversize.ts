// A message too large to be fetched is recorded by its header alone, with this field added by the mailbox reader.
import type { Attachment, HeaderField } from '../core/mail.ts';
import { valuesOf } from './header-fields.ts';

export const oversizeField = 'X-Torq-Oversize';

/** The size of the whole message in bytes when only its header was kept, else null. */
export function oversizeOf(headers: readonly HeaderField[]): number | null {
  const stated = Number.parseInt(valuesOf(headers, oversizeField.toLowerCase())[0] ?? '', 10);
  return Number.isSafeInteger(stated) && stated > 0 ? stated : null;
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
