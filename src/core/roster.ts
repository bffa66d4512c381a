// A roster that is taken in: what each line would change, and what somebody should look at.
import type { LikelySame } from './likely-same.ts';
import { nameFit, nameWords } from './names.ts';

/** One line of a roster that is imported: a person who is a Trainer of Record in a term. */
export type RosterEntry = {
  name: string;
  email: string;
  organisation: string | null;
  /** YYYY-MM-DD, both days included. */
  termStarts: string;
  termEnds: string;
};

/** Somebody whose address a roster names, with the terms of the programme that are there (first days). */
export type RosterPerson = { name: string; terms: ReadonlySet<string> };

export type RosterPlan = {
  /** What is not there yet. */
  news: readonly RosterEntry[];
  /** How many terms are there already. */
  known: number;
  /** What a person should look at, a sentence each. Nothing is merged because of it. */
  warnings: readonly string[];
};

/**
 * @param knownBy who has an address, lower-cased
 * @param likely who resembles somebody that nobody's address is
 */
export function planRoster(
  entries: readonly (RosterEntry & { place: string })[],
  knownBy: ReadonlyMap<string, RosterPerson>,
  likely: (somebody: { name: string; address: string }) => readonly LikelySame[],
): RosterPlan {
  const news: RosterEntry[] = [];
  const warnings: string[] = [];
  const namesInFile = new Map<string, { email: string; place: string }>();
  for (const { place, ...entry } of entries) {
    const known = knownBy.get(entry.email);
    if (known === undefined || !known.terms.has(entry.termStarts)) news.push(entry);
    if (known !== undefined) {
      if (nameFit(nameWords(known.name), nameWords(entry.name)) === null)
        warnings.push(
          `${place}: ${entry.email} is known as ${known.name}, not ${entry.name}; the name stays`,
        );
      continue;
    }
    const words = nameWords(entry.name).toSorted().join(' ');
    const before = namesInFile.get(words);
    if (before !== undefined && before.email !== entry.email)
      warnings.push(
        `${place}: ${entry.name} <${entry.email}> has the name of ${before.email} (${before.place}): two people, unless staff merge them`,
      );
    if (before === undefined) namesInFile.set(words, { email: entry.email, place });
    warnings.push(
      ...likely({ name: entry.name, address: entry.email }).map((one) => likelyWords(entry, place, one)),
    );
  }
  return { news, known: entries.length - news.length, warnings };
}

function likelyWords({ name, email }: RosterEntry, place: string, { person, reasons }: LikelySame): string {
  const there = `${person.name} <${person.addresses[0] ?? 'no address'}>`;
  return `${place}: ${name} <${email}> may be ${there} (${reasons.join(', ')}): somebody new, unless staff merge them`;
}
