// Two rows that staff say are one person: who may say so, what speaks against it, and what it changes.
import type { Programme } from '../../programme/schema.ts';
import { dateOf } from '../calendar.ts';
import type { Conflict, MergeSide, MergeWish, RowChange } from '../merge.ts';
import { deciders } from '../staff-list.ts';
import { changesOf } from './merge-changes.ts';
import { conflictsOf } from './merge-conflicts.ts';

export type Merging = {
  sides: readonly [MergeSide, MergeSide];
  by: string;
  /** The address of who acts, lower-cased; null: Slack does not tell. */
  byAddress: string | null;
  programmes: readonly Programme[];
};

const nothing = 'Nothing was changed.';
/** So many check boxes fit into a window. */
const mostConflicts = 10;

/** Why this member of staff may not say that these two are one, nor that they are not; the sentence is for them. */
export function mergeRefusal({ sides, by, byAddress, programmes }: Merging): string | null {
  if (!programmes.some((programme) => deciders(programme).includes(by)))
    return `You are not on a list of approvers, so nothing was changed. Whoever operates torq can add you.`;
  const isSelf = sides.some(
    ({ slackUserId, addresses }) =>
      slackUserId === by || (byAddress !== null && addresses.some(({ address }) => address === byAddress)),
  );
  if (isSelf) return `This is about you, so somebody else has to do it. ${nothing}`;
  const touched = new Set(sides.flatMap(programmesOf));
  const foreign = programmes.find(({ name, ...one }) => touched.has(name) && !deciders(one).includes(by));
  return foreign === undefined
    ? null
    : `One of them has something in ${foreign.title}, where you are not an approver. ${nothing}`;
}

function programmesOf({ applications, credentials, agreements, payments }: MergeSide): string[] {
  return [...applications, ...credentials, ...agreements, ...payments].map(({ programme }) => programme);
}

/** Why two rows cannot be one person at all, whichever remains; null: they can. */
export function notMergeable([one, other]: readonly [MergeSide, MergeSide]): string | null {
  if (one.id === other.id) return `That is one person already. ${nothing}`;
  if ([one, other].some(({ erasedAt }) => erasedAt !== null))
    return `What was known of one of them has been erased. ${nothing}`;
  if ([one, other].some(({ mergedIntoId }) => mergedIntoId !== null))
    return `One of them has been merged already. Please look at the list again. ${nothing}`;
  if (one.slackUserId !== null && other.slackUserId !== null && one.slackUserId !== other.slackUserId)
    return `They are two members of this Slack workspace, <@${one.slackUserId}> and <@${other.slackUserId}>, so two people. ${nothing}`;
  return null;
}

export type MergeDecision =
  | { kind: 'refuse'; tell: string }
  | {
      kind: 'apply';
      changes: readonly RowChange[];
      closed: readonly Conflict[];
      name: string;
      reason: string;
    };

/** Judged on everything as it is now; `now` is the instant that what is closed is closed at. */
export function decideMerge(merging: Merging, wish: MergeWish, now: Date): MergeDecision {
  const { sides, programmes, by } = merging;
  const refusal = mergeRefusal(merging) ?? notMergeable(sides);
  if (refusal !== null) return { kind: 'refuse', tell: refusal };
  const into = sides.find(({ id }) => id === wish.intoId);
  const from = sides.find(({ id }) => id === wish.fromId);
  if (into === undefined || from === undefined)
    return { kind: 'refuse', tell: `torq no longer knows one of them. ${nothing}` };
  const conflicts = conflictsOf(into, from);
  const problem = wishProblem(into, from, wish) ?? conflictProblem(conflicts, wish);
  if (problem !== null) return { kind: 'refuse', tell: `${problem} ${nothing}` };
  const todayIn = (name: string) =>
    dateOf(now, programmes.find((programme) => programme.name === name)?.timeZone ?? 'UTC');
  const name = wish.nameOf === from.id ? from.name : into.name;
  return {
    kind: 'apply',
    changes: changesOf(into, from, wish, { by, now, todayIn }),
    closed: conflicts,
    name,
    reason: `${from.name} (${from.id}) and ${into.name} (${into.id}) are one person, called ${name}`,
  };
}

function wishProblem(into: MergeSide, from: MergeSide, wish: MergeWish): string | null {
  if (wish.seen.into !== into.version || wish.seen.from !== from.version)
    return 'Somebody did something about one of them while your window was open. Please look again.';
  if (wish.nameOf !== into.id && wish.nameOf !== from.id) return 'Choose the name of one of them.';
  const addresses = [...into.addresses, ...from.addresses];
  if (wish.mainAddress !== '' && !addresses.some(({ address }) => address === wish.mainAddress))
    return 'Choose an address of one of them: it is no longer theirs.';
  return null;
}

function conflictProblem(conflicts: readonly Conflict[], { closing }: MergeWish): string | null {
  const blocked = conflicts.find((conflict) => conflict.blocked !== null);
  if (blocked?.blocked != null) return blocked.blocked;
  if (conflicts.length > mostConflicts)
    return 'They have more in common than can be chosen in one window. Please ask whoever operates torq.';
  const open = conflicts.find(({ key }) => !closing.includes(key));
  return open === undefined ? null : `${open.explained} Tick that you want so.`;
}
