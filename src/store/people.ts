import type { KnownPerson } from '../core/candidates.ts';
import type { Reads } from './database.ts';

/** A relation is loaded with one parameter a row, and SQLite takes only so many. */
const page = 500;

/** Everybody who has to do with a programme: applicants of all cycles and trainers. */
export async function peopleOf(read: Reads, programme: string): Promise<KnownPerson[]> {
  const people: KnownPerson[] = [];
  for (;;) {
    const found = await pageOfPeople(read, programme, people.at(-1)?.id ?? '');
    people.push(...found);
    if (found.length < page) return people;
  }
}

async function pageOfPeople(read: Reads, programme: string, after: string): Promise<KnownPerson[]> {
  const rows = await read.person.findMany({
    where: {
      id: { gt: after },
      OR: [{ applications: { some: { cycle: { programme } } } }, { credentials: { some: { programme } } }],
    },
    select: {
      id: true,
      name: true,
      addresses: { select: { address: true }, orderBy: [{ createdAt: 'asc' }, { address: 'asc' }] },
    },
    orderBy: { id: 'asc' },
    take: page,
  });
  return rows.map(({ id, name, addresses }) => ({
    id,
    name,
    addresses: addresses.map(({ address }) => address),
  }));
}
