import type { Transaction } from './database.ts';
import type { OutboxItem } from './settlement.ts';

const results: ReadonlySet<string | null> = new Set(['selected', 'not-selected']);

/** Of these mails, which have gone out, those with a result: their applications are told. */
export async function noteResultsTold(
  tx: Transaction,
  sent: readonly Pick<OutboxItem, 'caseId' | 'message'>[],
  at: Date,
): Promise<void> {
  const told = sent.flatMap(({ caseId, message }) =>
    caseId !== null && results.has(message) ? [caseId] : [],
  );
  if (told.length === 0) return;
  await tx.application.updateMany({
    where: { id: { in: told }, decision: { not: null } },
    data: { resultToldAt: at },
  });
}
