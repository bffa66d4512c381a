// Decided mails whose places in the mailbox are still to be flagged or moved.

import type { Location } from './cursor.ts';
import type { Database } from './database.ts';

/** What tells that the message at a place is still the one that was recorded from it. */
export type DecidedMail = Location & { messageId: string | null; internalDate: Date };

/** Places in a folder, under whatever UIDVALIDITY, of mails that are decided: what is parked or waiting stays. */
export async function decidedMails(
  database: Database,
  mailbox: string,
  limit: number,
): Promise<DecidedMail[]> {
  const rows = await database.read.inboundLocation.findMany({
    where: { mailbox, filedAt: null, inboundMail: { status: 'decided' } },
    orderBy: [{ uidValidity: 'asc' }, { uid: 'asc' }],
    select: {
      uidValidity: true,
      uid: true,
      inboundMail: { select: { messageId: true, internalDate: true } },
    },
    take: limit,
  });
  return rows.map(({ inboundMail, ...place }) => ({ mailbox, ...place, ...inboundMail }));
}

/** Writes down that nothing is left to be done in the mailbox; a second time changes nothing. */
export async function noteFiled(database: Database, places: readonly Location[], now: Date): Promise<void> {
  const folders = Map.groupBy(places, ({ mailbox, uidValidity }) => JSON.stringify([mailbox, uidValidity]));
  await database.write(async (tx) => {
    for (const group of folders.values()) {
      const [{ mailbox, uidValidity } = { mailbox: '', uidValidity: '' }] = group;
      await tx.inboundLocation.updateMany({
        where: { mailbox, uidValidity, uid: { in: group.map(({ uid }) => uid) }, filedAt: null },
        data: { filedAt: now },
      });
    }
  });
}
