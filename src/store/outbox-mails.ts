// Mails are claimed and settled many at a time: a few statements for fifty of them. Cards go one by one (outbox.ts).
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Database, Reads, Transaction } from './database.ts';
import { keepDraft, type ReadyCard } from './ready-draft.ts';
import { noteResultsTold } from './result-told.ts';
import { updateRows } from './rows.ts';
import { type OutboxItem, type Settlement, settledRow } from './settlement.ts';

export type DueMail = { id: string; toAddress: string };
type Lease = { owner: string; now: Date; until: Date };

/** Nothing goes out while a hold stands. */
const noHold = Prisma.sql`NOT EXISTS (SELECT 1 FROM "Hold" AS h WHERE h."releasedAt" IS NULL)`;

/**
 * Mails to one address never overtake each other: not the one that is being sent, nor one that was made before and that
 * the server refused for now.
 */
const inItsTurn = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "OutboxItem" AS before
  WHERE before."toAddress" = mail."toAddress" AND before."channel" = 'mail' AND before."id" <> mail."id"
    AND (before."status" = 'sending'
      OR (before."status" = 'pending' AND before."attempts" > 0 AND before."createdAt" < mail."createdAt")))`;

const due = (now: Date, status = Prisma.sql`mail."status"`) =>
  Prisma.sql`${status} = 'pending' AND mail."channel" = 'mail' AND mail."notBefore" <= ${now} AND ${noHold} AND ${inItsTurn}`;

/** SQLite would go through all that are pending, where the ids name the few that are meant. */
const statusWithoutIndex = Prisma.sql`coalesce(mail."status", '')`;

/** Mails that may be sent now, in the order in which they became due; none while a hold stands. */
export async function dueMails(
  { read }: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<DueMail[]> {
  return read.$queryRaw<DueMail[]>`
    SELECT mail."id", coalesce(mail."toAddress", '') AS "toAddress" FROM "OutboxItem" AS mail WHERE ${due(now)}
    ORDER BY mail."notBefore", mail."createdAt", mail."id" LIMIT ${limit}`;
}

/** Mails of a programme that are pending and due, in the order in which they became so; also while all mail is held. */
export async function mailsWaiting(
  read: Reads,
  { programme, now }: { programme: string; now: Date },
): Promise<OutboxItem[]> {
  return read.outboxItem.findMany({
    where: { programme, channel: 'mail', status: 'pending', notBefore: { lte: now } },
    orderBy: [{ notBefore: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
}

/**
 * Takes mails for sending in one transaction, those that are still to be had. The `where` repeats what is flipped.
 * @param ids of mails to different addresses, in the order in which they are returned
 */
export async function claimMails(
  database: Database,
  ids: readonly string[],
  { owner, now, until }: Lease,
): Promise<OutboxItem[]> {
  if (ids.length === 0) return [];
  const claimed = await database.write(async (tx) => {
    await oneClaimAtATime(tx);
    const taken = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "OutboxItem" AS mail
      SET "status" = 'sending', "leaseOwner" = ${owner}, "leaseUntil" = ${until}, "attempts" = "attempts" + 1
      WHERE mail."id" IN (${Prisma.join([...ids])}) AND ${due(now, statusWithoutIndex)} RETURNING "id"`;
    return tx.outboxItem.findMany({ where: { id: { in: taken.map(({ id }) => id) } } });
  });
  const byId = new Map(claimed.map((item) => [item.id, item]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** PostgreSQL shows two claims that run side by side to neither: both would take a mail to the same address. */
async function oneClaimAtATime(tx: Transaction): Promise<void> {
  if (tx.$provider === 'postgresql') await tx.$executeRaw`SELECT pg_advisory_xact_lock(7470113)`;
}

/** An item and what became of it, with a card for staff where they must know. */
export type SettledItem = { item: OutboxItem; settlement: Settlement; card: ReadyCard | null };

/**
 * Writes down what became of claimed items, in one transaction.
 * @returns how many had lost their lease meanwhile: somebody else has written down what became of them
 */
export async function settleItems(
  database: Database,
  mails: readonly SettledItem[],
  { owner, now }: { owner: string; now: Date },
): Promise<number> {
  return database.write(async (tx) => {
    const rowOf = ({ item, settlement }: SettledItem) => ({
      id: item.id,
      ...settledRow(settlement, item, now),
    });
    const update = (some: readonly SettledItem[]) =>
      updateRows(tx, 'OutboxItem', some.map(rowOf), { column: 'leaseOwner', value: owner });
    let written = await update(mails.filter(({ card }) => card === null));
    for (const mail of mails) {
      const { card, item } = mail;
      if (card === null || (await update([mail])) === 0) continue;
      written += 1;
      await keepDraft(tx, card, { programme: item.programme, now });
    }
    const sent = mails.filter(({ settlement }) => settlement.kind === 'sent').map(({ item }) => item);
    await noteResultsTold(tx, sent, now);
    return mails.length - written;
  });
}
