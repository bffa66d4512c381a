// The register of QISPs: whoever is on it is ticked; whoever is not is named, and only staff's word says that it was lost.
import { createLikelySame } from '../core/likely-same.ts';
import { termTargets } from '../core/list-facts.ts';
import { type Listed, type ListPlan, type ListTick, planListTicks } from '../core/list-ticks.ts';
import { nameFit, nameWords } from '../core/names.ts';
import type { RegisterLine } from '../documents/people-lists.ts';
import type { Database } from '../store/database.ts';
import { allKnownPeople } from '../store/known-people.ts';
import { registerNumbers, termsInForce } from '../store/list-targets.ts';
import { importList } from './import-list.ts';

export type RegisterImport = {
  programme: string;
  lines: readonly RegisterLine[];
  file: string;
  /** The first day of the term (YYYY-MM-DD); null: the open one of each. */
  term: string | null;
  by: string;
  now: Date;
  isRehearsal: boolean;
};

/** @returns sentences for whoever imports */
export async function importRegister(database: Database, wanted: RegisterImport): Promise<readonly string[]> {
  const numbers = new Map(wanted.lines.map(({ place, number }) => [place, number]));
  const detailsOf = ({ listed }: ListTick): Record<string, string> => {
    const number = numbers.get(listed.place) ?? null;
    return number === null ? {} : { qispNumber: number };
  };
  return importList(database, { ...wanted, item: 'qisp', how: 'attended', detailsOf }, () =>
    planFor(database, wanted),
  );
}

async function planFor({ read }: Database, { programme, lines, term }: RegisterImport): Promise<ListPlan> {
  const people = await allKnownPeople(read);
  const byAddress = new Map(people.flatMap((one) => one.addresses.map((address) => [address, one] as const)));
  const byId = new Map(people.map((one) => [one.id, one]));
  const knownNumbers = await registerNumbers(read);
  const numbers = new Map(lines.map(({ place, number }) => [place, number]));
  const likely = createLikelySame(people);
  /** The number alone could be a slip of the pen: the name has to say the same. */
  const byNumber = ({ place, name }: Listed) => {
    const person = byId.get(knownNumbers.get(numbers.get(place) ?? '') ?? '');
    if (person === undefined) return null;
    return nameFit(nameWords(person.name), nameWords(name)) === 'same' ? person : null;
  };
  return planListTicks({
    listed: lines.map(({ place, email, name, number }) => ({
      place,
      email,
      name,
      note: number === null ? null : `number ${number}`,
    })),
    targets: termTargets(await termsInForce(read, { programme, startsOn: term }), 'qisp'),
    personOf: (one) => (one.email === null ? undefined : byAddress.get(one.email)) ?? byNumber(one),
    likely: ({ name, email }) => likely({ name, address: email }),
    what: 'renewal',
  });
}
