// What becomes, in the mailbox, of a mail that has been decided.
import { readImapUrl } from './server-url.ts';

/** `flag`: a keyword of our own (RFC 9051 section 2.3.2), which mail programs of staff can show and search for. */
export type Processed =
  | { kind: 'leave' }
  | { kind: 'flag'; flag: '\\Seen' | '$TorqDone' }
  | { kind: 'move'; folder: string };

/**
 * Reads `leave`, `seen`, `flag` or `move:FOLDER`.
 * @throws TypeError with a sentence that says what is wrong
 */
export function readProcessed(text: string): Processed {
  if (text === 'leave') return { kind: 'leave' };
  if (text === 'seen') return { kind: 'flag', flag: '\\Seen' };
  if (text === 'flag') return { kind: 'flag', flag: '$TorqDone' };
  const [, folder = ''] = /^move:(.+)$/.exec(text) ?? [];
  if (folder.trim() === '') throw new TypeError('is none of the words');
  return { kind: 'move', folder: folder.trim() };
}

/** Why mails cannot be moved there, or null: a folder that is read would give each of them once more. */
export function processedProblem(processed: Processed, imapUrl: string): string | null {
  if (processed.kind !== 'move') return null;
  const same = readImapUrl(imapUrl).folders.find((folder) => isSameFolder(folder, processed.folder));
  if (same === undefined) return null;
  return `moves mails to ${processed.folder}, which IMAP_URL names as a folder that is read; expected another folder`;
}

/** Only INBOX is the same in any case (RFC 9051 section 5.1); others may be, and then it is safer to say so. */
function isSameFolder(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** For people: "stay where they are". */
export function processedWords(processed: Processed): string {
  switch (processed.kind) {
    case 'leave':
      return 'stay as they are';
    case 'flag':
      return `are flagged ${processed.flag}`;
    case 'move':
      return `are moved to ${processed.folder}`;
  }
}
