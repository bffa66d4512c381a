// Where mail to a person goes: what a change of address and a bounce do to it.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { SignOfLife } from '../core/decide/sign-of-life.ts';
import type { Database, Reads, Transaction } from './database.ts';
import { newId } from './ids.ts';

/** What is known of these addresses, lower-cased. */
export async function addressesByName(
  read: Reads,
  addresses: readonly string[],
): Promise<Map<string, { bouncedAt: Date | null }>> {
  if (addresses.length === 0) return new Map();
  const rows = await read.address.findMany({ where: { address: { in: [...new Set(addresses)] } } });
  return new Map(rows.map(({ address, bouncedAt }) => [address, { bouncedAt }]));
}

/** How many other mails to this address have come back since its owner was last heard of. */
export async function returnedMails(
  read: Reads,
  { address, except }: { address: string; except: string },
): Promise<number> {
  const row = await read.address.findUnique({ where: { address }, select: { heardAt: true } });
  return read.outboxItem.count({
    where: { toAddress: address, id: { not: except }, returnedAt: { gt: row?.heardAt ?? new Date(0) } },
  });
}

/** Those of these addresses that mail does not go to any more, or that some has come back from. */
async function troubledAmong(read: Reads, addresses: readonly string[]): Promise<Set<string>> {
  const rows = await read.$queryRaw<{ address: string }[]>`
    SELECT "address" FROM "Address" WHERE "address" IN (${Prisma.join([...addresses])})
      AND ("bouncedAt" IS NOT NULL OR EXISTS (
        SELECT 1 FROM "OutboxItem" AS mail WHERE mail."toAddress" = "Address"."address"
          AND mail."returnedAt" IS NOT NULL))`;
  return new Set(rows.map(({ address }) => address));
}

/**
 * Somebody wrote from these addresses: mail goes there again. What came back after they wrote counts on, and an address
 * that nothing came back from is left alone.
 */
export async function noteSignsOfLife(
  { read, write }: Database,
  signs: readonly SignOfLife[],
  now: Date,
): Promise<void> {
  if (signs.length === 0) return;
  const troubled = await troubledAmong(
    read,
    signs.map(({ address }) => address),
  );
  if (troubled.size === 0) return;
  await write(async (tx) => {
    for (const sign of signs) if (troubled.has(sign.address)) await noteSignOfLife(tx, sign, now);
  });
}

async function noteSignOfLife(tx: Transaction, { address, at }: SignOfLife, now: Date): Promise<void> {
  await tx.address.updateMany({
    where: { address, OR: [{ heardAt: null }, { heardAt: { lt: at } }] },
    data: { heardAt: at },
  });
  const where = { address, bouncedAt: { lte: at } };
  const { count } = await tx.address.updateMany({ where, data: { bouncedAt: null } });
  if (count === 0) return;
  const { personId } = await tx.address.findUniqueOrThrow({ where: { address }, select: { personId: true } });
  await tx.history.create({
    data: {
      id: newId(),
      at: now,
      by: address,
      event: 'address-heard',
      reason: `somebody wrote from ${address}: mail goes there again`,
      personId,
    },
  });
}
