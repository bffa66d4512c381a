import type { Transaction } from './database.ts';

/** The application is withdrawn; what was open about its SOQ closes, and the cards are drawn again without buttons. */
export async function withdrawApplication(
  tx: Transaction,
  { applicationId, at }: { applicationId: string; at: Date },
): Promise<void> {
  await tx.application.update({ where: { id: applicationId }, data: { withdrawnAt: at } });
  await tx.prompt.updateMany({
    where: { applicationId, kind: 'soq-approval', answeredAt: null },
    data: {
      answeredAt: at,
      answer: 'superseded',
      answeredBy: 'torq',
      answerReason: 'the applicant has withdrawn the application',
      version: { increment: 1 },
    },
  });
}
