// Versions of an SOQ, and what a new one or a late fee means for the questions that are open.
import type { NewSubmission } from '../core/facts.ts';
import type { Reads, Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';

export async function recordSubmission(
  tx: Transaction,
  submission: NewSubmission,
  context: Pick<FactContext, 'inboundMailId' | 'now'>,
): Promise<void> {
  const { documents, findings, parts, ...row } = submission;
  const { inboundMailId, now } = { ...context, inboundMailId: context.inboundMailId ?? '' };
  await settleHomelessCard(tx, inboundMailId, now);
  await tx.submission.create({
    data: {
      ...row,
      inboundMailId,
      findings: [...findings],
      parts: [...parts],
      documents: {
        create: documents.map((document, position) => ({
          id: newId(),
          position,
          filename: document.filename,
          mediaType: document.type,
          bytes: document.bytes,
          sha256: document.sha256,
          pages: document.pages,
          problem: document.problem,
        })),
      },
    },
  });
}

/** The card that had nobody to go with is settled once the SOQ is with its applicant, and not before. */
async function settleHomelessCard(tx: Transaction, inboundMailId: string, now: Date): Promise<void> {
  await tx.prompt.updateMany({
    where: { inboundMailId, kind: 'mail-review', answeredAt: null },
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
export async function supersedeApprovals(tx: Transaction, applicationId: string, now: Date): Promise<void> {
  await tx.prompt.updateMany({
    where: { applicationId, kind: 'soq-approval', answeredAt: null },
    data: {
      answeredAt: now,
      answer: 'superseded',
      answeredBy: 'torq',
      answerReason: 'a newer version of this SOQ has arrived',
      version: { increment: 1 },
    },
  });
}

/** SOQ mails of an address that had no case are decided again, now that there is one. */
export async function reconsiderSubmissions(tx: Transaction, address: string, now: Date): Promise<void> {
  const where = { fromAddress: address.toLowerCase(), kind: 'submission', caseId: null, status: 'decided' };
  const mails = await tx.inboundMail.findMany({ where, select: { id: true } });
  if (mails.length === 0) return;
  const ids = mails.map((mail) => mail.id);
  await tx.inboundMail.updateMany({
    where: { ...where, id: { in: ids } },
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
