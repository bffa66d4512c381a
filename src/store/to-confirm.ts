// Who waits for staff on the way to a certificate: candidates in onboarding, and renewals with a complete checklist.
import type { ApplicationCase, ChecklistItem, TermCase } from '../core/case.ts';
import { termOfPrompt } from '../core/decide/term-confirm.ts';
import { applicationParts, termParts, toApplicationCase, toTermCase } from './case-rows.ts';
import type { Reads } from './database.ts';
import { inPages, page, rowsIfAny } from './pages.ts';
import { termCasesWhere } from './term-cases.ts';

/** Selected people who have been told so and are not through yet, or have withdrawn since their card was opened. */
export async function candidatesToldOf(read: Reads, programme: string): Promise<ApplicationCase[]> {
  const where = {
    cycle: { programme },
    decision: 'candidate',
    qualifiedAt: null,
    withdrawnAt: null,
    resultToldAt: { not: null },
  };
  const rows = await rowsIfAny(
    () => read.application.findFirst({ where, select: { id: true } }),
    () =>
      inPages((after) =>
        read.application.findMany({
          where: { ...where, id: { gt: after } },
          orderBy: { id: 'asc' },
          take: page,
          include: applicationParts,
        }),
      ),
  );
  return rows.map(toApplicationCase);
}

const columns = {
  qisp: 'qispAt',
  meeting: 'meetingAt',
  agreement: 'agreementAt',
  fee: 'feeAt',
} as const satisfies Record<ChecklistItem, string>;

/** Terms with every item of the checklist ticked that staff have not confirmed yet. */
export async function termsToConfirm(
  read: Reads,
  { programme, checklist }: { programme: string; checklist: readonly ChecklistItem[] },
): Promise<TermCase[]> {
  const ticked = Object.fromEntries(checklist.map((item) => [columns[item], { not: null }]));
  const where = { credential: { programme, endedOn: null }, confirmedAt: null, lapsedAt: null, ...ticked };
  return termCasesWhere(read, where);
}

/** The terms with an open card that asks to confirm them. */
export async function termsAsked(read: Reads, programme: string): Promise<TermCase[]> {
  const prompts = await read.prompt.findMany({
    where: { programme, kind: 'term-confirm', answeredAt: null },
    orderBy: { openedAt: 'asc' },
    select: { id: true },
  });
  const ids = prompts.flatMap(({ id }) => termOfPrompt(id) ?? []);
  if (ids.length === 0) return [];
  const rows = await read.term.findMany({ where: { id: { in: ids } }, include: termParts });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []).map(toTermCase);
}

/** The credential that a person has, or had, in a programme. */
export async function credentialOf(read: Reads, personId: string, programme: string) {
  return read.credential.findUnique({
    where: { personId_programme: { personId, programme } },
    select: { id: true, terms: { select: { startsOn: true } } },
  });
}
