import { createRandom } from '../chaos/random.ts';
import { mutate } from './mutate.ts';

export type FuzzData = { seeds: readonly Uint8Array[]; seed: number };

/** The mutant of this number: always the same for the same seeds and seed. */
export function mutantOf(index: number, { seeds, seed }: FuzzData): Buffer {
  const random = createRandom(seed * 1_000_003 + index);
  return mutate(Buffer.from(random.pick(seeds) ?? []), random);
}
