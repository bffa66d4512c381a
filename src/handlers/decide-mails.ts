// Everything that is recorded and due, decided in the order of arrival: while one handful is decided, the next is read.
import type { Database, Transaction } from '../store/database.ts';
import { type UndecidedMail, undecidedMails } from '../store/inbox.ts';
import { decideOnce, type MailInHand, onMail } from './on-mail.ts';
import type { ReadResult, Shell } from './shell.ts';

/** A handful is read, and decided, at once: this many mails, or fewer large ones, or a single one of any size. */
const handful = { mails: 32, bytes: 8 * 1024 * 1024 };
const listed = 256;

/** Decides every recorded mail that is due. @returns how many were decided, put off or parked */
export async function decideMails(shell: Shell): Promise<number> {
  let done = 0;
  for (;;) {
    const due = await undecidedMails(shell.database, shell.now(), listed);
    if (due.length === 0) return done;
    const parts = handfuls(due);
    let ahead = read(shell, parts[0] ?? []);
    for (const [at, part] of parts.entries()) {
      const inHand = ahead.length > 0 ? ahead : read(shell, part);
      const next = parts[at + 1] ?? [];
      ahead = isLarge(next) ? [] : read(shell, next);
      await decideTogether(shell, inHand);
      done += inHand.length;
    }
  }
}

function handfuls(mails: readonly UndecidedMail[]): UndecidedMail[][] {
  const parts: UndecidedMail[][] = [];
  let bytes = 0;
  for (const mail of mails) {
    const last = parts.at(-1);
    bytes += mail.bytes;
    if (last !== undefined && last.length < handful.mails && bytes <= handful.bytes) last.push(mail);
    else {
      parts.push([mail]);
      bytes = mail.bytes;
    }
  }
  return parts;
}

/** Large mails are read one at a time, so that only one is in memory. */
function isLarge(mails: readonly UndecidedMail[]): boolean {
  return mails.some(({ bytes }) => bytes > handful.bytes);
}

/** Begins to read. What goes wrong is kept for the moment in which the mail is decided. */
function read(shell: Shell, mails: readonly UndecidedMail[]): MailInHand[] {
  return mails.map((recorded) => {
    const result = settled(
      shell.readMail({
        path: shell.blobs.pathOf(recorded.sha256),
        sha256: recorded.sha256,
        internalDate: recorded.internalDate,
        openFiles: true,
      }),
    );
    return { recorded, reading: async () => unwrap(await result) };
  });
}

type Settled = { result: ReadResult } | { error: unknown };

async function settled(reading: Promise<ReadResult>): Promise<Settled> {
  try {
    return { result: await reading };
  } catch (error) {
    return { error };
  }
}

function unwrap(outcome: Settled): ReadResult {
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

/**
 * Decides a handful in one transaction, in which each mail sees what the ones before it did: one wait for the disk
 * instead of many. It commits as a whole or not at all; when anything is out of the ordinary with one of them, each is
 * decided by itself.
 */
async function decideTogether(shell: Shell, mails: readonly MailInHand[]): Promise<void> {
  if (mails.length > 1 && (await decidedTogether(shell, mails))) return;
  for (const mail of mails) await onMail(shell, mail);
}

async function decidedTogether(shell: Shell, mails: readonly MailInHand[]): Promise<boolean> {
  // Read before the transaction begins: none is open while a thread works or a name server is asked.
  await Promise.allSettled(mails.map(({ reading }) => reading()));
  try {
    await shell.database.write(async (tx) => {
      const inside = { ...shell, database: within(shell.database, tx) };
      const documents: Promise<unknown>[] = [];
      const keep = (content: Uint8Array) => void documents.push(settledLater(shell.blobs.put(content)));
      for (const mail of mails)
        if ((await decideOnce(inside, mail, keep)) !== 'committed') throw new NotTogether();
      await Promise.all(documents);
    });
    return true;
  } catch (error) {
    if (!(error instanceof NotTogether))
      shell.log.debug({ err: error }, 'mails are decided one by one: together it did not work');
    return false;
  }
}

/** Written beside the deciding, and waited for before the commit; until then nobody looks at what went wrong. */
function settledLater(writing: Promise<unknown>): Promise<unknown> {
  writing.catch(() => {});
  return writing;
}

/** Thrown to roll the transaction back. */
class NotTogether extends Error {}

/** The database as seen from within an open transaction: what is read is what was written in it. */
function within(database: Database, tx: Transaction): Database {
  return { ...database, read: tx, write: (work) => work(tx) };
}
