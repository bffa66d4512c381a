// One decision, one transaction: facts, history, prompts and outbox items together. Nothing is sent in here.
import type { CaseReference } from '../core/decision.ts';
import type { Expectation } from '../core/expectation.ts';
import type { Fact } from '../core/facts.ts';
import { applyFacts } from './apply-facts.ts';
import { type Cause, flipCauses } from './cause.ts';
import { certificateCounts } from './certificate-facts.ts';
import { isUniqueViolation } from './conflict.ts';
import type { Database, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { isAboutMerged } from './merged-people.ts';
import type { FactInContext } from './new-rows.ts';
import { keepDrafts, type ReadyDraft } from './ready-draft.ts';
import { insertRows } from './rows.ts';

export type Commit = {
  cause: Cause;
  programme: string;
  event: string;
  by: string;
  reason: string;
  about: CaseReference | null;
  personId: string | null;
  expects: readonly Expectation[];
  facts: readonly Fact[];
  drafts: readonly ReadyDraft[];
  /** What the history keeps beside the reason. */
  details?: Readonly<Record<string, string>>;
  now: Date;
};

/** `done-before`: the cause was dealt with already. `stale`: something changed since it was read; decide again. */
export type CommitResult = 'committed' | 'done-before' | 'stale';

export async function commit(database: Database, change: Commit): Promise<CommitResult> {
  return commitAll(database, [change]);
}

/** Several decisions that know nothing of each other, in one transaction: all of them or none. */
export async function commitAll(database: Database, changes: readonly Commit[]): Promise<CommitResult> {
  try {
    return await database.write(async (tx): Promise<CommitResult> => {
      if (
        await isAboutMerged(
          tx,
          changes.flatMap(({ facts }) => facts),
        )
      )
        throw new Abandoned('stale');
      if (!(await flipCauses(tx, changes))) throw new Abandoned('done-before');
      for (const { expects } of changes)
        for (const expectation of expects) if (!(await meets(tx, expectation))) throw new Abandoned('stale');
      await applyFacts(tx, changes.flatMap(factsInContext));
      const drafts = changes.flatMap((change) => change.drafts.map((draft) => ({ draft, change })));
      const kept = await keepDrafts(tx, drafts);
      if (changes.some((change) => expectsOther(change, kept))) throw new Abandoned('stale');
      await insertRows(tx, 'History', changes.filter((change) => isNews(change, kept)).map(historyRow));
      return 'committed';
    });
  } catch (error) {
    if (error instanceof Abandoned) return error.result;
    // Somebody else created the same person, order or draft between our reading and our writing.
    if (isUniqueViolation(error)) return 'stale';
    throw error;
  }
}

function factsInContext({ facts, cause, programme, now }: Commit): FactInContext[] {
  const inboundMailId = cause.kind === 'mail' ? cause.inboundMailId : null;
  return facts.map((fact) => ({ fact, context: { programme, inboundMailId, now } }));
}

/** Thrown to roll the transaction back; never leaves `commit`. */
class Abandoned extends Error {
  readonly result: 'done-before' | 'stale';
  constructor(result: 'done-before' | 'stale') {
    super(result);
    this.result = result;
  }
}

async function meets(tx: Transaction, expectation: Expectation): Promise<boolean> {
  // Judged when its draft is kept: between here and there another process may have taken the key.
  if (expectation.row === 'outbox-key') return true;
  if (expectation.row === 'certificate') return certificateCounts(tx, expectation.number);
  const { row, id } = expectation;
  if (row === 'payment') {
    const { state } = expectation;
    return (await tx.payment.updateMany({ where: { id, state }, data: { state } })).count === 1;
  }
  const where = { id, version: expectation.version };
  const data = { version: { increment: 1 } };
  if (row === 'application') return (await tx.application.updateMany({ where, data })).count === 1;
  if (row === 'term') return (await tx.term.updateMany({ where, data })).count === 1;
  return (await tx.person.updateMany({ where, data })).count === 1;
}

/** A draft that had to be new is not. */
function expectsOther({ expects, drafts }: Commit, kept: ReadonlySet<string>): boolean {
  return expects.some(
    (expectation) =>
      expectation.row === 'outbox-key' &&
      drafts.some(({ key }) => key === expectation.key) &&
      !kept.has(expectation.key),
  );
}

/** A tick that changed nothing is no history, nor is a message that Slack tells about twice. */
function isNews({ cause, facts, drafts }: Commit, kept: ReadonlySet<string>): boolean {
  const mayBeNothing = cause.kind === 'tick' || cause.kind === 'message';
  return !mayBeNothing || facts.length > 0 || drafts.some(({ key }) => kept.has(key));
}

function historyRow({ event, reason, by, personId, about, now, cause, details }: Commit) {
  return {
    id: newId(),
    at: now,
    by,
    event,
    reason,
    personId,
    caseKind: about?.kind ?? null,
    caseId: about?.id ?? null,
    details: {
      ...details,
      ...(cause.kind === 'mail' ? { inboundMailId: cause.inboundMailId } : { cause: cause.kind }),
    },
  };
}
