import type { KnownPerson } from '../core/candidates.ts';
import type { Reads } from './database.ts';

/** Everybody who has to do with a programme: applicants of all cycles and trainers. */
export async function peopleOf(read: Reads, programme: string): Promise<KnownPerson[]> {
  const rows = await read.person.findMany({
    where: {
      OR: [{ applications: { some: { cycle: { programme } } } }, { credentials: { some: { programme } } }],
    },
    select: {
      id: true,
      name: true,
      addresses: { select: { address: true }, orderBy: [{ createdAt: 'asc' }, { address: 'asc' }] },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, name, addresses }) => ({
    id,
    name,
    addresses: addresses.map(({ address }) => address),
  }));
}
