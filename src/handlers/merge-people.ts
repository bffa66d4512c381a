// Two people who may be one, compared, merged, found to be two, or taken apart again. Who may is asked each time.

import { decideMerge, mergeRefusal, notMergeable } from '../core/decide/merge.ts';
import { conflictsOf } from '../core/decide/merge-conflicts.ts';
import type { MergeSide, MergeWish } from '../core/merge.ts';
import type { Compared, MergeDoor, MergeTold, Reviewed } from '../core/merge-door.ts';
import { lookRefusal } from '../core/staff-view.ts';
import { personByAddress } from '../store/cases.ts';
import { noteNotSame, notSameBy } from '../store/duplicates.ts';
import { mergePeople, noteMergeRefusal, undoMerge } from '../store/merge.ts';
import { mergeSideOf } from '../store/merge-sides.ts';
import { presentIdOf } from '../store/merged-people.ts';
import { duplicatesPage, type FindDuplicates } from './duplicates.ts';
import { faceOf } from './merge-faces.ts';
import type { Shell } from './shell.ts';

type Ids = readonly [string, string];
type Sides = readonly [MergeSide, MergeSide];

const gone = 'torq no longer knows one of them. Nothing was changed.';

export function mergeDoor(shell: Shell, find: FindDuplicates): MergeDoor {
  const programmes = shell.desks.map(({ programme }) => programme);
  return {
    count: async (by) => (lookRefusal(programmes, by) === null ? (await find(shell.database)).length : null),
    page: async (by, from) => {
      const tell = lookRefusal(programmes, by);
      return tell === null
        ? { kind: 'shown', shown: await duplicatesPage(shell, find, from) }
        : { kind: 'refused', tell };
    },
    find: (by, addresses) => findTwo(shell, find, by, addresses),
    compare: (by, ids) => compare(shell, find, by, ids),
    review: (by, wish) => review(shell, by, wish),
    merge: (by, wish) => merge(shell, by, wish),
    notSame: (by, ids) => notSame(shell, by, ids),
    undo: (by, mergeId) => undo(shell, by, mergeId),
  };
}

async function findTwo(
  shell: Shell,
  find: FindDuplicates,
  by: string,
  addresses: readonly [string, string],
): Promise<Compared> {
  const refusal = lookRefusal(
    shell.desks.map(({ programme }) => programme),
    by,
  );
  if (refusal !== null) return { refusal };
  const ids: string[] = [];
  for (const address of addresses) {
    const person = await personByAddress(shell.database.read, address.trim());
    if (person === null)
      return { refusal: `torq knows nobody by the address ${address.trim()}. Nothing was changed.` };
    ids.push(person.id);
  }
  const [one = '', other = ''] = ids;
  return compare(shell, find, by, [one, other]);
}

async function compare(shell: Shell, find: FindDuplicates, by: string, wanted: Ids): Promise<Compared> {
  const { read } = shell.database;
  const ids = [await presentIdOf(read, wanted[0]), await presentIdOf(read, wanted[1])] as const;
  const sides = await sidesOf(shell, ids);
  if (sides === null) return { refusal: gone };
  const refusal = (await mayNot(shell, by, sides)) ?? notMergeable(sides);
  if (refusal !== null) return refused(shell, by, ids, refusal);
  const suggested = (await find(shell.database)).find(
    ({ one, other }) => ids.includes(one) && ids.includes(other),
  );
  const notedBy = await notSameBy(read, ids);
  return {
    faces: [await faceOf(shell, sides[0]), await faceOf(shell, sides[1])],
    reasons: suggested?.reasons ?? [],
    noted: notedBy === null ? null : `<@${notedBy}> has said that they are two people.`,
  };
}

/** What the merge would do, as it is now; who confirms it is judged once more. */
async function review(shell: Shell, by: string, wish: MergeWish): Promise<Reviewed> {
  const ids = [wish.intoId, wish.fromId] as const;
  const sides = await sidesOf(shell, ids);
  if (sides === null) return { refusal: gone };
  const [into, from] = sides;
  const conflicts = conflictsOf(into, from);
  // As if everything was chosen: what is left to choose is asked for in the next window.
  const closing = conflicts.map(({ key }) => key);
  const decision = decideMerge(await judged(shell, by, sides), { ...wish, closing }, shell.now());
  if (decision.kind === 'refuse') return refused(shell, by, ids, decision.tell);
  return {
    wish: { ...wish, closing: [] },
    name: decision.name,
    says: [
      `${from.name} (${listed(from)}) and ${into.name} (${listed(into)}) become one person, ${decision.name}.`,
      `${wish.mainAddress === '' ? '' : `Mail goes to ${wish.mainAddress}. `}Nobody is mailed about this.`,
      'All that is kept of both goes to the one person, and so do answers to mails that either of them got.',
      'It can be undone from the list of duplicates, as long as nothing of it has changed since.',
    ],
    conflicts,
  };
}

function listed({ addresses }: MergeSide): string {
  return addresses.map(({ address }) => address).join(', ') || 'no address';
}

async function merge(shell: Shell, by: string, wish: MergeWish): Promise<MergeTold> {
  const ids = [wish.intoId, wish.fromId] as const;
  const now = shell.now();
  // Slack is asked before the transaction begins.
  const { byAddress, programmes } = await asking(shell, by);
  const result = await mergePeople(
    shell.database,
    wish,
    (sides) => decideMerge({ sides, by, byAddress, programmes }, wish, now),
    { by, now },
  );
  if ('refusal' in result)
    return { tell: (await refused(shell, by, ids, result.refusal)).refusal, mergeId: null };
  return {
    tell: `They are one person now, ${result.name}. Answers to what either of them got lead there.`,
    mergeId: result.mergeId,
  };
}

async function notSame(shell: Shell, by: string, wanted: Ids): Promise<string> {
  const { read } = shell.database;
  const ids = [await presentIdOf(read, wanted[0]), await presentIdOf(read, wanted[1])] as const;
  const sides = await sidesOf(shell, ids);
  if (sides === null) return gone;
  const refusal =
    (await mayNot(shell, by, sides)) ??
    (ids[0] === ids[1] ? 'They have been merged meanwhile: that is one person. Nothing was changed.' : null);
  if (refusal !== null) return (await refused(shell, by, ids, refusal)).refusal;
  const isNew = await noteNotSame(shell.database, ids, { by, now: shell.now() });
  const names = sides.map(({ name }) => name).join(' and ');
  return isNew
    ? `Kept: ${names} are two people. They are not suggested again.`
    : `That was kept already: ${names} are two people.`;
}

async function undo(shell: Shell, by: string, mergeId: string): Promise<string> {
  const { byAddress, programmes } = await asking(shell, by);
  let ids: readonly string[] = [];
  const result = await undoMerge(
    shell.database,
    mergeId,
    (sides) => {
      ids = sides.map(({ id }) => id);
      return mergeRefusal({ sides, by, byAddress, programmes });
    },
    { by, now: shell.now() },
  );
  if ('refusal' in result) return (await refused(shell, by, ids, result.refusal)).refusal;
  return `Undone: ${result.names.join(' and ')} are two people again, each with what they had. What came since stays with ${result.names[1]}.`;
}

async function sidesOf({ database: { read } }: Shell, ids: Ids): Promise<Sides | null> {
  const [one, other] = [await mergeSideOf(read, ids[0]), await mergeSideOf(read, ids[1])];
  return one === null || other === null ? null : [one, other];
}

async function asking(shell: Shell, by: string) {
  return {
    by,
    byAddress: await shell.staff.addressOf(by),
    programmes: shell.desks.map(({ programme }) => programme),
  };
}

async function judged(shell: Shell, by: string, sides: Sides) {
  return { ...(await asking(shell, by)), sides };
}

async function mayNot(shell: Shell, by: string, sides: Sides): Promise<string | null> {
  return mergeRefusal(await judged(shell, by, sides));
}

async function refused(
  shell: Shell,
  by: string,
  ids: readonly string[],
  refusal: string,
): Promise<{ refusal: string }> {
  await noteMergeRefusal(shell.database, ids, refusal, { by, now: shell.now() });
  return { refusal };
}
