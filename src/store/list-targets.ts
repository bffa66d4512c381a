// Those whose tick a list of people may set, whether or not it is set already.
import type { TermCase } from '../core/case.ts';
import { termParts, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';
import { inPages, page } from './pages.ts';

/** The terms of everybody whose status has not ended; `startsOn` (YYYY-MM-DD): only those of that year. */
export async function termsInForce(
  read: Reads,
  { programme, startsOn }: { programme: string; startsOn: string | null },
): Promise<TermCase[]> {
  const rows = await inPages((after) =>
    read.term.findMany({
      where: {
        id: { gt: after },
        lapsedAt: null,
        credential: { programme, endedOn: null },
        ...(startsOn === null ? {} : { startsOn }),
      },
      orderBy: { id: 'asc' },
      take: page,
      include: termParts,
    }),
  );
  return rows.map(toTermCase);
}

/** Whose a number on the register was when it ticked somebody by their address, or with their name. */
export async function registerNumbers(read: Reads): Promise<Map<string, string>> {
  const rows = await inPages((after) =>
    read.history.findMany({
      where: { id: { gt: after }, event: 'tick-qisp', personId: { not: null } },
      orderBy: { id: 'asc' },
      take: page,
      select: { id: true, at: true, personId: true, details: true },
    }),
  );
  return new Map(
    rows
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .flatMap(({ personId, details }) => {
        const number = numberIn(details);
        return personId === null || number === null ? [] : [[number, personId] as const];
      }),
  );
}

function numberIn(details: unknown): string | null {
  if (typeof details !== 'object' || details === null || !('qispNumber' in details)) return null;
  return typeof details.qispNumber === 'string' ? details.qispNumber : null;
}
