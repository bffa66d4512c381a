// What is kept no longer than a programme says (retention): raw mails, once nobody needs to look at them any more.
import { plusMinutes } from '../core/calendar.ts';
import { isRawNeeded, noteRawErased, oldRawMails } from '../store/old-mails.ts';
import { finishErasing } from './erase-person.ts';
import type { Shell } from './shell.ts';

const dayMinutes = 24 * 60;

/** A job of the night; it has no memory, and doing it twice changes nothing. @returns how many mails were removed */
export async function keepNoLonger(
  shell: Pick<Shell, 'database' | 'blobs' | 'desks' | 'now' | 'log'>,
): Promise<number> {
  const days = shell.desks.map(({ programme }) => programme.retention.rawMailDays);
  let removed = 0;
  for (const { programme } of shell.desks)
    removed += await removeOf(shell, programme.name, programme.retention.rawMailDays);
  // A mail that is for no programme is kept as long as the longest of them says.
  if (days.length > 0) removed += await removeOf(shell, null, Math.max(...days));
  await finishErasing(shell);
  return removed;
}

/** The file goes first: a stop in between is made good by the next round. */
async function removeOf(
  { database, blobs, now, log }: Pick<Shell, 'database' | 'blobs' | 'now' | 'log'>,
  programme: string | null,
  days: number,
): Promise<number> {
  const before = plusMinutes(now(), -days * dayMinutes);
  let removed = 0;
  for (;;) {
    const mails = await oldRawMails(database.read, { programme, before });
    if (mails.length === 0) break;
    for (const mail of mails) {
      if (!(await isRawNeeded(database.read, mail))) await blobs.remove(mail.sha256);
      await noteRawErased(database, [mail.id], now());
    }
    removed += mails.length;
  }
  if (removed > 0) log.info({ programme, removed, days }, 'received mails were removed: their time is over');
  return removed;
}
