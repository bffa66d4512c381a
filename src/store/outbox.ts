// What is to go out and what became of it. A claim is a lease; an item whose lease ran out is `unknown` (mail) or
// looked for before it is posted again (Slack). No transaction is open while anybody talks to a server.
import type { Database, Reads, Transaction } from './database.ts';
import { keepDraft, type ReadyCard } from './ready-draft.ts';
import type { OutboxItem, Settlement } from './settlement.ts';

export type { OutboxItem, Settlement };

/** Ids of cards that are due, in the order in which they became due; for mails see outbox-mails.ts. */
export async function dueCards(database: Database, query: { now: Date; limit: number }): Promise<string[]> {
  const rows = await database.read.outboxItem.findMany({
    where: { status: 'pending', notBefore: { lte: query.now }, channel: 'slack' },
    orderBy: [{ notBefore: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: query.limit,
  });
  return rows.map((row) => row.id);
}

/** Takes a card for posting, or null when it is no longer to be had. The `where` repeats what is flipped. */
export async function claimCard(
  database: Database,
  id: string,
  lease: { owner: string; now: Date; until: Date },
): Promise<OutboxItem | null> {
  return database.write(async (tx) => {
    const { count } = await tx.outboxItem.updateMany({
      where: { id, status: 'pending', notBefore: { lte: lease.now }, channel: 'slack' },
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

/** Keeps a card that belongs to no decision; one whose key is known is not kept again. */
export async function keepCard(
  database: Database,
  card: ReadyCard,
  change: { programme: string; now: Date },
): Promise<void> {
  await database.write((tx) => keepDraft(tx, card, change));
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
