// One mutated message: chosen by a seed and a number, so that it can be had again.
import { createRandom } from '../chaos/random.ts';
import { messageOf, rawOf } from './message.ts';
import { authenticationMutations } from './mutations-authentication.ts';
import { byteMutations } from './mutations-bytes.ts';
import { fieldMutations } from './mutations-fields.ts';
import { partMutations } from './mutations-parts.ts';
import type { Seed } from './seeds.ts';

export type Mutated = {
  raw: Buffer;
  from: string;
  changes: readonly string[];
  /** Nobody vouches for it any more, whatever else happened to it. */
  unauthenticated: boolean;
};

const inMessages = { ...fieldMutations, ...partMutations };
/** Mutations of mutations of mutations grow; what is longer is cut. */
const longest = 3_000_000;

export function mutate(seeds: readonly Seed[], seed: number, index: number): Mutated {
  const random = createRandom(Math.imul(seed, 1_000_003) ^ index);
  const start = random.pick(seeds) ?? { name: 'nothing', raw: Buffer.alloc(0) };
  const other = (random.pick(seeds) ?? start).raw.toString('latin1');
  const changes: string[] = [];
  let raw = start.raw;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const name = random.chance(0.4)
      ? (random.pick(Object.keys(byteMutations)) ?? '')
      : (random.pick(Object.keys(inMessages)) ?? '');
    const bytes = byteMutations[name];
    const whole = inMessages[name];
    if (raw.length > 0 && bytes) raw = Buffer.from(bytes(raw.toString('latin1'), random, other), 'latin1');
    if (raw.length > 0 && whole) raw = rawOf(whole(messageOf(raw), random));
    raw = raw.subarray(0, longest);
    changes.push(name);
  }
  const last = random.chance(0.3) ? random.pick(Object.keys(authenticationMutations)) : undefined;
  const strip = last === undefined ? undefined : authenticationMutations[last];
  if (last !== undefined && strip) {
    raw = rawOf(strip(messageOf(raw), random));
    changes.push(last);
  }
  return { raw, from: start.name, changes, unauthenticated: strip !== undefined };
}
