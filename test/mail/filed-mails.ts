// What the tests about decided mails in the mailbox share.
import type { Processed } from '../../src/mail/processed.ts';
import { decidedMails, noteFiled } from '../../src/store/filing.ts';
import { type Store, withMailProgram } from './watched-mailbox.ts';

export type Filed = Exclude<Processed, { kind: 'leave' }>;
export const toProcessed: Filed = { kind: 'move', folder: 'Processed' };

/** As the service asks its database. `filed` may die before it writes. */
export function filing(
  { database }: Store,
  processed: Filed,
  filed = (places: Parameters<typeof noteFiled>[1]) => noteFiled(database, places, new Date()),
) {
  return {
    processed,
    decided: (folder: string, limit: number) => decidedMails(database, folder, limit),
    filed,
  };
}

/** What a worker would do: these mails are decided, the others wait. */
export async function decide({ database }: Store, messageIds?: string[], status = 'decided'): Promise<void> {
  await database.write((tx) =>
    tx.inboundMail.updateMany({
      where: messageIds === undefined ? {} : { messageId: { in: messageIds } },
      data: { status },
    }),
  );
}

/** What a mail program of staff shows: subject and flags, folder by folder. */
export function shown(url: string, folder: string): Promise<string[]> {
  return withMailProgram(url, async (client) => {
    await client.mailboxOpen(folder, { readOnly: true });
    const rows = await client.fetchAll('1:*', { envelope: true, flags: true }, { uid: true });
    return rows.map(({ envelope, flags }) =>
      [envelope?.subject ?? '', ...[...(flags ?? [])].filter((flag) => flag !== '\\Recent').toSorted()].join(
        ' ',
      ),
    );
  });
}

/** Places that are still to be filed. */
export const openPlaces = async ({ database }: Store) =>
  (await database.read.inboundLocation.findMany({ where: { filedAt: null }, orderBy: { uid: 'asc' } })).map(
    ({ mailbox, uid }) => `${mailbox}/${uid}`,
  );
