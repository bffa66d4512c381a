import type { KnownPerson } from '../core/resemblance.ts';
import { personParts } from './case-rows.ts';
import type { Reads } from './database.ts';

/** Nobody looks through more; a programme has some hundreds. */
const most = 10_000;
const page = 500;

type Query = { programme: string; cycles: readonly string[]; today: string };

/**
 * Names and addresses of the people of these cycles, and of the trainers whose term is not over on `today`
 * (YYYY-MM-DD): those whose a payment or a mail may be.
 */
export async function peopleToCompare(read: Reads, query: Query): Promise<KnownPerson[]> {
  const found: KnownPerson[] = [];
  for (;;) {
    const rows = await pageOfPeople(read, query, found.at(-1)?.id ?? '');
    found.push(...rows);
    if (rows.length < page || found.length >= most) return found;
  }
}

/** A page at a time: a relation is loaded with one parameter a row, and SQLite takes only so many. */
async function pageOfPeople(read: Reads, query: Query, after: string): Promise<KnownPerson[]> {
  const { programme, cycles, today } = query;
  const isTrainer = { programme, endedOn: null, terms: { some: { endsOn: { gte: today } } } };
  const rows = await read.person.findMany({
    where: {
      id: { gt: after },
      mergedIntoId: null,
      OR: [
        { applications: { some: { cycle: { programme, name: { in: [...cycles] } } } } },
        { credentials: { some: isTrainer } },
      ],
    },
    orderBy: { id: 'asc' },
    take: page,
    select: { id: true, name: true, addresses: personParts.addresses },
  });
  return rows.map(({ id, name, addresses }) => ({
    id,
    name,
    addresses: addresses.map(({ address }) => address),
  }));
}
