import { factsOf } from './card-facts.ts';
import type { Transaction } from './database.ts';

/** The fee on the open question about an application's SOQ is said anew; the card is drawn again. */
export async function noteApprovalFee(
  tx: Transaction,
  { applicationId, words }: { applicationId: string; words: string },
): Promise<void> {
  const open = await tx.prompt.findMany({
    where: { applicationId, kind: 'soq-approval', answeredAt: null },
    select: { id: true, facts: true },
  });
  for (const { id, facts } of open)
    await tx.prompt.updateMany({
      where: { id, answeredAt: null },
      data: {
        facts: factsOf(facts).map(([label, value]) => [label, label === 'Fee' ? words : value]),
        version: { increment: 1 },
      },
    });
}
