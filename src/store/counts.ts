// What is counted for whoever watches: numbers only.
import type { Reads } from './database.ts';

export type StoredCounts = {
  mails: readonly { kind: string; status: string; count: number }[];
  outbox: readonly { channel: string; status: string; count: number }[];
  /** Open questions; `since`: when the oldest of them was asked. */
  prompts: readonly { kind: string; count: number; since: Date }[];
  certificates: number;
};

export async function countsNow(read: Reads): Promise<StoredCounts> {
  const mails = await read.inboundMail.groupBy({ by: ['kind', 'status'], _count: true });
  const outbox = await read.outboxItem.groupBy({ by: ['channel', 'status'], _count: true });
  const prompts = await read.prompt.groupBy({
    by: ['kind'],
    where: { answeredAt: null },
    _count: true,
    _min: { openedAt: true },
  });
  return {
    mails: mails.map(({ kind, status, _count }) => ({
      kind: kind ?? 'not yet known',
      status,
      count: _count,
    })),
    outbox: outbox.map(({ channel, status, _count }) => ({ channel, status, count: _count })),
    prompts: prompts.flatMap(({ kind, _count, _min }) =>
      _min.openedAt === null ? [] : [{ kind, count: _count, since: _min.openedAt }],
    ),
    certificates: await read.certificate.count(),
  };
}

/** When the last mail was sent; null: none was. */
export async function lastSentAt(read: Reads): Promise<Date | null> {
  const { _max } = await read.outboxItem.aggregate({ where: { channel: 'mail' }, _max: { sentAt: true } });
  return _max.sentAt;
}
