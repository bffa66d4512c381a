// What is to go out and what became of it. A claim is a lease; an item whose lease ran out is `unknown` (mail) or
// looked for before it is posted again (Slack). No transaction is open while anybody talks to a server.
import type { OutboxItem } from '../../prisma/generated/sqlite/client/client.ts';
import type { Database, Reads, Transaction } from './database.ts';
import { standingHold } from './holds.ts';
import { keepDraft, type ReadyCard } from './ready-draft.ts';

export type { OutboxItem };

export type Settlement =
  | { kind: 'sent'; reply: string }
  | { kind: 'retry'; at: Date; error: string }
  | { kind: 'failed'; error: string }
  | { kind: 'unknown'; error: string }
  | { kind: 'superseded'; reason: string }
  /** The recipient is not on MAIL_RECIPIENTS. */
  | { kind: 'held'; reason: string };

/** Ids of items that are due, in the order in which they became due; mail only while no hold stands. */
export async function dueItems(
  database: Database,
  query: { now: Date; limit: number; channel?: string | null },
): Promise<string[]> {
  const held = (await standingHold(database.read)) !== null;
  const channel = query.channel ?? null;
  const rows = await database.read.outboxItem.findMany({
    where: {
      status: 'pending',
      notBefore: { lte: query.now },
      ...(channel === null ? {} : { channel }),
      ...(held ? { NOT: { channel: 'mail' } } : {}),
    },
    orderBy: [{ notBefore: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: query.limit,
  });
  return rows.map((row) => row.id);
}

/** Takes an item for sending, or null when it is no longer to be had. The `where` repeats what is flipped. */
export async function claim(
  database: Database,
  id: string,
  lease: { owner: string; now: Date; until: Date },
): Promise<OutboxItem | null> {
  return database.write(async (tx) => {
    const held = (await standingHold(tx)) !== null;
    const { count } = await tx.outboxItem.updateMany({
      where: { id, status: 'pending', notBefore: { lte: lease.now }, ...(held ? { channel: 'slack' } : {}) },
      data: {
        status: 'sending',
        leaseOwner: lease.owner,
        leaseUntil: lease.until,
        attempts: { increment: 1 },
      },
    });
    return count === 0 ? null : tx.outboxItem.findUnique({ where: { id } });
  });
}

/**
 * Writes down what became of a claimed item, with a card for staff where they must know.
 * @returns false when the lease was lost meanwhile: somebody else has written down what became of it
 */
export async function settle(
  database: Database,
  item: Pick<OutboxItem, 'id' | 'leaseOwner' | 'programme'>,
  settlement: Settlement,
  { now, card }: { now: Date; card: ReadyCard | null },
): Promise<boolean> {
  return database.write(async (tx) => {
    const { count } = await tx.outboxItem.updateMany({
      where: { id: item.id, status: 'sending', leaseOwner: item.leaseOwner },
      data: { ...settledRow(settlement, now), leaseOwner: null, leaseUntil: null },
    });
    if (count === 1 && card !== null) await keepDraft(tx, card, { programme: item.programme, now });
    return count === 1;
  });
}

function settledRow(settlement: Settlement, now: Date) {
  switch (settlement.kind) {
    case 'sent':
      return {
        status: 'sent',
        sentAt: now,
        providerReply: settlement.reply.slice(0, 500),
        statusReason: null,
      };
    case 'retry':
      return { status: 'pending', notBefore: settlement.at, statusReason: settlement.error.slice(0, 500) };
    case 'held':
      return { status: 'held', heldBecause: 'recipients', statusReason: settlement.reason };
    case 'superseded':
      return { status: 'superseded', statusReason: settlement.reason };
    case 'failed':
    case 'unknown':
      return { status: settlement.kind, statusReason: settlement.error.slice(0, 500) };
  }
}

/** Mails that were being sent when their lease ran out: they may or may not have gone out. */
export async function abandonedItems(database: Database, now: Date): Promise<OutboxItem[]> {
  return database.read.outboxItem.findMany({
    where: { status: 'sending', leaseUntil: { lt: now } },
    orderBy: { createdAt: 'asc' },
  });
}

/** Turns an abandoned item into `unknown` with its card (mail), or into a second try that looks first (Slack). */
export async function giveUpLease(
  database: Database,
  item: OutboxItem,
  { now, card }: { now: Date; card: ReadyCard | null },
): Promise<void> {
  await database.write(async (tx) => {
    const reason = 'whoever was sending it stopped before it was known whether it went out';
    const { count } = await tx.outboxItem.updateMany({
      where: { id: item.id, status: 'sending', leaseUntil: { lt: now } },
      data: {
        status: item.channel === 'mail' ? 'unknown' : 'pending',
        statusReason: reason,
        leaseOwner: null,
        leaseUntil: null,
      },
    });
    if (count === 1 && card !== null) await keepDraft(tx, card, { programme: item.programme, now });
  });
}

/** Mails that were held because of MAIL_RECIPIENTS and whose recipient is on the list now go back to pending. */
export async function releaseHeld(
  database: Database,
  isAllowed: (address: string) => boolean,
): Promise<number> {
  const held = await database.read.outboxItem.findMany({
    where: { status: 'held', heldBecause: 'recipients' },
    select: { id: true, toAddress: true },
  });
  const ids = held
    .filter((item) => item.toAddress !== null && isAllowed(item.toAddress))
    .map((item) => item.id);
  if (ids.length === 0) return 0;
  const release = (tx: Transaction) =>
    tx.outboxItem.updateMany({
      where: { id: { in: ids }, status: 'held', heldBecause: 'recipients' },
      data: { status: 'pending', heldBecause: null, statusReason: null },
    });
  return (await database.write(release)).count;
}

/** Which of these keys are in the outbox already. */
export async function knownKeys(read: Reads, keys: readonly string[]): Promise<Set<string>> {
  const rows = await read.outboxItem.findMany({ where: { key: { in: [...keys] } }, select: { key: true } });
  return new Set(rows.map((row) => row.key));
}
