// Who among many resembles somebody new. Only ever a warning: nobody is matched or merged by it.
import { nameWords } from './names.ts';
import { type KnownPerson, resembling } from './resemblance.ts';

export type LikelySame = { person: KnownPerson; reasons: readonly string[] };

const mostNamed = 3;
/** A fitting name is enough to look; the same company alone is not. */
const enough = 18;

/**
 * @param people those whom somebody may be
 * @returns asks for the likely ones, best first, at most three. Quick for thousands: only people who share the beginning
 *   of a name, or what is before the @, are compared.
 */
export function createLikelySame(
  people: readonly KnownPerson[],
): (somebody: { name: string; address: string | null }) => readonly LikelySame[] {
  const index = new Map<string, KnownPerson[]>();
  for (const person of people)
    for (const key of keysOf(person.name, person.addresses)) {
      const there = index.get(key);
      if (there === undefined) index.set(key, [person]);
      else there.push(person);
    }
  return ({ name, address }) => {
    const addresses = address === null ? [] : [address];
    const near = new Set([...keysOf(name, addresses)].flatMap((key) => index.get(key) ?? []));
    const clue = {
      about: 'documents' as const,
      names: [name],
      addresses,
      text: '',
      ourDomains: [],
      purpose: null,
      amountCents: null,
    };
    return resembling(clue, near, mostNamed)
      .filter(({ resemblance }) => resemblance.score >= enough)
      .map(({ person, resemblance }) => ({ person, reasons: resemblance.reasons }));
  };
}

const lettersOfKey = 3;

function keysOf(name: string, addresses: readonly string[]): Set<string> {
  const words = nameWords(name).filter((word) => word.length > 1);
  return new Set([
    ...words.map((word) => word.slice(0, lettersOfKey)),
    ...addresses.map((address) => `@${address.split('@')[0] ?? ''}`),
  ]);
}
