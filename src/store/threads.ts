import type { CaseReference } from '../core/decision.ts';
import { threadReferences } from '../core/thread-references.ts';
import type { Reads } from './database.ts';

/**
 * The conversation of a case, for In-Reply-To and References (RFC 5322 section 3.6.4): Message-IDs of what came in and
 * of what went out or will, oldest first; of a long one the first and the last ones (core/thread-references.ts).
 */
export async function threadOf(read: Reads, about: CaseReference): Promise<readonly string[]> {
  return (await threadsOf(read, [about])).get(about.id) ?? [];
}

/** The conversations of many cases, by their ids. */
export async function threadsOf(
  read: Reads,
  abouts: readonly CaseReference[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (abouts.length === 0) return new Map();
  const caseId = { in: abouts.map(({ id }) => id) };
  const inbound = await read.inboundMail.findMany({
    where: { caseId, messageId: { not: null }, kind: { notIn: ['payment', 'payment-lookalike'] } },
    select: { caseId: true, messageId: true, recordedAt: true },
  });
  const outbound = await read.outboxItem.findMany({
    where: {
      caseId,
      messageId: { not: null },
      status: { in: ['pending', 'sending', 'sent', 'unknown', 'held'] },
    },
    select: { caseId: true, messageId: true, createdAt: true },
  });
  const entries = [
    ...inbound.map((row) => ({ ...row, at: row.recordedAt.getTime() })),
    ...outbound.map((row) => ({ ...row, at: row.createdAt.getTime() })),
  ].toSorted((a, b) => a.at - b.at);
  const byCase = Map.groupBy(entries, (entry) => entry.caseId ?? '');
  return new Map(
    [...byCase].map(([id, mails]) => [id, threadReferences(mails.map(({ messageId }) => messageId ?? ''))]),
  );
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
