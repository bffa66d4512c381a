// Where mail to a person goes: what a change of address and a bounce do to it.
import type { Reads, Transaction } from './database.ts';

/** What is known of these addresses, lower-cased. */
export async function addressesByName(
  read: Reads,
  addresses: readonly string[],
): Promise<Map<string, { bouncedAt: Date | null }>> {
  if (addresses.length === 0) return new Map();
  const rows = await read.address.findMany({ where: { address: { in: [...new Set(addresses)] } } });
  return new Map(rows.map(({ address, bouncedAt }) => [address, { bouncedAt }]));
}

/** A hard bounce stops mail to this address. */
export async function noteBounce(
  tx: Transaction,
  { address, at }: { address: string; at: Date },
): Promise<void> {
  await tx.address.updateMany({ where: { address, bouncedAt: null }, data: { bouncedAt: at } });
}

type Change = { personId: string; address: string; at: Date };

/**
 * Mail to the person goes to this address from now on, and what waits to be sent goes there too.
 * @throws a unique violation when the address is somebody else's: the commit is then `stale` and decided again
 */
export async function changeAddress(tx: Transaction, { personId, address, at }: Change): Promise<void> {
  const known = await tx.address.findMany({ where: { personId }, select: { address: true } });
  const { count } = await tx.address.updateMany({ where: { address, personId }, data: { primaryAt: at } });
  if (count === 0)
    await tx.address.create({
      data: { address, personId, learnedFrom: 'new-address', createdAt: at, primaryAt: at },
    });
  await tx.outboxItem.updateMany({
    where: {
      personId,
      channel: 'mail',
      status: { in: ['pending', 'held'] },
      toAddress: { in: known.map((row) => row.address) },
      NOT: { key: { startsWith: 'command' } },
    },
    data: { toAddress: address },
  });
}
