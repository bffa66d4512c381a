// Everything that is recorded and due, decided in the order of arrival: while one handful is decided, the next is read.
import { type SignOfLife, signOfLife } from '../core/decide/sign-of-life.ts';
import { noteSignsOfLife } from '../store/addresses.ts';
import { commitAll } from '../store/commit.ts';
import { type UndecidedMail, undecidedMails } from '../store/inbox.ts';
import { decideRecorded, type MailInHand } from './decide-recorded.ts';
import { onMail } from './on-mail.ts';
import type { ReadResult, Shell } from './shell.ts';
import { keysOf, wavesOf } from './waves.ts';

/** A handful is read, and decided, at once: this many mails, or fewer large ones, or a single one of any size. */
const handful = { mails: 100, bytes: 8 * 1024 * 1024 };
const listed = 500;

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
 * Decides a handful in waves. When anything is out of the ordinary with one of a wave, each of it is decided by itself.
 */
async function decideTogether(shell: Shell, mails: readonly MailInHand[]): Promise<void> {
  const entries = [];
  const signs: SignOfLife[] = [];
  for (const mail of mails) {
    const result = await mail.reading().catch(() => null);
    entries.push({ entry: mail, keys: result === null ? [] : keysOf(result) });
    const sign = result?.ok === true ? signOfLife(result) : null;
    if (sign !== null) signs.push(sign);
  }
  // Before they are decided: whoever writes from an address that mail came back from is to be answered.
  await noteSignsOfLife(shell.database, signs, shell.now());
  for (const wave of wavesOf(entries))
    if (wave.length === 1 || !(await decidedAtOnce(shell, wave)))
      for (const mail of wave) await onMail(shell, mail);
}

/**
 * Decides mails that have nothing to do with each other side by side, so that their lookups become few, and commits
 * them in one transaction: one wait for the disk instead of many.
 */
async function decidedAtOnce(shell: Shell, wave: readonly MailInHand[]): Promise<boolean> {
  const decided = await Promise.allSettled(wave.map((mail) => decideRecorded(shell, mail)));
  const changes = decided.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (changes.length < wave.length) return false;
  try {
    return (await commitAll(shell.database, changes)) === 'committed';
  } catch (err) {
    shell.log.debug({ err }, 'mails are decided one by one: together it did not work');
    return false;
  }
}
