import type { KeptFile } from '../core/kept-file.ts';
import type { Reads } from './database.ts';
import { filesOfReply } from './replies.ts';
import type { OutboxItem } from './settlement.ts';

/** The files that go along with a mail of the outbox, in their order. */
export async function filesOfMail(
  read: Reads,
  { key, message, attachments }: Pick<OutboxItem, 'key' | 'message' | 'attachments'>,
): Promise<readonly KeptFile[]> {
  // What is stored was written from a list of files.
  if (attachments !== null) return attachments as KeptFile[];
  // Mails of staff that were approved before items had files of their own: theirs stand with the reply.
  return message === 'staff-reply' ? filesOfReply(read, key) : [];
}
