// A person is taken out of every table. Payments, decisions, terms and who did what when stay, as numbers and dates.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import { erasedWords } from '../core/erasure.ts';
import type { ListEntry } from '../core/public-list/entries.ts';
import type { Transaction } from './database.ts';
import { eraseTraces } from './erase-traces.ts';
import type { ErasureScope } from './erasure-scope.ts';

const nothing = Prisma.DbNull;
const because = 'the person was erased';

/** All of it in one transaction. @param on today, YYYY-MM-DD, as the end of a status that was in force */
export async function erasePerson(
  tx: Transaction,
  scope: ErasureScope,
  { now, on }: { now: Date; on: string },
): Promise<void> {
  await erasePeople(tx, scope, now);
  await eraseCases(tx, scope, { now, on });
  await eraseMoney(tx, scope);
  await eraseMails(tx, scope, now);
  await erasePrompts(tx, scope, now);
  await eraseHistory(tx, scope);
  await erasePublished(tx, scope);
  await eraseTraces(tx, scope);
}

async function erasePeople(
  tx: Transaction,
  { personIds, addresses }: ErasureScope,
  now: Date,
): Promise<void> {
  const of = { in: [...personIds] };
  const address = { in: [...addresses] };
  await tx.person.updateMany({
    where: { id: of },
    data: {
      ...{
        name: erasedWords,
        organisation: null,
        slackUserId: null,
        certificateName: null,
        listing: nothing,
      },
      ...{ mailHeldAt: null, mailHeldBy: null, mailHeldReason: null },
      erasedAt: now,
      version: { increment: 1 },
    },
  });
  await tx.personMerge.updateMany({ where: { OR: [{ fromId: of }, { intoId: of }] }, data: { moved: [] } });
  await tx.address.deleteMany({ where: { personId: of } });
  await tx.audienceMember.deleteMany({ where: { address } });
  await tx.notSame.deleteMany({ where: { OR: [{ one: address }, { other: address }] } });
  await tx.agreement.updateMany({
    where: { personId: of },
    data: { signedSha256: null, executedSha256: null, rowVersion: { increment: 1 } },
  });
  await tx.certificate.updateMany({
    where: { personId: of },
    data: { name: erasedWords, documentSha256: '', revokedReason: null },
  });
}

async function eraseCases(
  tx: Transaction,
  { applicationIds, credentialIds, termIds, submissionIds }: ErasureScope,
  { now, on }: { now: Date; on: string },
): Promise<void> {
  const applications = { id: { in: [...applicationIds] } };
  await tx.application.updateMany({
    where: applications,
    data: {
      ...{ decisionReason: null, feeWaivedReason: null, candidateFeeWaivedReason: null },
      version: { increment: 1 },
    },
  });
  await tx.application.updateMany({
    where: { ...applications, withdrawnAt: null, qualifiedAt: null },
    data: { withdrawnAt: now },
  });
  await tx.submission.updateMany({
    where: { id: { in: [...submissionIds] } },
    data: { elsewhereNote: null, findings: [] },
  });
  await tx.document.updateMany({
    where: { submissionId: { in: [...submissionIds] } },
    data: { filename: erasedWords, sha256: '' },
  });
  const credentials = { id: { in: [...credentialIds] } };
  await tx.credential.updateMany({ where: credentials, data: { endReason: null } });
  await tx.credential.updateMany({
    where: { ...credentials, endedOn: null },
    data: { endedOn: on, endReason: because, removedAt: now, removedBy: 'torq' },
  });
  await tx.term.updateMany({ where: { id: { in: [...termIds] } }, data: { version: { increment: 1 } } });
}

/** The order, the amount, the date and what it counted for stay. */
async function eraseMoney(tx: Transaction, { paymentIds }: ErasureScope): Promise<void> {
  const where = { id: { in: [...paymentIds] } };
  await tx.payment.updateMany({ where, data: { payerName: null, payerEmail: null } });
  await tx.payment.updateMany({
    where: { ...where, state: 'review' },
    data: { state: 'set-aside', stateReason: because },
  });
}

async function eraseMails(
  tx: Transaction,
  { inboundMailIds, outboxItemIds }: ErasureScope,
  now: Date,
): Promise<void> {
  const came = { id: { in: [...inboundMailIds] } };
  await tx.inboundMail.updateMany({
    where: came,
    data: {
      ...{ fromAddress: null, subject: null, messageId: null, reason: null, lastError: null },
      ...{ assignedTo: null, assignedName: null, assignedBy: null },
      rawErasedAt: now,
    },
  });
  await tx.inboundMail.updateMany({
    where: { ...came, status: { in: ['recorded', 'parked'] } },
    data: { status: 'decided', decidedAt: now, kind: 'unreadable', reason: because },
  });
  const sent = { id: { in: [...outboxItemIds] } };
  await tx.outboxItem.updateMany({
    where: sent,
    data: {
      ...{ toAddress: null, toName: null, subject: null, text: null, html: null, replyTo: null },
      ...{ originalSubject: null, originalText: null, returnedWhy: null, statusReason: null },
      ...{ inReplyTo: null, references: null, attachments: nothing },
    },
  });
  await tx.outboxItem.updateMany({
    where: { ...sent, status: { in: ['pending', 'held', 'failed', 'unknown'] } },
    data: { status: 'superseded', statusReason: because },
  });
}

/** Their cards are drawn anew, without them. */
async function erasePrompts(tx: Transaction, { promptIds }: ErasureScope, now: Date): Promise<void> {
  const where = { id: { in: [...promptIds] } };
  await tx.prompt.updateMany({
    where: { ...where, answeredAt: null },
    data: { answeredAt: now, answer: 'superseded', answeredBy: 'torq', answerReason: because },
  });
  await tx.prompt.updateMany({
    where,
    data: {
      ...{ title: 'A card about a person who was erased', facts: [], people: nothing, body: null },
      ...{ files: nothing, version: { increment: 1 } },
    },
  });
  const about = { promptId: { in: [...promptIds] } };
  await tx.promptAnswer.updateMany({ where: about, data: { reason: null, because: null } });
  await tx.staffReply.updateMany({
    where: { questionId: { in: [...promptIds] } },
    data: { toAddress: '', toName: '', subject: '', text: '', html: '', files: nothing },
  });
}

/** What happened when, and by whose hand, stays. */
async function eraseHistory(
  tx: Transaction,
  { personIds, applicationIds, termIds }: ErasureScope,
): Promise<void> {
  const cases = [...applicationIds, ...termIds];
  await tx.history.updateMany({
    where: { OR: [{ personId: { in: [...personIds] } }, { caseId: { in: cases } }] },
    data: { reason: erasedWords, details: nothing },
  });
}

/** On lists that were published, a line of theirs says nothing but until when the term lasted. */
async function erasePublished(tx: Transaction, { personIds }: ErasureScope): Promise<void> {
  for (const { programme, version, entries } of await tx.publishedList.findMany()) {
    // Written by `publishList` and by nobody else.
    const all = entries as ListEntry[];
    if (!all.some(({ personId }) => personIds.includes(personId))) continue;
    const unnamed = {
      name: erasedWords,
      organisation: null,
      email: null,
      phone: null,
      website: null,
      area: null,
    };
    await tx.publishedList.update({
      where: { programme_version: { programme, version } },
      data: {
        entries: all.map((entry) => (personIds.includes(entry.personId) ? { ...entry, ...unnamed } : entry)),
      },
    });
  }
}
