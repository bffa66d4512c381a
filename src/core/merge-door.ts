// What staff see and say about people who may be there twice, each by the Slack id of who asks.
import type { Conflict, MergeWish } from './merge.ts';
import type { Look } from './staff-view.ts';

/** One of two, in a few lines. `address`: where mail goes. */
export type Glance = { id: string; name: string; address: string; standing: string };

/** Two who may be one. `reasons`: why; `byNameAlone`: nothing but the name says so. */
export type SuggestedPair = {
  one: Glance;
  other: Glance;
  reasons: readonly string[];
  byNameAlone: boolean;
};

/** A merge that can be taken back; `at` in words with its zone. */
export type PastMerge = { id: string; into: string; from: string; by: string; at: string };

/** One portion of the pairs, from the one with this index on. */
export type DuplicatesPage = {
  pairs: readonly SuggestedPair[];
  from: number;
  total: number;
  merges: readonly PastMerge[];
};

/** So many pairs are on a page. */
export const pairsOnPage = 5;

/** One of two, with everything that a merge is about. `lines`: cases, payments, agreements, certificates, mails. */
export type Face = {
  id: string;
  name: string;
  version: number;
  addresses: readonly string[];
  lines: readonly string[];
};

/** `noted`: somebody has said that they are two. */
export type Compared =
  | { refusal: string }
  | { faces: readonly [Face, Face]; reasons: readonly string[]; noted: string | null };

/** What would be done, to be confirmed: `conflicts` are chosen one by one. */
export type Reviewed =
  | { refusal: string }
  | { wish: MergeWish; name: string; says: readonly string[]; conflicts: readonly Conflict[] };

/** `mergeId`: for taking it back; null: nothing was merged. */
export type MergeTold = { tell: string; mergeId: string | null };

export type MergeDoor = {
  /** How many pairs there are; null for those who may not look. */
  count: (by: string) => Promise<number | null>;
  page: (by: string, from: number) => Promise<Look<DuplicatesPage>>;
  /** Two people by an address of each. */
  find: (by: string, addresses: readonly [string, string]) => Promise<Compared>;
  compare: (by: string, ids: readonly [string, string]) => Promise<Compared>;
  review: (by: string, wish: MergeWish) => Promise<Reviewed>;
  merge: (by: string, wish: MergeWish) => Promise<MergeTold>;
  notSame: (by: string, ids: readonly [string, string]) => Promise<string>;
  undo: (by: string, mergeId: string) => Promise<string>;
};
