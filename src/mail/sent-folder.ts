// Copies of sent mails in the mailbox's own folder for them, where people who use the mailbox look.
import type { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { SentCopy, SentFolder } from '../core/outgoing.ts';
import type { Log } from '../log.ts';
import { connectImap, type ImapTiming, imapProblem, usualImapTiming } from './imap-client.ts';
import { composeMail } from './outgoing-mail.ts';
import { readImapUrl } from './server-url.ts';

/** Minutes until the folder is tried again after a failure, twice as long each time; a missing folder may appear. */
const pauses = { first: 1, longest: 60 };

/**
 * @param folder its name, made when it is missing; null: the one that the server marks as \\Sent (RFC 6154), if there
 *   is one
 */
export function openSentFolder(
  imapUrl: string,
  { folder, log, timing = usualImapTiming }: { folder: string | null; log: Log; timing?: ImapTiming },
): SentFolder {
  const server = readImapUrl(imapUrl);
  let nextTry = Number.NEGATIVE_INFINITY;
  let pause = pauses.first;
  const putOff = () => {
    nextTry = performance.now() + pause * 60_000;
    pause = Math.min(pause * 2, pauses.longest);
  };
  return {
    mayTry: () => performance.now() >= nextTry,
    file: async (copies) => {
      const done: string[] = [];
      let client: ImapFlow | null = null;
      try {
        client = await connectImap(server, {
          timing,
          maxBytes: 1_000_000,
          signal: new AbortController().signal,
        });
        const path = await pathOf(client, folder);
        if (path === null) {
          putOff();
          return { done, problem: null };
        }
        await client.mailboxOpen(path, { readOnly: true });
        for (const copy of copies) {
          await fileOnce(client, path, copy, log);
          done.push(copy.id);
        }
        pause = pauses.first;
        return { done, problem: null };
      } catch (error) {
        putOff();
        return { done, problem: imapProblem(error) };
      } finally {
        client?.close();
      }
    },
  };
}

async function pathOf(client: ImapFlow, folder: string | null): Promise<string | null> {
  const folders = await client.list();
  if (folder === null) return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
  if (!folders.some(({ path }) => path === folder)) await client.mailboxCreate(folder);
  return folder;
}

/**
 * Some providers file what goes through their SMTP server themselves, and an earlier try may have got through without
 * our hearing of it: what is there is not filed again.
 * @throws when the connection is lost; a copy that the server refuses is logged and given up
 */
async function fileOnce(
  client: ImapFlow,
  path: string,
  { id, mail, sentAt }: SentCopy,
  log: Log,
): Promise<void> {
  const there = await client.search({ header: { 'message-id': mail.messageId } }, { uid: true });
  if (Array.isArray(there) && there.length > 0) return;
  const builder = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await builder.sendMail(composeMail({ ...mail, date: sentAt }));
  try {
    await client.append(path, message as Buffer, ['\\Seen'], sentAt);
  } catch (err) {
    if (!client.usable) throw err;
    log.warn({ itemId: id, err }, 'the mail server takes no copy of a sent mail');
  }
}
