// Mails that failed too often: which they are, and trying them again.
import { listParked, parkedLines, retryMail } from '../handlers/retry-mails.ts';
import { headOf } from '../mail/head.ts';
import { openBlobs } from '../store/blobs.ts';
import type { Database } from '../store/database.ts';
import { parkedMails } from '../store/parked.ts';
import { type Setup, setup, withDatabase } from './setup.ts';
import { SetupError } from './setup-error.ts';

export async function parkedCommand(options: { json?: boolean }): Promise<void> {
  const parts = setup();
  await withDatabase(parts, (database) => printParked(parts, database, options));
}

async function printParked(
  { config, desks }: Setup,
  database: Database,
  options: { json?: boolean },
): Promise<void> {
  const mails = await listParked({ database, blobs: openBlobs(`${config.dataDir}/blobs`) }, headOf);
  const zone = desks[0]?.programme.timeZone ?? 'UTC';
  if (options.json === true) console.log(JSON.stringify(mails));
  else console.log(mails.length === 0 ? 'no mail is parked' : parkedLines(mails, zone).join('\n'));
}

/** Without ids it changes nothing and says which there are. */
export async function retryCommand(ids: string[], options: { allParked?: boolean }): Promise<void> {
  if (ids.length > 0 && options.allParked === true)
    throw new SetupError(['expected either ids or --all-parked']);
  const parts = setup();
  await withDatabase(parts, async (database) => {
    const all = options.allParked === true ? (await parkedMails(database.read)).map(({ id }) => id) : ids;
    if (all.length === 0) return printParked(parts, database, {});
    const shell = { ...parts, database, now: () => new Date() };
    for (const id of new Set(all)) {
      const problem = await retryMail(shell, id, 'operator');
      if (problem === null) console.log(`${id}: will be tried again within a minute`);
      else {
        console.error(`torq: ${problem}`);
        process.exitCode = 1;
      }
    }
  });
}
