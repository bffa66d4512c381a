import type { Case } from '../core/case.ts';
import { applicationParts, termParts, toApplicationCase, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';

const page = 200;

/** Every application that is not withdrawn and every term that is not over, a page at a time. */
export async function* openCases(read: Reads, programme: string): AsyncGenerator<Case[]> {
  yield* paged(async (after) => {
    const where = { id: { gt: after }, withdrawnAt: null, cycle: { programme } };
    const query = { where, orderBy: { id: 'asc' }, take: page, include: applicationParts } as const;
    return (await read.application.findMany(query)).map((row) => ({
      id: row.id,
      subject: toApplicationCase(row),
    }));
  });
  yield* paged(async (after) => {
    const credential = { programme, endedOn: null };
    const where = { id: { gt: after }, confirmedAt: null, lapsedAt: null, credential };
    const query = { where, orderBy: { id: 'asc' }, take: page, include: termParts } as const;
    return (await read.term.findMany(query)).map((row) => ({ id: row.id, subject: toTermCase(row) }));
  });
}

async function* paged(
  next: (after: string) => Promise<{ id: string; subject: Case }[]>,
): AsyncGenerator<Case[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: { id: string; subject: Case }[] = await next(after);
    if (rows.length > 0) yield rows.map(({ subject }) => subject);
    after = rows.length < page ? undefined : rows.at(-1)?.id;
  }
}

/** What waits and depends on settings: open questions about SOQs, and results that have their time already. */
export async function waitingOn(
  read: Reads,
  { programme, now }: { programme: string; now: Date },
): Promise<{ soqs: number; results: number }> {
  const [soqs, results] = await Promise.all([
    read.prompt.count({ where: { programme, kind: 'soq-approval', answeredAt: null } }),
    read.outboxItem.count({
      where: {
        programme,
        channel: 'mail',
        status: { in: ['pending', 'held'] },
        notBefore: { gt: now },
        message: { in: ['selected', 'not-selected'] },
      },
    }),
  ]);
  return { soqs, results };
}
