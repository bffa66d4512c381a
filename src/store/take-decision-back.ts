import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';

/** The application is undecided again, and the mail about its decision, if it has not gone out, does not. */
export async function takeDecisionBack(
  tx: Transaction,
  { applicationId, promptId }: Extract<Fact, { fact: 'decision-taken-back' }>,
): Promise<void> {
  await tx.application.update({
    where: { id: applicationId },
    data: { decision: null, decidedAt: null, decidedBy: null, decisionReason: null, resultToldAt: null },
  });
  await tx.outboxItem.updateMany({
    where: { key: `decision/${promptId}`, status: { in: ['pending', 'held'] } },
    data: { status: 'superseded', statusReason: 'the decision was taken back' },
  });
}
