import type { CaseReference } from '../core/decision.ts';
import type { Reads } from './database.ts';

/**
 * The conversation of a case, for In-Reply-To and References (RFC 5322 section 3.6.4): Message-IDs of what came in and
 * of what went out or will, oldest first, the last ten.
 */
export async function threadOf(read: Reads, about: CaseReference): Promise<string[]> {
  const where = { caseKind: about.kind, caseId: about.id, messageId: { not: null } };
  // One after the other: inside a transaction there is one connection.
  const inbound = await read.inboundMail.findMany({
    where: { ...where, kind: { notIn: ['payment', 'payment-lookalike'] } },
    orderBy: { recordedAt: 'desc' },
    take: 10,
    select: { messageId: true, recordedAt: true },
  });
  const outbound = await read.outboxItem.findMany({
    where: { ...where, status: { in: ['pending', 'sending', 'sent', 'unknown', 'held'] } },
    orderBy: { createdAt: 'desc' },
    take: 10,
    select: { messageId: true, createdAt: true },
  });
  const entries = [
    ...inbound.map((row) => ({ id: row.messageId ?? '', at: row.recordedAt.getTime() })),
    ...outbound.map((row) => ({ id: row.messageId ?? '', at: row.createdAt.getTime() })),
  ];
  return entries
    .toSorted((a, b) => a.at - b.at)
    .slice(-10)
    .map((entry) => entry.id);
}

/** The case that one of our own mails was about, or null. */
export async function caseOfItem(read: Reads, itemId: string): Promise<CaseReference | null> {
  const item = await read.outboxItem.findUnique({
    where: { id: itemId },
    select: { caseKind: true, caseId: true },
  });
  return item === null ? null : caseReferenceOf(item);
}

/** The case that a row names, or null. */
export function caseReferenceOf(row: {
  caseKind: string | null;
  caseId: string | null;
}): CaseReference | null {
  const { caseKind, caseId } = row;
  if (caseId === null || (caseKind !== 'application' && caseKind !== 'term')) return null;
  return { kind: caseKind, id: caseId };
}

/** Whom one of our own mails was sent to, lower-cased, or null. */
export async function recipientOfItem(read: Reads, itemId: string): Promise<string | null> {
  const item = await read.outboxItem.findUnique({ where: { id: itemId }, select: { toAddress: true } });
  return item?.toAddress?.toLowerCase() ?? null;
}
