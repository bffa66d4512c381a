// One decision, one transaction: facts, history, prompts and outbox items together. Nothing is sent in here.
import type { CaseReference } from '../core/decision.ts';
import type { Expectation, Fact } from '../core/facts.ts';
import { applyFact } from './apply-fact.ts';
import { type Cause, flipCause } from './cause.ts';
import { isUniqueViolation } from './conflict.ts';
import type { Database, Transaction } from './database.ts';
import { newId } from './ids.ts';
import { keepDraft, type ReadyDraft } from './ready-draft.ts';

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
  now: Date;
};

/** `done-before`: the cause was dealt with already. `stale`: something changed since it was read; decide again. */
export type CommitResult = 'committed' | 'done-before' | 'stale';

export async function commit(database: Database, change: Commit): Promise<CommitResult> {
  try {
    return await database.write(async (tx): Promise<CommitResult> => {
      if (!(await flipCause(tx, change.cause, change))) throw new Abandoned('done-before');
      for (const expectation of change.expects)
        if (!(await meets(tx, expectation))) throw new Abandoned('stale');
      const inboundMailId = change.cause.kind === 'mail' ? change.cause.inboundMailId : null;
      for (const fact of change.facts)
        await applyFact(tx, fact, { programme: change.programme, inboundMailId, now: change.now });
      let kept = 0;
      for (const draft of change.drafts) {
        const isNew = await keepDraft(tx, draft, change);
        if (!isNew && expectsNew(change, draft.key)) throw new Abandoned('stale');
        kept += isNew ? 1 : 0;
      }
      if (change.cause.kind !== 'tick' || kept > 0 || change.facts.length > 0) await addHistory(tx, change);
      return 'committed';
    });
  } catch (error) {
    if (error instanceof Abandoned) return error.result;
    // Somebody else created the same person, order or draft between our reading and our writing.
    if (isUniqueViolation(error)) return 'stale';
    throw error;
  }
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
  const { row, id } = expectation;
  if (row === 'payment') {
    const { state } = expectation;
    return (await tx.payment.updateMany({ where: { id, state }, data: { state } })).count === 1;
  }
  const where = { id, version: expectation.version };
  const data = { version: { increment: 1 } };
  const { count } =
    row === 'application'
      ? await tx.application.updateMany({ where, data })
      : await tx.term.updateMany({ where, data });
  return count === 1;
}

function expectsNew({ expects }: Commit, key: string): boolean {
  return expects.some((expectation) => expectation.row === 'outbox-key' && expectation.key === key);
}

async function addHistory(tx: Transaction, change: Commit): Promise<void> {
  const { event, reason, by, personId, about, now, cause } = change;
  await tx.history.create({
    data: {
      id: newId(),
      at: now,
      by,
      event,
      reason,
      personId,
      caseKind: about?.kind ?? null,
      caseId: about?.id ?? null,
      details: cause.kind === 'mail' ? { inboundMailId: cause.inboundMailId } : { cause: cause.kind },
    },
    select: { id: true },
  });
}
