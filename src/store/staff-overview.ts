// What waits for staff and what goes out soon, counted by the database.
import type { Prompt } from '../../prisma/generated/sqlite/client/client.ts';
import type { Reads } from './database.ts';

/** Questions to staff that are open, but for the card of the day: how many, and the oldest. */
export async function openQuestions(
  read: Reads,
  programme: string,
  most: number,
): Promise<{ count: number; oldest: Prompt[] }> {
  const where = { programme, answeredAt: null, kind: { not: 'daily' } };
  return {
    count: await read.prompt.count({ where }),
    oldest: await read.prompt.findMany({ where, orderBy: [{ openedAt: 'asc' }, { id: 'asc' }], take: most }),
  };
}

export type Outgoing = {
  /** By name of the message, null for a copy of one. */
  today: { message: string | null; count: number }[];
  next: { at: Date; count: number }[];
};

/** Mails of a programme that wait to be sent: those until `until` by message, and the next instants. */
export async function outgoingMails(
  read: Reads,
  programme: string,
  { until, times }: { until: Date; times: number },
): Promise<Outgoing> {
  const waiting = { programme, channel: 'mail', status: 'pending' };
  const today = await read.outboxItem.groupBy({
    by: ['message'],
    where: { ...waiting, notBefore: { lt: until } },
    _count: true,
    orderBy: { message: 'asc' },
  });
  const next = await read.outboxItem.groupBy({
    by: ['notBefore'],
    where: waiting,
    _count: true,
    orderBy: { notBefore: 'asc' },
    take: times,
  });
  return {
    today: today.map(({ message, _count }) => ({ message, count: _count })),
    next: next.map(({ notBefore, _count }) => ({ at: notBefore, count: _count })),
  };
}
