import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import { noteResultsTold } from './result-told.ts';

/** A person said what became of a mail that may or may not have gone out. */
export async function answerUnknown(
  tx: Transaction,
  fact: Extract<Fact, { fact: 'outbox-answered' }>,
  now: Date,
): Promise<void> {
  const where = { id: fact.outboxItemId, status: { in: ['unknown', 'failed'] } };
  const data =
    fact.as === 'sent'
      ? { status: 'sent', sentAt: now, statusReason: `${fact.by} says it went out` }
      : { status: 'pending', notBefore: now, attempts: 0, statusReason: `${fact.by} says to send it again` };
  const answered = await tx.outboxItem.findMany({ where });
  await tx.outboxItem.updateMany({ where, data: { ...data, leaseOwner: null, leaseUntil: null } });
  if (fact.as === 'sent') await noteResultsTold(tx, answered, now);
}
