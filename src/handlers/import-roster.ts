// Trainers from a roster: looked at as a whole first, then taken in; importing a file again changes nothing.
import { createLikelySame } from '../core/likely-same.ts';
import { planRoster } from '../core/roster.ts';
import type { RosterLine } from '../documents/roster-csv.ts';
import type { Database } from '../store/database.ts';
import { addressesNotOf, allKnownPeople, rosterPeople } from '../store/known-people.ts';
import { importTrainer } from '../store/roster.ts';

export type RosterImport = {
  programme: string;
  entries: readonly RosterLine[];
  by: string;
  now: Date;
  /** Say what would change, and change nothing. */
  isRehearsal: boolean;
};

/** @returns sentences for whoever imports, the counts first */
export async function importRoster(database: Database, wanted: RosterImport): Promise<readonly string[]> {
  const { programme, entries, by, now } = wanted;
  const { read } = database;
  const addresses = [...new Set(entries.map(({ email }) => email))];
  const knownBy = await rosterPeople(read, { programme, addresses });
  const plan = planRoster(entries, knownBy, await likelyPeople(database));
  if (wanted.isRehearsal)
    return [
      `${entries.length} trainers can be imported: ${plan.news.length} new, ${plan.known} known already; nothing was changed`,
      ...plan.warnings,
    ];
  let added = 0;
  for (const entry of plan.news)
    added += (await importTrainer(database, entry, { programme, by, now })) ? 1 : 0;
  return [
    `${entries.length} trainers in the file: ${added} new, ${entries.length - added} known already`,
    ...plan.warnings,
  ];
}

async function likelyPeople({ read }: Database) {
  const likely = createLikelySame(await allKnownPeople(read));
  const notOf = await addressesNotOf(read);
  return (somebody: { name: string; address: string }) =>
    likely(somebody).filter(({ person }) => !notOf.has(`${somebody.address} ${person.id}`));
}
