// Lists of people that announcements go to.
import type { Database, Reads } from './database.ts';
import { insertRows } from './rows.ts';
import { writeAfterOthers } from './write-after-others.ts';

type List = { programme: string; audience: string };

/** Which of these addresses, lower-cased, are on a list. */
export async function onList(
  read: Pick<Reads, 'audienceMember'>,
  { programme, audience }: List,
): Promise<Set<string>> {
  const rows = await read.audienceMember.findMany({
    where: { programme, audience },
    select: { address: true },
  });
  return new Set(rows.map(({ address }) => address));
}

/**
 * Puts people on a list. Who is on it stays as they are, so that importing a file again changes nothing.
 * @param entries each address once, lower-cased
 * @returns how many were new
 */
export async function addToList(
  database: Database,
  list: List,
  entries: readonly { address: string; name: string | null }[],
  { by: importedBy, now: importedAt }: { by: string; now: Date },
): Promise<number> {
  return writeAfterOthers(database, async (tx) => {
    const there = await onList(tx, list);
    const news = entries.filter(({ address }) => !there.has(address));
    await insertRows(
      tx,
      'AudienceMember',
      news.map(({ address, name }) => ({ ...list, address, name, importedAt, importedBy })),
    );
    return news.length;
  });
}
