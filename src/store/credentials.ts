import type { Reads } from './database.ts';

/**
 * Credentials whose last term ends the day before `startsOn` and that have no term starting on it yet: their renewal is
 * to be opened. `endsBefore` is that day before, YYYY-MM-DD.
 */
export async function credentialsToRenew(
  read: Reads,
  query: { programme: string; startsOn: string; endsBefore: string },
): Promise<{ credentialId: string; personId: string }[]> {
  const rows = await read.credential.findMany({
    where: {
      programme: query.programme,
      endedOn: null,
      terms: { some: { endsOn: query.endsBefore, lapsedAt: null }, none: { startsOn: query.startsOn } },
    },
    orderBy: { id: 'asc' },
    select: { id: true, personId: true },
  });
  return rows.map(({ id, personId }) => ({ credentialId: id, personId }));
}
