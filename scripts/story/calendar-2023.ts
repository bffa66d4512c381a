// The last chapter: the published calendar of 2023, with its real dates, played by the simulation.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { loadDesks } from '../../src/desks.ts';
import { simulatedDesk } from '../../src/simulation/simulated-desk.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { mailsOf2023, play2023 } from '../../test/support/cast-2023.ts';
import { chapter, does, note, seen } from './narrator.ts';
import { expectEqual } from './steps.ts';
import type { World } from './world.ts';

/** What is worth telling; every other mail is compared, too. */
const told = [
  [/Ada Early: payment-outside-window/, 'paid the day before the window opens: answered, and put to staff'],
  [/Bo Punctual: soq-received/, 'half an hour before the deadline of May 19, 16:00'],
  [/Cy Close: soq-received/, 'five minutes before it: received, and a person looks'],
  [/Dee Late: soq-late/, 'forty minutes after it'],
  [/selected/, 'Monday of the week of June 12, and not a day before'],
  [/Eve Evening: fee-received/, 'paid $65.00 on June 30, 23:59: in time, though it was read in July'],
  [/Flo July: fee-underpaid/, 'paid $65.00 on July 1, 00:01: $25.00 are missing'],
  [/Gus Silent: late-fee-notice/, 'has paid nothing'],
] as const;

export async function theYear2023(world: World): Promise<void> {
  chapter('9. The year 2023 with its real dates, April 1 to July 2, played with `torq simulate`’s engine.');
  const folder = mkdtempSync(join(world.folder, 'year-'));
  const { desks } = loadDesks(join(import.meta.dirname, '../../templates'));
  const shipped = desks.find(({ programme }) => programme.name === 'igp-tor');
  if (shipped === undefined) throw new Error('the shipped programme is missing');
  const database = openDatabase(`file:${join(folder, 'year.db')}`, { isScratch: true });
  try {
    await migrate(database);
    does('Eight people pay, write and wait; staff answer; the clock goes from one moment to the next.');
    const mails = await play2023({ database, desk: simulatedDesk(shipped) }, join(folder, 'blobs'));
    for (const [which, why] of told)
      for (const line of mails.filter((mail) => which.test(mail))) note(`${line} (${why})`);
    expectEqual(mails.toSorted(), mailsOf2023, 'the mails of 2023');
    seen(`All ${mails.length} mails of the year came to whom they should, to the minute, and no other.`);
  } finally {
    await database.close();
  }
}
