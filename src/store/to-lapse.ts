// Whose status may end: renewals that are open after their day, and confirmed terms whose ground was lost.
import type { TermCase } from '../core/case.ts';
import { termOfLapsePrompt } from '../core/decide/lapse-card.ts';
import { termParts, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';
import { termCasesWhere } from './term-cases.ts';

/** Every term of which it has to be asked; core says whether. `startsBefore`: YYYY-MM-DD, terms from then on are coming. */
export async function termsInDoubt(
  read: Reads,
  { programme, startsBefore }: { programme: string; startsBefore: string },
): Promise<TermCase[]> {
  const where = {
    startsOn: { lt: startsBefore },
    credential: { programme, endedOn: null },
    lapsedAt: null,
    OR: [{ confirmedAt: null }, { feeAt: null }, { qispLostAt: { not: null } }],
  };
  return termCasesWhere(read, where);
}

/** The terms with an open card that asks whether the status ends. */
export async function lapsesAsked(read: Reads, programme: string): Promise<TermCase[]> {
  const prompts = await read.prompt.findMany({
    where: { programme, kind: 'lapse', answeredAt: null },
    orderBy: { openedAt: 'asc' },
    select: { id: true },
  });
  const ids = prompts.flatMap(({ id }) => termOfLapsePrompt(id) ?? []);
  if (ids.length === 0) return [];
  const rows = await read.term.findMany({ where: { id: { in: ids } }, include: termParts });
  return rows.map(toTermCase);
}

/** The last term of somebody whose status in a programme has ended, or null. */
export async function lapsedTermOf(
  read: Reads,
  { personId, programme }: { personId: string; programme: string },
): Promise<TermCase | null> {
  const row = await read.term.findFirst({
    where: { credential: { personId, programme, endedOn: { not: null } }, lapsedAt: { not: null } },
    orderBy: { startsOn: 'desc' },
    include: termParts,
  });
  return row === null ? null : toTermCase(row);
}
