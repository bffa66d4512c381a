// What the card of the day counts.
import type { Overview } from '../core/decide/daily.ts';
import type { PromptKind } from '../core/decision.ts';
import type { Reads } from './database.ts';

/** @param day `since` is 24 hours ago, `until` the end of the day in the programme's zone */
export async function overviewOf(
  read: Reads,
  programme: string,
  { since, until }: { since: Date; until: Date },
): Promise<Overview> {
  const folders = await read.mailboxCursor.groupBy({
    by: ['mailbox'],
    _max: { readAt: true },
    orderBy: { mailbox: 'asc' },
  });
  const open = await read.prompt.groupBy({
    by: ['kind'],
    where: { programme, answeredAt: null },
    _count: true,
    _min: { openedAt: true },
    orderBy: { kind: 'asc' },
  });
  const bounced = await read.address.findMany({
    where: { bouncedAt: { gt: since } },
    orderBy: { address: 'asc' },
    select: { address: true },
  });
  const mails = { programme, channel: 'mail' };
  const count = (status: string) => read.outboxItem.count({ where: { ...mails, status } });
  return {
    folders: folders.flatMap(({ mailbox, _max }) =>
      _max.readAt === null ? [] : [{ name: mailbox, readAt: _max.readAt }],
    ),
    queue: await read.inboundMail.count({ where: { status: 'recorded' } }),
    parked: await read.inboundMail.count({ where: { status: 'parked' } }),
    open: open.flatMap(({ kind, _count, _min }) =>
      _min.openedAt === null ? [] : [{ kind: kind as PromptKind, count: _count, since: _min.openedAt }],
    ),
    sent: await read.outboxItem.count({ where: { ...mails, status: 'sent', sentAt: { gt: since } } }),
    dueToday: await read.outboxItem.count({
      where: { ...mails, status: 'pending', notBefore: { lt: until } },
    }),
    held: await count('held'),
    unknown: await count('unknown'),
    failed: await count('failed'),
    bounced: bounced.map(({ address }) => address),
  };
}

/** Cards of earlier days whose switch is still shown. */
export async function openDailyPrompts(read: Reads, programme: string): Promise<string[]> {
  const rows = await read.prompt.findMany({
    where: { programme, kind: 'daily', answeredAt: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
