import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';

/** Staff said whose a decided mail is: it is decided again, as that person's. */
export async function assignMail(
  tx: Transaction,
  { inboundMailId, assignment }: Extract<Fact, { fact: 'mail-assigned' }>,
  now: Date,
): Promise<void> {
  await tx.inboundMail.updateMany({
    where: { id: inboundMailId, status: 'decided' },
    data: {
      status: 'recorded',
      attempts: 0,
      nextAttemptAt: now,
      assignedTo: assignment.address,
      assignedName: assignment.name,
      assignedBy: assignment.by,
    },
  });
}
