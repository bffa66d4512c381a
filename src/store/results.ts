import { plusMinutes } from '../core/calendar.ts';
import type { Transaction } from './database.ts';

type Results = { programme: string; cycle: string; undoMinutes: number; now: Date };

/** What waits for the notification week goes out now, or as soon as its decision can no longer be undone. */
export async function releaseResults(
  tx: Transaction,
  { programme, cycle, undoMinutes, now }: Results,
): Promise<void> {
  const applications = await tx.application.findMany({
    where: { cycle: { programme, name: cycle }, decidedAt: { not: null } },
    select: { id: true },
  });
  const ids = new Set(applications.map(({ id }) => id));
  const waiting = await tx.outboxItem.findMany({
    where: { programme, status: 'pending', key: { startsWith: 'decision/' }, notBefore: { gt: now } },
    select: { id: true, caseId: true, createdAt: true },
  });
  for (const { id, caseId, createdAt } of waiting) {
    if (!ids.has(caseId ?? '')) continue;
    const undone = plusMinutes(createdAt, undoMinutes);
    await tx.outboxItem.updateMany({
      where: { id, status: 'pending' },
      data: { notBefore: undone > now ? undone : now },
    });
  }
}
