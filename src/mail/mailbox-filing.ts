// What becomes of decided mails in the mailbox: a flag, or another folder. The only thing here that changes anything on
// the server, and it changes nothing but the messages that it was given.
import type { ImapFlow } from 'imapflow';
import { flagProblem, moveProblem } from './filing-problems.ts';
import { imapProblem } from './imap-client.ts';
import { messageIdOfRaw } from './message-id.ts';
import type { Processed } from './processed.ts';

/** A decided mail and where it was recorded; identity is looked at once more before anything is done. */
type DecidedMail = {
  mailbox: string;
  uidValidity: string;
  uid: number;
  messageId: string | null;
  internalDate: Date;
};

export type Filing = {
  processed: Exclude<Processed, { kind: 'leave' }>;
  /** Mails of this folder that are decided and not yet filed, under whatever UIDVALIDITY. */
  decided(folder: string, limit: number): Promise<DecidedMail[]>;
  /** Nothing is left to be done about these: they are filed, or were gone before. */
  filed(mails: readonly DecidedMail[]): Promise<void>;
};

/** How many are filed with one command, and how many before mail is read again. */
const limits = { command: 200, pass: 1000 };

/**
 * Files the decided mails of a folder. What the server did and nobody wrote down is done again, which harms nothing: a
 * flag is set twice, and a message that was moved, or that staff moved or deleted first, is simply gone.
 * @returns null, or what stands in the way, in words
 * @throws when the connection fails
 */
export async function fileDecided(
  client: ImapFlow,
  folder: string,
  { filing, folders, signal }: { filing: Filing; folders: readonly string[]; signal: AbortSignal },
): Promise<string | null> {
  for (let done = 0; done < limits.pass && !signal.aborted; done += limits.command) {
    const mails = await filing.decided(folder, limits.command);
    if (mails.length === 0) return null;
    const opened = await openForWriting(client, folder);
    if ('refused' in opened) return opened.refused;
    const { uidValidity } = opened;
    const there = await stillThere(
      client,
      // What another UIDVALIDITY named is no longer there, whatever has these UIDs now.
      mails.filter((mail) => mail.uidValidity === uidValidity),
    );
    const problem = there.length === 0 ? null : await fileThese(client, there, { ...filing, folders });
    if (problem !== null) return `decided mails of the folder ${folder} stay where they are: ${problem}`;
    await filing.filed(mails);
  }
  return null;
}

async function openForWriting(client: ImapFlow, folder: string) {
  try {
    const { uidValidity, readOnly } = await client.mailboxOpen(folder);
    if (readOnly === true) return { refused: `the folder ${folder} may be read and not changed` };
    return { uidValidity: String(uidValidity) };
  } catch (error) {
    if (!(error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO')) throw error;
    return { refused: `decided mails of the folder ${folder} stay where they are: ${imapProblem(error)}` };
  }
}

/** UIDs under which the server still has the very message that was recorded; a restored backup may have others. */
async function stillThere(client: ImapFlow, mails: readonly DecidedMail[]): Promise<number[]> {
  if (mails.length === 0) return [];
  const range = mails.map(({ uid }) => uid).join(',');
  const query = { uid: true, internalDate: true, headers: ['message-id'] };
  const rows = await client.fetchAll(range, query, { uid: true });
  const recorded = new Map(mails.map((mail) => [mail.uid, mail]));
  return rows.flatMap(({ uid, headers, internalDate }) => {
    const mail = recorded.get(uid);
    if (mail === undefined) return [];
    const messageId = messageIdOfRaw(headers ?? Buffer.alloc(0));
    const sameTime = internalDate instanceof Date && internalDate.getTime() === mail.internalDate.getTime();
    const same = mail.messageId === null ? messageId === null && sameTime : messageId === mail.messageId;
    return same ? [uid] : [];
  });
}

type How = Pick<Filing, 'processed'> & { folders: readonly string[] };

function fileThese(client: ImapFlow, uids: readonly number[], how: How): Promise<string | null> {
  return how.processed.kind === 'flag'
    ? flag(client, uids, how.processed.flag)
    : move(client, uids, how.processed.folder, how.folders);
}

async function flag(client: ImapFlow, uids: readonly number[], name: string): Promise<string | null> {
  const problem = flagProblem(client, name);
  if (problem !== null) return problem;
  const done = await client.messageFlagsAdd(uids.join(','), [name], { uid: true, silent: true });
  return done ? null : `the mail server does not set the flag ${name}`;
}

/** MOVE (RFC 6851), or COPY and UID EXPUNGE (RFC 4315), which is all that removes these and no others. */
async function move(
  client: ImapFlow,
  uids: readonly number[],
  target: string,
  folders: readonly string[],
): Promise<string | null> {
  const problem = moveProblem(client, target, folders);
  if (problem !== null) return problem;
  const range = uids.join(',');
  const attempt = () => client.messageMove(range, target, { uid: true });
  if (await attempt()) return null;
  // Most likely the folder is not there (TRYCREATE); whatever else it was shows when it is tried again.
  await client.mailboxCreate(target).catch(() => {});
  return (await attempt()) ? null : `the mail server does not move them to ${target}`;
}
