// torq erase: what is kept of a person goes; what has to stay no longer says who it was.
import { type Erased, eraseByAddress } from '../handlers/erase-person.ts';
import { openBlobs } from '../store/blobs.ts';
import { setup, withDatabase } from './setup.ts';

export async function eraseCommand(
  address: string,
  { reason, dryRun = false }: { reason: string; dryRun?: boolean },
): Promise<void> {
  const parts = setup();
  const timeZone = parts.desks[0]?.programme.timeZone ?? 'UTC';
  await withDatabase(parts, async (database) => {
    const kept = { database, blobs: openBlobs(`${parts.config.dataDir}/blobs`), now: () => new Date() };
    const wish = { by: 'operator', reason, isRehearsal: dryRun, timeZone };
    const erased = await eraseByAddress(kept, address, wish);
    if (erased === null) {
      console.error(`torq: nobody with the address ${address} is known`);
      process.exitCode = 1;
      return;
    }
    console.log(linesOf(erased, dryRun).join('\n'));
  });
}

function linesOf(
  { people, addresses, mails, payments, files, isFinished }: Erased,
  dryRun: boolean,
): string[] {
  const what = `${count(people, 'person', 'people')}, ${count(addresses, 'address', 'addresses')}, ${count(mails, 'mail', 'mails')}, ${count(files, 'file', 'files')}`;
  return [
    dryRun ? `would be erased: ${what}` : `erased: ${what}`,
    `kept without a name: ${count(payments, 'payment', 'payments')}, decisions, terms, certificate numbers, and who did what when`,
    'not in torq’s hands: the mails in the mailbox, and the files and messages in Slack. Please delete them there.',
    ...(isFinished
      ? []
      : [
          'torq is busy: files, and what the database file still holds in free pages, go in the coming night',
        ]),
    ...(dryRun
      ? ['nothing was changed']
      : ['who asked for no announcements is still remembered by address, so that no list brings them back']),
  ];
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
