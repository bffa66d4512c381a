// Everybody by name and address, to say whom somebody in a file may be.
import type { KnownPerson } from '../core/resemblance.ts';
import type { RosterPerson } from '../core/roster.ts';
import type { Reads } from './database.ts';
import { inPages, page } from './pages.ts';

/** Everybody but those who were merged into somebody else or erased. */
export async function allKnownPeople(read: Reads): Promise<KnownPerson[]> {
  const rows = await inPages((after) =>
    read.person.findMany({
      where: { id: { gt: after }, mergedIntoId: null, erasedAt: null },
      orderBy: { id: 'asc' },
      take: page,
      select: { id: true, name: true, addresses: { select: { address: true } } },
    }),
  );
  return rows.map(({ addresses, ...person }) => ({
    ...person,
    addresses: addresses.map(({ address }) => address).toSorted(),
  }));
}

/** Whose these addresses are, lower-cased, with the terms that they have in a programme. */
export async function rosterPeople(
  read: Reads,
  { programme, addresses }: { programme: string; addresses: readonly string[] },
): Promise<Map<string, RosterPerson>> {
  const found = new Map<string, RosterPerson>();
  for (let from = 0; from < addresses.length; from += page) {
    const rows = await read.address.findMany({
      where: { address: { in: addresses.slice(from, from + page) } },
      select: {
        address: true,
        person: {
          select: {
            name: true,
            credentials: { where: { programme }, select: { terms: { select: { startsOn: true } } } },
          },
        },
      },
    });
    for (const { address, person } of rows) {
      const terms = person.credentials.flatMap((credential) => credential.terms);
      found.set(address, { name: person.name, terms: new Set(terms.map(({ startsOn }) => startsOn)) });
    }
  }
  return found;
}

/** Addresses that staff said are not of a person: "address personId". */
export async function addressesNotOf(read: Reads): Promise<Set<string>> {
  const rows = await read.notSame.findMany({
    where: { kind: 'address' },
    select: { one: true, other: true },
  });
  return new Set(rows.map(({ one, other }) => `${one} ${other}`));
}
