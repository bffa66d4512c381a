import type { Reads } from './database.ts';

/**
 * Credentials whose last term ends the day before `startsOn` and that have no term starting on it yet: their renewal is
 * to be opened. A term whose own renewal was neither paid nor confirmed has lapsed, also while staff have not said so. `endsBefore` is that day before, YYYY-MM-DD.
 */
export async function credentialsToRenew(
  read: Reads,
  query: { programme: string; startsOn: string; endsBefore: string },
): Promise<{ credentialId: string; personId: string }[]> {
  const rows = await read.credential.findMany({
    where: {
      programme: query.programme,
      endedOn: null,
      terms: {
        some: {
          endsOn: query.endsBefore,
          lapsedAt: null,
          OR: [{ confirmedAt: { not: null } }, { feeAt: { not: null } }],
        },
        none: { startsOn: query.startsOn },
      },
    },
    orderBy: { id: 'asc' },
    select: { id: true, personId: true },
  });
  return rows.map(({ id, personId }) => ({ credentialId: id, personId }));
}
