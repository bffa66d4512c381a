// Versions of an SOQ, and what a new one or a late fee means for the questions that are open.
import type { NewSubmission } from '../core/facts.ts';
import type { Reads, Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';

/** The row of one version of an SOQ. */
export function submissionRow(
  submission: NewSubmission,
  { inboundMailId }: Pick<FactContext, 'inboundMailId'>,
) {
  const { documents: _, elsewhere, ...row } = submission;
  const [elsewhereBy, elsewhereNote] = [elsewhere?.by ?? null, elsewhere?.note ?? null];
  return { ...row, inboundMailId, elsewhereBy, elsewhereNote };
}

/** The rows of its documents, in their order. */
export function documentRows({ id: submissionId, documents }: NewSubmission) {
  return documents.map(({ filename, type, bytes, sha256, pages, problem }, position) => ({
    id: newId(),
    submissionId,
    position,
    filename,
    mediaType: type,
    bytes,
    sha256,
    pages,
    problem,
  }));
}

/** The card that had nobody to go with is settled once the SOQ is with its applicant, and not before. */
export async function settleHomelessCards(
  tx: Transaction,
  mails: readonly string[],
  now: Date,
): Promise<void> {
  await tx.prompt.updateMany({
    where: { inboundMailId: { in: [...mails] }, kind: 'mail-review', answeredAt: null },
    data: {
      answeredAt: now,
      answer: 'superseded',
      answeredBy: 'torq',
      answerReason: 'the fee has arrived, and the SOQ is now with its applicant',
      version: { increment: 1 },
    },
  });
}

/** Open questions about earlier versions close by themselves; their cards are drawn again without buttons. */
export async function supersedeApprovals(
  tx: Transaction,
  applications: readonly string[],
  now: Date,
): Promise<void> {
  await tx.prompt.updateMany({
    where: { applicationId: { in: [...applications] }, kind: 'soq-approval', answeredAt: null },
    data: {
      answeredAt: now,
      answer: 'superseded',
      answeredBy: 'torq',
      answerReason: 'a newer version of this SOQ has arrived',
      version: { increment: 1 },
    },
  });
}

/** SOQ mails of addresses that had no case are decided again, now that there is one. */
export async function reconsiderSubmissions(
  tx: Transaction,
  addresses: readonly string[],
  now: Date,
): Promise<void> {
  const fromAddress = { in: addresses.map((address) => address.toLowerCase()) };
  await tx.inboundMail.updateMany({
    where: { fromAddress, kind: 'submission', caseId: null, status: 'decided' },
    data: { status: 'recorded', attempts: 0, nextAttemptAt: now },
  });
}

/** The documents of one version, in their order; without those that were too large to be kept. */
export async function documentsOfSubmission(
  read: Reads,
  submissionId: string,
): Promise<{ filename: string; sha256: string }[]> {
  return read.document.findMany({
    where: { submissionId, OR: [{ problem: null }, { problem: { not: 'too-large' } }] },
    orderBy: { position: 'asc' },
    select: { filename: true, sha256: true },
  });
}
