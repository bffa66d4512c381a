// Why decided mails cannot be flagged or moved on a server, asked before it is tried and by the doctor.
import type { ImapFlow } from 'imapflow';

/** Null: the folder that is open for writing keeps this flag. */
export function flagProblem({ mailbox }: ImapFlow, flag: string): string | null {
  const permanent = mailbox === false ? undefined : mailbox.permanentFlags;
  if (permanent === undefined || permanent.has('\\*') || permanent.has(flag)) return null;
  return `the mail server keeps no flag ${flag}; IMAP_PROCESSED=seen may work`;
}

/** Null: messages can be moved there one by one, and will not be read again. */
export function moveProblem(client: ImapFlow, target: string, folders: readonly string[]): string | null {
  if (folders.some((folder) => fullName(client, folder) === fullName(client, target)))
    return `${target} is a folder that is read`;
  if (client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS')) return null;
  return 'the mail server can neither MOVE messages nor remove single ones; IMAP_PROCESSED=flag may work';
}

/** With the prefix of the personal namespace (RFC 2342), as the server knows the folder; in one case. */
export function fullName({ namespace }: ImapFlow, folder: string): string {
  const prefix = (namespace?.prefix ?? '').toLowerCase();
  const name = folder.toLowerCase();
  return name === 'inbox' || name.startsWith(prefix) ? name : `${prefix}${name}`;
}
