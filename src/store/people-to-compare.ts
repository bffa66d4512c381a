import type { KnownPerson } from '../core/resemblance.ts';
import type { Reads } from './database.ts';

/** Nobody looks through more; a programme has some hundreds. */
const most = 10_000;

/**
 * Names and addresses of the people of these cycles, and of the trainers whose term is not over on `today`
 * (YYYY-MM-DD): those whose a payment or a mail may be.
 */
export async function peopleToCompare(
  read: Reads,
  query: { programme: string; cycles: readonly string[]; today: string },
): Promise<KnownPerson[]> {
  const { programme, cycles, today } = query;
  const rows = await read.person.findMany({
    where: {
      OR: [
        { applications: { some: { cycle: { programme, name: { in: [...cycles] } } } } },
        { credentials: { some: { programme, endedOn: null, terms: { some: { endsOn: { gte: today } } } } } },
      ],
    },
    orderBy: { id: 'asc' },
    take: most,
    select: { id: true, name: true, addresses: { select: { address: true }, orderBy: { createdAt: 'asc' } } },
  });
  return rows.map(({ id, name, addresses }) => ({
    id,
    name,
    addresses: addresses.map(({ address }) => address),
  }));
}
