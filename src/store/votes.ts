// What staff have said about one SOQ before it is decided.
import type { CastAnswer } from '../core/votes.ts';
import type { Reads } from './database.ts';

type Asked = { id: string; applicationId: string | null };

/** Votes on this prompt, and recusals on any prompt of its application: oldest first. */
export async function castAnswers(read: Reads, { id, applicationId }: Asked): Promise<CastAnswer[]> {
  const recused = { outcome: 'recused', prompt: { applicationId } };
  const rows = await read.promptAnswer.findMany({
    where: { OR: [{ promptId: id, outcome: 'vote' }, ...(applicationId === null ? [] : [recused])] },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { by: true, choice: true, reason: true, outcome: true },
  });
  return rows.map((row) => ({ ...row, outcome: row.outcome as CastAnswer['outcome'] }));
}

/** When the mail about the decision of a prompt was sent, or null. */
export async function toldAt(read: Reads, promptId: string): Promise<Date | null> {
  const item = await read.outboxItem.findUnique({
    where: { key: `decision/${promptId}` },
    select: { status: true, sentAt: true },
  });
  return item?.status === 'sent' ? item.sentAt : null;
}
