// Whom a rung that is due may concern. The database leaves out who has its mail already and who is out of the question;
// whether it is right for somebody is judged by core.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Case } from '../core/case.ts';
import type { DueRung } from '../core/due-rungs.ts';
import type { DateSource } from '../core/references.ts';
import { isForDecided } from '../core/reminder-condition.ts';
import { applicationParts, termParts, toApplicationCase, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';

/** The spans of the terms whose renewal is open: a few, however many people there are. */
export async function openTermSpans(read: Reads, programme: string): Promise<DateSource[]> {
  const spans = await read.term.groupBy({
    by: ['startsOn', 'endsOn'],
    where: { credential: { programme, endedOn: null }, confirmedAt: null, lapsedAt: null },
    orderBy: [{ startsOn: 'asc' }, { endsOn: 'asc' }],
  });
  return spans.map((span) => ({ about: 'renewal', ...span }));
}

/** Cases that have no mail of this rung yet, a page at a time. */
export async function* casesToRemind(read: Reads, programme: string, rung: DueRung): AsyncGenerator<Case[]> {
  yield* casesSelected(read, rung.source.about, (after) => selection(programme, rung, after));
}

/** How many ids a selection may give at once. */
export const casesAtOnce = 200;

/**
 * Cases whose ids are selected, a page at a time.
 * @param select at most `casesAtOnce` ids that come after this one, in their order
 */
export async function* casesSelected(
  read: Reads,
  about: DateSource['about'],
  select: (after: string) => Prisma.Sql,
): AsyncGenerator<Case[]> {
  for (let after = ''; ; ) {
    const ids = (await read.$queryRaw<{ id: string }[]>(select(after))).map(({ id }) => id);
    if (ids.length > 0) yield await casesWith(read, about, ids);
    const last = ids.at(-1);
    if (last === undefined || ids.length < casesAtOnce) return;
    after = last;
  }
}

function selection(programme: string, { source, rule, keyEnd }: DueRung, after: string): Prisma.Sql {
  if (source.about === 'application') {
    const decided = isForDecided(rule.when);
    return Prisma.sql`
      SELECT "one"."id" FROM "Application" AS "one" JOIN "Cycle" ON "Cycle"."id" = "one"."cycleId"
      WHERE "one"."id" > ${after} AND "Cycle"."programme" = ${programme} AND "Cycle"."name" = ${source.cycle}
        AND "one"."withdrawnAt" IS NULL
        AND "one"."decidedAt" IS ${decided ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}
        AND ${hasNone('reminder/application-', keyEnd)} ORDER BY "one"."id" LIMIT ${casesAtOnce}`;
  }
  return Prisma.sql`
    SELECT "one"."id" FROM "Term" AS "one" JOIN "Credential" ON "Credential"."id" = "one"."credentialId"
    WHERE "one"."id" > ${after} AND "Credential"."programme" = ${programme} AND "Credential"."endedOn" IS NULL
      AND "one"."startsOn" = ${source.startsOn} AND "one"."endsOn" = ${source.endsOn}
      AND "one"."confirmedAt" IS NULL AND "one"."lapsedAt" IS NULL
      AND ${hasNone('reminder/term-', keyEnd)} ORDER BY "one"."id" LIMIT ${casesAtOnce}`;
}

/** The key is the one that core makes (`reminderKey`); it has an index of its own. */
function hasNone(begin: string, end: string): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM "OutboxItem" WHERE "OutboxItem"."key" = ${begin} || "one"."id" || ${end})`;
}

async function casesWith(read: Reads, about: DateSource['about'], ids: readonly string[]): Promise<Case[]> {
  const where = { id: { in: [...ids] } };
  const orderBy = { id: 'asc' } as const;
  if (about === 'application')
    return (await read.application.findMany({ where, orderBy, include: applicationParts })).map(
      toApplicationCase,
    );
  return (await read.term.findMany({ where, orderBy, include: termParts })).map(toTermCase);
}
