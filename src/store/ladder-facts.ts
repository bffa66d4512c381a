// Facts about a status that ends, is kept or comes back, as rows. All of it runs inside the transaction of a commit.
import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import { newId } from './ids.ts';

const kinds = ['term-lapsed', 'term-kept', 'term-reinstated'] as const;

export type LadderFact = Extract<Fact, { fact: (typeof kinds)[number] }>;

export function isLadderFact(fact: Fact): fact is LadderFact {
  return kinds.some((kind) => kind === fact.fact);
}

/** Each person has it in their own history, also when one click was about many. */
export async function applyLadderFact(tx: Transaction, fact: LadderFact): Promise<void> {
  await tx.history.create({
    data: {
      id: newId(),
      at: fact.at,
      by: fact.by,
      event: fact.fact,
      reason: fact.fact === 'term-lapsed' ? fact.reason : `until ${fact.until}: ${fact.reason}`,
      personId: fact.personId,
      caseKind: 'term',
      caseId: fact.termId,
    },
  });
  switch (fact.fact) {
    case 'term-lapsed':
      return lapse(tx, fact);
    case 'term-kept':
      return keep(tx, fact);
    case 'term-reinstated':
      return reinstate(tx, fact);
  }
}

type FactOf<Name extends LadderFact['fact']> = Extract<LadderFact, { fact: Name }>;

async function lapse(tx: Transaction, fact: FactOf<'term-lapsed'>): Promise<void> {
  const { termId, credentialId, endedOn, reason, by, at } = fact;
  await tx.term.update({ where: { id: termId }, data: { lapsedAt: at } });
  await tx.credential.update({
    where: { id: credentialId },
    // The click says both: the status ends, and the name leaves the list.
    data: { endedOn, endReason: reason, removedAt: at, removedBy: by },
  });
}

async function keep(
  tx: Transaction,
  { termId: id, until, by, at, reason }: FactOf<'term-kept'> | FactOf<'term-reinstated'>,
): Promise<void> {
  const { waivers } = await tx.term.findUniqueOrThrow({ where: { id }, select: { waivers: true } });
  const before = typeof waivers === 'object' && waivers !== null ? waivers : {};
  const kept = { by, at: at.toISOString(), reason, until };
  await tx.term.update({ where: { id }, data: { waivers: { ...before, kept } } });
}

async function reinstate(tx: Transaction, fact: FactOf<'term-reinstated'>): Promise<void> {
  const { termId, credentialId, paymentId, feeComplete, at, reason } = fact;
  await keep(tx, fact);
  await tx.term.update({
    where: { id: termId },
    data: { lapsedAt: null, ...(feeComplete ? { feeAt: at, feeBy: 'torq' } : {}) },
  });
  await tx.credential.update({
    where: { id: credentialId },
    data: { endedOn: null, endReason: null, removedAt: null, removedBy: null },
  });
  await tx.payment.update({
    where: { id: paymentId },
    data: { state: 'matched', stateReason: `counts with the status that came back: ${reason}` },
  });
}
