// Self-service by plain mail: one word as the subject or as the first line; NEW ADDRESS is followed by the address,
// STOP and UNSUBSCRIBE are about announcements.
import type { MailCommand } from './classification.ts';
import { newAddressesIn } from './new-address.ts';

const words: ReadonlyMap<string, MailCommand> = new Map([
  ['status', 'status'],
  ['resend', 'resend'],
  ['help', 'help'],
  ['withdraw', 'withdraw'],
  ['new address', 'new-address'],
  ['new-address', 'new-address'],
  ['stop', 'unsubscribe'],
  ['unsubscribe', 'unsubscribe'],
]);

/**
 * The command of a mail, or null. Only a subject without "Re:" counts, or else every answer to our answer would be
 * the command again; the first line is taken from what the person wrote, never from quoted text.
 */
export function command(subject: string, replyText: string): MailCommand | null {
  const firstLine = replyText.split('\n').find((line) => line.trim() !== '') ?? '';
  return commandIn(subject) ?? commandIn(firstLine);
}

function commandIn(line: string): MailCommand | null {
  const bare = line
    .slice(0, 100)
    .toLowerCase()
    .replace(/^[\s"'*\u201c\u201d]+|[\s"'*.!?\u201c\u201d]+$/g, '')
    .replace(/\s+/g, ' ');
  const word = words.get(bare);
  // "Unsubscribe?" asks how.
  if (word === 'unsubscribe' && line.includes('?')) return null;
  return word ?? (newAddressesIn(line) === null ? null : 'new-address');
}
