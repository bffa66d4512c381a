import type { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { TermCase } from '../core/case.ts';
import { termParts, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';
import { inPages, page, rowsIfAny } from './pages.ts';

/** All terms of which this is true, as cases, in the order of their ids. */
export async function termCasesWhere(read: Reads, where: Prisma.TermWhereInput): Promise<TermCase[]> {
  const rows = await rowsIfAny(
    () => read.term.findFirst({ where, select: { id: true } }),
    () =>
      inPages((after) =>
        read.term.findMany({
          where: { ...where, id: { gt: after } },
          orderBy: { id: 'asc' },
          take: page,
          include: termParts,
        }),
      ),
  );
  return rows.map(toTermCase);
}
