// Two rows of a person become one, and two again: one transaction each, whose list of changed rows is what is put back.
import type { MergeDecision } from '../core/decide/merge.ts';
import { changesBack } from '../core/decide/merge-changes.ts';
import { undoProblem } from '../core/decide/merge-undo.ts';
import type { MergeSide } from '../core/merge.ts';
import { isUniqueViolation } from './conflict.ts';
import type { Database, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { mergeSideOf } from './merge-sides.ts';
import { changeRows, changesFromJson, changesToJson } from './row-changes.ts';

type Acting = { by: string; now: Date };
export type Merged = { mergeId: string; name: string } | { refusal: string };

const gone = 'torq no longer knows one of them. Nothing was changed.';
const meanwhile =
  'Something else was changing one of them at the same moment. Nothing was changed: please look again.';

/** Thrown to roll the transaction back; never leaves this file. */
class Refused extends Error {}

/**
 * Locks both people, decides on what they have then, and changes it. Whoever wrote about one of them before has
 * committed by then, and whoever writes about them later sees the merge (see `merged-people.ts`).
 */
export async function mergePeople(
  database: Database,
  ids: { intoId: string; fromId: string },
  decide: (sides: readonly [MergeSide, MergeSide]) => MergeDecision,
  acting: Acting,
): Promise<Merged> {
  return refusable(() =>
    database.write(async (tx) => {
      await lock(tx, [ids.intoId, ids.fromId]);
      const sides = [await mergeSideOf(tx, ids.intoId), await mergeSideOf(tx, ids.fromId)] as const;
      const [into, from] = sides;
      if (into === null || from === null) throw new Refused(gone);
      const decision = decide([into, from]);
      if (decision.kind === 'refuse') throw new Refused(decision.tell);
      if ((await changeRows(tx, decision.changes)) !== null) throw new Refused(meanwhile);
      // Windows that were open about either of them are of before: both versions become one that neither had.
      const version = Math.max(into.version, from.version) + 1;
      await tx.person.updateMany({ where: { id: { in: [into.id, from.id] } }, data: { version } });
      const mergeId = newId();
      const moved = changesToJson(decision.changes);
      await tx.personMerge.create({
        data: { id: mergeId, fromId: from.id, intoId: into.id, moved, by: acting.by, at: acting.now },
      });
      const closed = decision.closed.map(({ key }) => key);
      const details = { mergeId, fromId: from.id, intoId: into.id, closed };
      await noteForBoth(
        tx,
        [into.id, from.id],
        { event: 'merged', reason: decision.reason, details },
        acting,
      );
      return { mergeId, name: decision.name };
    }),
  );
}

/** Puts back what the merge changed, all of it or nothing. `judge`: why the actor may not, given both as they are now. */
export async function undoMerge(
  database: Database,
  mergeId: string,
  judge: (sides: readonly [MergeSide, MergeSide]) => string | null,
  acting: Acting,
): Promise<{ undone: true; names: readonly [string, string] } | { refusal: string }> {
  return refusable(() =>
    database.write(async (tx) => {
      const merge = await tx.personMerge.findUnique({ where: { id: mergeId } });
      if (merge === null) throw new Refused('torq knows of no such merge. Nothing was changed.');
      const ids = [merge.intoId, merge.fromId];
      await lock(tx, ids);
      const sides = [await mergeSideOf(tx, merge.intoId), await mergeSideOf(tx, merge.fromId)] as const;
      const [into, from] = sides;
      if (into === null || from === null) throw new Refused(gone);
      const refusal = judge([into, from]);
      if (refusal !== null) throw new Refused(refusal);
      await claimUndo(tx, merge.id, acting);
      if (into.mergedIntoId !== null)
        throw new Refused(
          `${into.name} was merged with somebody else after that. Undo that merge first. Nothing was changed.`,
        );
      const failed = await changeRows(tx, changesBack(changesFromJson(merge.moved)));
      if (failed !== null) throw new Refused(undoProblem(failed));
      await tx.person.updateMany({ where: { id: { in: ids } }, data: { version: { increment: 1 } } });
      const names = await namesOf(tx, [from.id, into.id]);
      const reason = `${names.join(' and ')} are two people again`;
      await noteForBoth(tx, ids, { event: 'merge-undone', reason, details: { mergeId } }, acting);
      return { undone: true as const, names };
    }),
  );
}

/** Of two who undo at once one is told. */
async function claimUndo(tx: Transaction, id: string, { by, now }: Acting): Promise<void> {
  const { count } = await tx.personMerge.updateMany({
    where: { id, undoneAt: null },
    data: { undoneAt: now, undoneBy: by },
  });
  if (count === 1) return;
  const { undoneBy } = await tx.personMerge.findUniqueOrThrow({ where: { id } });
  throw new Refused(`<@${undoneBy}> has undone this already. Nothing was changed.`);
}

async function namesOf(tx: Transaction, [one, other]: readonly [string, string]) {
  const rows = await tx.person.findMany({ where: { id: { in: [one, other] } } });
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.name ?? id;
  return [nameOf(one), nameOf(other)] as const;
}

/** In one order, so that two who merge at once wait for each other and not both. */
async function lock(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (const id of ids.toSorted()) await tx.person.updateMany({ where: { id }, data: { id } });
}

type Note = { event: string; reason: string; details?: object };

/** Keeps what happened in the history of both. */
async function noteForBoth(
  tx: Transaction,
  ids: readonly string[],
  { event, reason, details = {} }: Note,
  { by, now: at }: Acting,
): Promise<void> {
  await tx.history.createMany({
    data: ids.map((personId) => ({ id: newId(), at, by, event, reason, personId, details })),
  });
}

/** Keeps that somebody wanted it and was refused, and why. */
export async function noteMergeRefusal(
  database: Database,
  ids: readonly string[],
  because: string,
  acting: Acting,
): Promise<void> {
  await database.write(async (tx) => {
    const known = await tx.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
    const note = { event: 'merge-refused', reason: because };
    await noteForBoth(
      tx,
      known.map(({ id }) => id),
      note,
      acting,
    );
  });
}

/** A merge that is refused changes nothing: the transaction is rolled back, and the sentence is what comes of it. */
async function refusable<T>(work: () => Promise<T>): Promise<T | { refusal: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.message };
    if (isUniqueViolation(error)) return { refusal: meanwhile };
    throw error;
  }
}
