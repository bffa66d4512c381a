// Parked mails from the command line: which there are, and trying them again as the button on their card does.
import { wordsForInstant } from '../core/calendar.ts';
import { commit } from '../store/commit.ts';
import { openParkedPrompts, parkedMails, statusOfMail } from '../store/parked.ts';
import type { Shell } from './shell.ts';

type Reading = Pick<Shell, 'database' | 'blobs'>;
/** From and Subject of a raw message. */
type ReadHead = (raw: Buffer) => { from: string | null; subject: string | null };

/** Instants are ISO 8601 in UTC. */
export type ParkedMail = {
  id: string;
  parkedAt: string;
  receivedAt: string;
  from: string | null;
  subject: string | null;
  why: string;
};

/** Every parked mail, the oldest first. One whose content is gone from the disk is listed without sender and subject. */
export async function listParked({ database, blobs }: Reading, headOf: ReadHead): Promise<ParkedMail[]> {
  const mails: ParkedMail[] = [];
  for (const { id, sha256, parkedAt, internalDate, error } of await parkedMails(database.read)) {
    const head = await blobs.get(sha256).then(headOf, () => ({ from: null, subject: null }));
    mails.push({
      id,
      parkedAt: parkedAt.toISOString(),
      receivedAt: internalDate.toISOString(),
      ...head,
      why: error,
    });
  }
  return mails;
}

/** The list as lines for a terminal. */
export function parkedLines(mails: readonly ParkedMail[], zone: string): string[] {
  const when = (iso: string) => wordsForInstant(new Date(iso), zone);
  return mails.flatMap(({ id, parkedAt, receivedAt, from, subject, why }) => [
    `${id}  parked ${when(parkedAt)}`,
    `    from      ${from ?? '(not known)'}`,
    `    subject   ${subject ?? '(not known)'}`,
    `    received  ${when(receivedAt)}`,
    `    why       ${why.split('\n')[0] ?? ''}`,
  ]);
}

/** Lets a parked mail be tried again and settles its card. @returns null, or why it cannot be */
export async function retryMail(
  { database, desks, now }: Pick<Shell, 'database' | 'desks' | 'now'>,
  id: string,
  by: string,
): Promise<string | null> {
  const status = await statusOfMail(database.read, id);
  if (status === null) return `no mail with the id ${id} is known`;
  if (status !== 'parked') return `the mail ${id} is not parked: ${statusWords[status] ?? status}`;
  const prompts = await openParkedPrompts(database.read, id);
  const because = 'tried again from the command line';
  await commit(database, {
    cause: { kind: 'command', by },
    programme: desks[0]?.programme.name ?? '',
    event: 'mail-retried',
    by,
    reason: because,
    about: null,
    personId: null,
    expects: [],
    facts: [
      { fact: 'mail-retried', inboundMailId: id },
      ...prompts.map((promptId) => ({ fact: 'prompt-superseded' as const, promptId, because })),
    ],
    drafts: [],
    now: now(),
  });
  return null;
}

const statusWords: Record<string, string> = {
  recorded: 'it waits to be decided',
  decided: 'it has been decided',
};
