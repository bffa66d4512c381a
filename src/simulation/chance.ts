// Chance that comes out the same for the same seed, for each person and card on its own: in whatever order the database
// gives them, they do the same.
import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Chance = {
  /** A whole number, both ends included. */
  int(least: number, most: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
  /** One of them, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
};

/** @param about whom or what it is for */
export function createChance(seed: number, about: string): Chance {
  const hash = createHash('sha256').update(`${seed} ${about}`).digest();
  const generator = xoroshiro128plus(hash.readInt32LE());
  const int = (least: number, most: number) => uniformInt(generator, least, most);
  return {
    int,
    percent: (share) => int(1, 100) <= share,
    pick: (values) => values[int(0, values.length - 1)] ?? values[0],
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = int(
        1,
        entries.reduce((sum, [, weight]) => sum + weight, 0),
      );
      for (const [value, weight] of entries) {
        left -= weight;
        if (left <= 0) return value;
      }
      throw new RangeError('no weights');
    },
  };
}

/** A time of the day at which people are awake, HH:MM. */
export function someTime(chance: Chance): string {
  return `${String(chance.int(7, 21)).padStart(2, '0')}:${chance.int(10, 59)}`;
}
