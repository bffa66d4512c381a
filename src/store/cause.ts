// What commits answer to. Each flips a condition that it repeats, so that it happens at most once.
import { assignedAnswers } from '../core/stranger.ts';
import type { Transaction } from './database.ts';
import { newId } from './ids.ts';
import { updateRows } from './rows.ts';

type MailCause = {
  kind: 'mail';
  inboundMailId: string;
  verdict: { kind: string; reason: string; from: string | null; subject: string };
};
type AnswerCause = {
  kind: 'answer';
  promptId: string;
  version: number;
  /** `vote`, `recused` and `done` leave the prompt open; `taken-back` flips a decision that stood; `remembered` adds to an answer. */
  as: 'stands' | 'vote' | 'recused' | 'done' | 'taken-back' | 'remembered';
  choice: string;
  by: string;
  reason: string | null;
};
export type Cause =
  | MailCause
  | AnswerCause
  | { kind: 'tick' }
  | { kind: 'command'; by: string }
  /** Somebody wrote, changed or deleted a message in Slack. */
  | { kind: 'message' };

type Answered = {
  cause: Cause;
  programme: string;
  reason: string;
  about: { kind: string; id: string } | null;
  now: Date;
};

/** @returns false when somebody was first with one of them: a mail is decided, a prompt is answered */
export async function flipCauses(tx: Transaction, changes: readonly Answered[]): Promise<boolean> {
  const mails = changes.flatMap(({ cause, ...change }) =>
    cause.kind === 'mail' ? [decidedRow(cause, change)] : [],
  );
  const recorded = { column: 'status', value: 'recorded' };
  if ((await updateRows(tx, 'InboundMail', mails, recorded)) !== mails.length) return false;
  for (const { cause, now } of changes)
    if (cause.kind === 'answer' && !(await answerPrompt(tx, cause, now))) return false;
  return true;
}

function decidedRow({ inboundMailId, verdict }: MailCause, change: Omit<Answered, 'cause'>) {
  return {
    id: inboundMailId,
    status: 'decided',
    decidedAt: change.now,
    kind: verdict.kind,
    reason: `${verdict.reason}. ${change.reason}`.slice(0, 1000),
    fromAddress: verdict.from,
    subject: verdict.subject.slice(0, 500),
    programme: change.programme,
    caseKind: change.about?.kind ?? null,
    caseId: change.about?.id ?? null,
  };
}

/** What has to be so before each, repeated where it is written. */
const openFor = {
  stands: { answeredAt: null },
  vote: { answeredAt: null },
  recused: { answeredAt: null },
  done: { answeredAt: null },
  'taken-back': { answer: { in: ['approve', 'decline'] } },
  remembered: { answer: { in: [...assignedAnswers] } },
} satisfies Record<AnswerCause['as'], object>;

async function answerPrompt(tx: Transaction, cause: AnswerCause, now: Date): Promise<boolean> {
  const { promptId, by, choice, reason, as } = cause;
  const open = openFor[as];
  const answered =
    as !== 'stands' && as !== 'taken-back'
      ? {}
      : {
          answeredAt: now,
          answer: as === 'taken-back' ? as : choice,
          answeredBy: by,
          answerReason: reason,
        };
  const { count } = await tx.prompt.updateMany({
    where: { id: promptId, version: cause.version, ...open },
    data: { ...answered, version: { increment: 1 } },
  });
  if (count !== 1) return false;
  await tx.promptAnswer.create({
    data: { id: newId(), promptId, by, choice, reason, at: now, outcome: as },
  });
  return true;
}
