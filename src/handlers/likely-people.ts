import { type Clues, candidates, candidateWords } from '../core/candidates.ts';
import { peopleOf } from '../store/people.ts';
import type { Shell } from './shell.ts';

/** For a card: who a mail or payment may belong to, likeliest first, with reasons; nothing when there is no likeness. */
export async function likelyPeople(
  { database }: Pick<Shell, 'database'>,
  programme: string,
  clues: Clues,
): Promise<readonly string[]> {
  return candidates(clues, await peopleOf(database.read, programme)).map(candidateWords);
}
