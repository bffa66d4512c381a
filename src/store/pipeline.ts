// Where everybody stands, without loading everybody: the database counts cases that agree in every fact a stage may
// depend on, and core says the stage of each such group. Nothing here knows what a stage is.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Outcome, PaymentFact } from '../core/case.ts';
import type { StageFacts } from '../core/stage.ts';
import type { Reads } from './database.ts';

/** Cases that have the same facts, and how many there are. Of dates it is only kept whether there is one. */
export type CaseGroup = { count: number; facts: StageFacts };
type InCycle = CaseGroup & { cycle: string };
type InTerm = CaseGroup & { startsOn: string; endsOn: string };

/** Stands for any date: a stage asks only whether there is one. */
const some = new Date(0);
const dateIf = (flag: number | bigint) => (Number(flag) === 1 ? some : null);

type ApplicationRow = {
  cycle: string;
  withdrawn: number;
  decision: string | null;
  qualified: number;
  waived: number;
  paid: string | null;
  versions: string | null;
  count: number | bigint;
};

/** Every application of a programme, in groups. */
export async function applicationGroups(read: Reads, programme: string): Promise<InCycle[]> {
  const rows = await read.$queryRaw<ApplicationRow[]>`
    SELECT "cycle", "withdrawn", "decision", "qualified", "waived", "paid", "versions", count(*) AS "count" FROM (
      SELECT c."name" AS "cycle",
        CASE WHEN a."withdrawnAt" IS NULL THEN 0 ELSE 1 END AS "withdrawn",
        CASE WHEN a."decidedAt" IS NULL THEN NULL ELSE a."decision" END AS "decision",
        CASE WHEN a."qualifiedAt" IS NULL THEN 0 ELSE 1 END AS "qualified",
        CASE WHEN a."feeWaivedAt" IS NULL THEN 0 ELSE 1 END AS "waived",
        (SELECT string_agg("said", ' ') FROM (
          SELECT DISTINCT p."state" || '/' || p."purpose" AS "said" FROM "Payment" p
          WHERE p."applicationId" = a."id" ORDER BY 1) AS "payments") AS "paid",
        (SELECT string_agg("said", ' ') FROM (
          SELECT DISTINCT CASE WHEN s."complete" THEN 'complete' ELSE 'incomplete' END AS "said" FROM "Submission" s
          WHERE s."applicationId" = a."id" ORDER BY 1) AS "submissions") AS "versions"
      FROM "Application" a JOIN "Cycle" c ON c."id" = a."cycleId"
      WHERE c."programme" = ${programme}
    ) AS "applications"
    GROUP BY "cycle", "withdrawn", "decision", "qualified", "waived", "paid", "versions"
    ORDER BY "cycle"`;
  return rows.map(({ cycle, withdrawn, decision, qualified, waived, paid, versions, count }) => ({
    cycle,
    count: Number(count),
    facts: {
      kind: 'application',
      application: {
        withdrawnAt: dateIf(withdrawn),
        decision: decision === null ? null : { outcome: decision as Outcome, at: some, by: '', reason: null },
        feeWaived: dateIf(waived),
        onboarding: { qualified: Number(qualified) === 1 ? { at: some, by: '' } : null },
      },
      payments: wordsIn(paid).map(paymentOf),
      submissions: wordsIn(versions).map((said) => ({ complete: said === 'complete' })),
    },
  }));
}

type TermRow = Record<'startsOn' | 'endsOn', string> &
  Record<'ended' | 'lapsed' | 'confirmed' | 'qisp' | 'meeting' | 'agreement' | 'fee', number> & {
    count: number | bigint;
  };

/** The terms of a programme that are not over on `today` (YYYY-MM-DD), in groups. */
export async function termGroups(
  read: Reads,
  { programme, today }: { programme: string; today: string },
): Promise<InTerm[]> {
  const has = (column: string) => Prisma.raw(`CASE WHEN ${column} IS NULL THEN 0 ELSE 1 END`);
  const rows = await read.$queryRaw<TermRow[]>`
    SELECT t."startsOn", t."endsOn", ${has('c."endedOn"')} AS "ended", ${has('t."lapsedAt"')} AS "lapsed",
      ${has('t."confirmedAt"')} AS "confirmed", ${has('t."qispAt"')} AS "qisp", ${has('t."meetingAt"')} AS "meeting",
      ${has('t."agreementAt"')} AS "agreement", ${has('t."feeAt"')} AS "fee", count(*) AS "count"
    FROM "Term" t JOIN "Credential" c ON c."id" = t."credentialId"
    WHERE c."programme" = ${programme} AND t."endsOn" >= ${today}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ORDER BY 1, 2`;
  return rows.map(({ startsOn, endsOn, count, ...row }) => ({
    startsOn,
    endsOn,
    count: Number(count),
    facts: {
      kind: 'term',
      credential: { endedOn: Number(row.ended) === 1 ? startsOn : null },
      term: {
        startsOn,
        lapsedAt: dateIf(row.lapsed),
        confirmedAt: dateIf(row.confirmed),
        ticks: {
          qisp: dateIf(row.qisp),
          meeting: dateIf(row.meeting),
          agreement: dateIf(row.agreement),
          fee: dateIf(row.fee),
        },
      },
    },
  }));
}

function wordsIn(text: string | null): string[] {
  return text === null ? [] : text.split(' ');
}

function paymentOf(said: string): Pick<PaymentFact, 'state' | 'purpose'> {
  const [state = '', purpose = ''] = said.split('/');
  return { state: state as PaymentFact['state'], purpose: purpose as PaymentFact['purpose'] };
}
