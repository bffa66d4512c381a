// One connection: reads all folders, listens on the first, and is over when the connection or the reader is.
import type { ImapFlow } from 'imapflow';
import { TransientError } from '../errors.ts';
import { withinLimit } from './deadline.ts';
import { createDoorbell } from './doorbell.ts';
import type { FolderReader } from './folder-reader.ts';
import { readFolder } from './mailbox-fetch.ts';
import { type Filing, fileDecided } from './mailbox-filing.ts';

export type Session = {
  reader: FolderReader;
  folders: readonly [string, ...string[]];
  pollMs: number;
  noopMs: number;
  /** Null: decided mails stay as they are. */
  filing: Filing | null;
  /** The folders were read; `problem` names those that could not be opened. */
  passed(problem: string | null): void;
  /** One of them could not be opened. */
  refused(folder: string, problem: string): void;
};

/** An IDLE is renewed and the connection tried this often; imapflow's own watchdog must not come first. */
const heartbeatMs = 30_000;

/**
 * Reads until the reader is stopped. IDLE (RFC 9051 section 6.3.13) tells of mail in the first folder at once; a poll
 * beside it looks at all folders, and catches what IDLE did not tell.
 * @throws when the connection is lost, or something could not be recorded
 */
export async function runSession(client: ImapFlow, session: Session): Promise<void> {
  const { signal } = session.reader;
  const bell = createDoorbell();
  client.on('exists', bell.ring);
  client.on('close', bell.ring);
  signal.addEventListener('abort', bell.ring);
  try {
    while (!signal.aborted) {
      bell.reset();
      const problem = await readAll(client, session);
      if (!signal.aborted) session.passed(problem);
      const pollAt = performance.now() + session.pollMs;
      while (!signal.aborted && performance.now() < pollAt) {
        const rang = await listen(client, session, () =>
          bell.wait(Math.max(1, Math.min(heartbeatMs, pollAt - performance.now()))),
        );
        bell.reset();
        if (rang && !signal.aborted) await readFirst(client, session);
      }
    }
  } finally {
    signal.removeEventListener('abort', bell.ring);
  }
}

/**
 * The first folder comes first, because most mail is there, and again last, because the one that is open is listened
 * to. Another one that cannot be opened does not keep the rest from being read.
 * @returns what is wrong with the other folders, or null
 */
async function readAll(client: ImapFlow, session: Session): Promise<string | null> {
  const [, ...others] = session.folders;
  const problems: string[] = [];
  await readFirst(client, session);
  for (const folder of others) {
    if (session.reader.signal.aborted) return null;
    const problem = await readFolder(client, folder, session.reader);
    if (problem === null) continue;
    problems.push(problem);
    session.refused(folder, problem);
  }
  problems.push(...(await fileAll(client, session)));
  // The filing opens folders as well, and for writing.
  if (others.length > 0 || session.filing !== null) await readFirst(client, session);
  return problems.length === 0 ? null : problems.join('; ');
}

/** @returns what stands in the way of filing, folder by folder */
async function fileAll(client: ImapFlow, { folders, filing, reader }: Session): Promise<string[]> {
  const problems: string[] = [];
  for (const folder of filing === null ? [] : folders) {
    if (filing === null || reader.signal.aborted) break;
    const problem = await fileDecided(client, folder, { filing, folders, signal: reader.signal });
    if (problem === null) continue;
    problems.push(problem);
    reader.log.warn({ mailbox: folder, problem }, 'decided mails could not be filed');
  }
  return problems;
}

async function readFirst(client: ImapFlow, { folders, reader }: Session): Promise<void> {
  const problem = await readFolder(client, folders[0], reader);
  if (problem !== null) throw new TransientError(problem);
}

/** Idles while waiting, then makes sure that the server still answers: a half-open connection is silent like an idle one. */
async function listen(client: ImapFlow, { noopMs }: Session, wait: () => Promise<boolean>): Promise<boolean> {
  if (client.usable) client.idle().catch(() => {});
  const rang = await wait();
  if (client.usable)
    await withinLimit(client.noop(), noopMs, `the IMAP server did not answer NOOP within ${noopMs} ms`);
  if (!client.usable) throw new TransientError(client.byeReason ?? 'the IMAP connection was closed');
  return rang;
}
