// What happens in conversations, as it is written.
import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import { newestMail } from './replies.ts';

type FactOf<Name extends Fact['fact']> = Extract<Fact, { fact: Name }>;

const replyFacts = [
  'question-reopened',
  'question-answered',
  'reply-previewed',
  'reply-approved',
  'reply-told',
] as const satisfies readonly Fact['fact'][];
export type ReplyFact = FactOf<(typeof replyFacts)[number]>;

/** Whether a fact is about a conversation in a thread. */
export function isReplyFact(fact: Fact): fact is ReplyFact {
  return replyFacts.some((name) => name === fact.fact);
}

/** Writes what happened to a conversation. @throws a unique violation when this wording was shown before: the commit is stale */
export async function applyReplyFact(tx: Transaction, fact: ReplyFact, now: Date): Promise<void> {
  switch (fact.fact) {
    case 'question-reopened':
      return reopen(tx, fact);
    case 'question-answered':
      return answer(tx, fact, now);
    case 'reply-previewed':
      await tx.staffReply.create({
        data: { ...fact.reply, files: fact.reply.files.map((file) => ({ ...file })) },
      });
      return;
    case 'reply-approved':
      await tx.staffReply.update({
        where: { previewId: fact.previewId },
        data: { approvedAt: fact.at, approvedBy: fact.by },
      });
      return;
    case 'reply-told':
      await tx.staffReply.updateMany({
        where: { id: fact.replyId, told: fact.before },
        data: { told: fact.told },
      });
  }
}

/** What was answered before stays in the list of answers. */
async function reopen(tx: Transaction, { promptId, at }: FactOf<'question-reopened'>): Promise<void> {
  await tx.prompt.updateMany({
    where: { id: promptId },
    data: {
      answeredAt: null,
      answer: null,
      answeredBy: null,
      answerReason: null,
      openedAt: at,
      version: { increment: 1 },
    },
  });
}

async function answer(
  tx: Transaction,
  { promptId, by, inboundMailId }: FactOf<'question-answered'>,
  now: Date,
): Promise<void> {
  // Takes the row first: whoever opens it again at this moment is waited for, and then seen.
  await tx.prompt.updateMany({ where: { id: promptId }, data: { version: { increment: 1 } } });
  if ((await newestMail(tx, promptId))?.id !== inboundMailId) return;
  await tx.prompt.updateMany({
    where: { id: promptId, answeredAt: null },
    data: { answeredAt: now, answer: 'answered', answeredBy: by },
  });
}
