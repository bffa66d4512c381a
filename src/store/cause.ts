// What a commit answers to. Each flips a condition that it repeats, so that it happens at most once.
import type { Transaction } from './database.ts';
import { newId } from './ids.ts';

type MailCause = {
  kind: 'mail';
  inboundMailId: string;
  verdict: { kind: string; reason: string; from: string | null; subject: string };
};
type AnswerCause = {
  kind: 'answer';
  promptId: string;
  version: number;
  choice: string;
  by: string;
  reason: string | null;
};
export type Cause = MailCause | AnswerCause | { kind: 'tick' } | { kind: 'command'; by: string };

type Answered = { programme: string; reason: string; about: { kind: string; id: string } | null; now: Date };

/** @returns false when somebody was first: the mail is decided, the prompt is answered */
export async function flipCause(tx: Transaction, cause: Cause, change: Answered): Promise<boolean> {
  switch (cause.kind) {
    case 'mail':
      return decideMail(tx, cause, change);
    case 'answer':
      return answerPrompt(tx, cause, change.now);
    case 'tick':
    case 'command':
      return true;
  }
}

async function decideMail(tx: Transaction, cause: MailCause, change: Answered): Promise<boolean> {
  const { count } = await tx.inboundMail.updateMany({
    where: { id: cause.inboundMailId, status: 'recorded' },
    data: {
      status: 'decided',
      decidedAt: change.now,
      kind: cause.verdict.kind,
      reason: `${cause.verdict.reason}. ${change.reason}`.slice(0, 1000),
      fromAddress: cause.verdict.from,
      subject: cause.verdict.subject.slice(0, 500),
      programme: change.programme,
      caseKind: change.about?.kind ?? null,
      caseId: change.about?.id ?? null,
    },
  });
  return count === 1;
}

async function answerPrompt(tx: Transaction, cause: AnswerCause, now: Date): Promise<boolean> {
  const { count } = await tx.prompt.updateMany({
    where: { id: cause.promptId, answeredAt: null, version: cause.version },
    data: {
      answeredAt: now,
      answer: cause.choice,
      answeredBy: cause.by,
      answerReason: cause.reason,
      version: { increment: 1 },
    },
  });
  if (count !== 1) return false;
  const { promptId, by, choice, reason } = cause;
  await tx.promptAnswer.create({
    data: { id: newId(), promptId, by, choice, reason, at: now, outcome: 'stands' },
  });
  return true;
}
