// What the doctor finds about mail that has been read, and about mail that waits.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { minutesBetween, wordsForSpan } from '../core/calendar.ts';
import { openDatabase } from '../store/database.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { parkedMails } from '../store/parked.ts';
import { lastReadAt } from '../store/readings.ts';
import { bad, type Finding, good } from './doctor.ts';

type Reading = { databaseUrl: string; folders: readonly string[]; alarmMinutes: number; now: Date };

/** When each folder was last read, and whether mails are parked; a database that is not there yet is no finding here. */
export async function checkReading({ databaseUrl, folders, alarmMinutes, now }: Reading): Promise<Finding> {
  const nothing = good('nothing has been read yet');
  if (databaseUrl.startsWith('file:') && !existsSync(resolve(databaseUrl.slice('file:'.length))))
    return nothing;
  const database = openDatabase(databaseUrl);
  try {
    if ((await pendingMigrations(database)).length > 0) return nothing;
    const parked = (await parkedMails(database.read)).length;
    if (parked > 0)
      return bad(
        `${parked} ${parked === 1 ? 'mail is' : 'mails are'} parked: tried too often, and nobody was answered`,
        'Run "npx torq parked", which says why; mend the cause, then run "npx torq retry --all-parked".',
      );
    const ages: string[] = [];
    let silent = false;
    for (const folder of folders) {
      const readAt = await lastReadAt(database.read, folder);
      const minutes = readAt === null ? null : minutesBetween(readAt, now);
      silent ||= minutes !== null && minutes >= alarmMinutes;
      ages.push(`${folder} ${minutes === null ? 'not yet' : `${wordsForSpan(minutes)} ago`}`);
    }
    if (silent)
      return bad(
        `last read: ${ages.join(', ')}`,
        'See whether "torq start" is running, and what its log says about the mailbox. Mail waits and is not lost.',
      );
    return ages.every((age) => age.endsWith('not yet')) ? nothing : good(`last read: ${ages.join(', ')}`);
  } catch {
    return good('not known: the database cannot be opened');
  } finally {
    await database.close();
  }
}

/** Every mail counts is right for a fresh mailbox, and a flood of cards for one that has been in use. */
export function checkSince(since: string | null): Finding {
  if (since !== null)
    return good(`mail received before ${since} is kept and nothing else: no answer, no payment, no card`);
  return good(
    'every mail in the mailbox is processed, however old',
    'Before the first start on a mailbox that has been in use, set IMAP_SINCE to the date from which on torq is to answer, such as 2027-04-01.',
  );
}
