// Whom a mail about a next step may concern. The database leaves out who has it already and who is out of the question;
// whether it is right for somebody is judged by core.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Case } from '../core/case.ts';
import type { DueStep } from '../core/due-steps.ts';
import { stepPrefix } from '../core/next-steps.ts';
import { referenceTo } from '../core/reference-to.ts';
import { casesAtOnce, casesSelected } from './cases-to-remind.ts';
import type { Reads } from './database.ts';

/** Cases that have had no mail of this step with these words, a page at a time. */
export function casesForStep(read: Reads, programme: string, due: DueStep): AsyncGenerator<Case[]> {
  return casesSelected(read, due.source.about, (after) => selection(programme, due, after));
}

function selection(programme: string, { source, step, of }: DueStep, after: string): Prisma.Sql {
  const hasNone = Prisma.sql`NOT EXISTS (SELECT 1 FROM "OutboxItem"
    WHERE "OutboxItem"."key" = ${`step/${source.about === 'application' ? 'application' : 'term'}-`} || "one"."id" || ${`/${step}/${of}`})`;
  if (source.about === 'application') {
    const open = step === 'agreement' ? Prisma.empty : Prisma.sql`AND "one"."orientationAt" IS NULL`;
    return Prisma.sql`
      SELECT "one"."id" FROM "Application" AS "one" JOIN "Cycle" ON "Cycle"."id" = "one"."cycleId"
      WHERE "one"."id" > ${after} AND "Cycle"."programme" = ${programme} AND "Cycle"."name" = ${source.cycle}
        AND "one"."withdrawnAt" IS NULL AND "one"."decision" = 'candidate'
        AND "one"."resultToldAt" IS NOT NULL AND "one"."qualifiedAt" IS NULL ${open}
        AND ${hasNone} ORDER BY "one"."id" LIMIT ${casesAtOnce}`;
  }
  const tick = step === 'agreement' ? Prisma.sql`"agreementAt"` : Prisma.sql`"meetingAt"`;
  return Prisma.sql`
    SELECT "one"."id" FROM "Term" AS "one" JOIN "Credential" ON "Credential"."id" = "one"."credentialId"
    WHERE "one"."id" > ${after} AND "Credential"."programme" = ${programme} AND "Credential"."endedOn" IS NULL
      AND "one"."startsOn" = ${source.startsOn} AND "one"."endsOn" = ${source.endsOn}
      AND "one"."confirmedAt" IS NULL AND "one"."lapsedAt" IS NULL AND "one".${tick} IS NULL
      AND ${hasNone} ORDER BY "one"."id" LIMIT ${casesAtOnce}`;
}

/** Whether anybody was noted at a meeting since it began: then its attendance is being kept. */
export async function isAttendanceNoted(
  read: Reads,
  programme: string,
  { source, since }: DueStep,
): Promise<boolean> {
  if (since === null) return true;
  const gte = since.starts;
  const found =
    source.about === 'application'
      ? await read.application.findFirst({
          where: { cycle: { programme, name: source.cycle }, orientationAt: { gte } },
          select: { id: true },
        })
      : await read.term.findFirst({
          where: { credential: { programme }, startsOn: source.startsOn, meetingAt: { gte } },
          select: { id: true },
        });
  return found !== null;
}

/** What the mails of a step that have gone out to these cases said (`of`), oldest first, by the case's id. */
export async function stepMailsSent(
  read: Reads,
  subjects: readonly Case[],
  step: DueStep['step'],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const prefixes = new Map(
    subjects.map((subject) => [referenceTo(subject).id, stepPrefix(referenceTo(subject), step)]),
  );
  const rows = await read.outboxItem.findMany({
    where: { caseId: { in: [...prefixes.keys()] }, status: 'sent' },
    orderBy: { sentAt: 'asc' },
    select: { caseId: true, key: true },
  });
  const sent = new Map<string, string[]>();
  for (const { caseId, key } of rows) {
    const prefix = prefixes.get(caseId ?? '');
    if (caseId === null || prefix === undefined || !key.startsWith(prefix)) continue;
    sent.set(caseId, [...(sent.get(caseId) ?? []), key.slice(prefix.length)]);
  }
  return sent;
}
