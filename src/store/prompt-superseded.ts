import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';

/** Answers an open prompt in torq's own name; one that somebody has answered stays as it is. */
export async function supersedePrompt(
  tx: Transaction,
  { promptId, because }: Extract<Fact, { fact: 'prompt-superseded' }>,
  now: Date,
): Promise<void> {
  await tx.prompt.updateMany({
    where: { id: promptId, answeredAt: null },
    data: {
      answeredAt: now,
      answer: 'superseded',
      answeredBy: 'torq',
      answerReason: because,
      version: { increment: 1 },
    },
  });
}
