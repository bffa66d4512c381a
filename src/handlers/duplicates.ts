// People who may be there twice, a page at a time.
import { wordsForInstant } from '../core/calendar.ts';
import { type Suggestion, suggestDuplicates } from '../core/duplicates.ts';
import { type DuplicatesPage, pairsOnPage } from '../core/merge-door.ts';
import type { Database, Reads } from '../store/database.ts';
import { comparedState, lastMerges, notSamePeople, peopleToPair } from '../store/duplicates.ts';
import { glanceOf } from './merge-faces.ts';
import type { Shell } from './shell.ts';

const mergesShown = 5;

/** Every pair, the likeliest first. */
export type FindDuplicates = (database: Database) => Promise<readonly Suggestion[]>;

/** Compares everybody once, and again when something has changed: App Home asks often, and people change rarely. */
export function createDuplicateFinder(): FindDuplicates {
  let known: { state: string; pairs: readonly Suggestion[] } | null = null;
  return async ({ read }) => {
    const state = await comparedState(read);
    if (known?.state === state) return known.pairs;
    const pairs = suggestDuplicates(await peopleToPair(read), await notSamePeople(read));
    known = { state, pairs };
    return pairs;
  };
}

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

/** The pairs from this index on; what starts behind the end is the last page. */
export async function duplicatesPage(
  shell: Reading,
  find: FindDuplicates,
  from: number,
): Promise<DuplicatesPage> {
  const all = await find(shell.database);
  const last = Math.max(0, Math.ceil(all.length / pairsOnPage) - 1) * pairsOnPage;
  const start = Math.min(Math.floor(Math.max(0, from) / pairsOnPage) * pairsOnPage, last);
  const pairs = [];
  for (const { one, other, reasons, byNameAlone } of all.slice(start, start + pairsOnPage))
    pairs.push({
      one: await glanceOf(shell, one),
      other: await glanceOf(shell, other),
      reasons,
      byNameAlone,
    });
  return {
    pairs,
    from: start,
    total: all.length,
    merges: await pastMerges(shell.database.read, zoneOf(shell)),
  };
}

async function pastMerges(read: Reads, zone: string) {
  const merges = await lastMerges(read, mergesShown);
  return merges.map(({ at, ...merge }) => ({ ...merge, at: wordsForInstant(at, zone) }));
}

function zoneOf({ desks }: Reading): string {
  return desks[0]?.programme.timeZone ?? 'UTC';
}
