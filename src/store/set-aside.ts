import type { Reads } from './database.ts';

/** How many mails were decided for this reason, by kind. */
export async function countsDecidedFor(
  read: Reads,
  reason: string,
): Promise<{ kind: string; count: number }[]> {
  const rows = await read.inboundMail.groupBy({
    by: ['kind'],
    where: { status: 'decided', reason: { contains: reason } },
    _count: { _all: true },
  });
  return rows.map(({ kind, _count }) => ({ kind: kind ?? 'not classified', count: _count._all }));
}

/** Whether any mail is recorded and not yet decided. */
export async function isAnyUndecided(read: Reads): Promise<boolean> {
  return (await read.inboundMail.findFirst({ where: { status: 'recorded' }, select: { id: true } })) !== null;
}
