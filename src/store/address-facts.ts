// What bounces, staff and people themselves change about where mail goes.
import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';

type AddressFact = Extract<
  Fact,
  { fact: 'address-bounced' | 'address-reopened' | 'address-changed' | 'mail-returned' }
>;

export function isAddressFact(fact: Fact): fact is AddressFact {
  return fact.fact.startsWith('address-') || fact.fact === 'mail-returned';
}

export async function applyAddressFact(tx: Transaction, fact: AddressFact): Promise<void> {
  switch (fact.fact) {
    case 'address-bounced':
      return noteBounce(tx, fact);
    case 'mail-returned':
      return noteReturned(tx, fact);
    case 'address-reopened':
      return reopen(tx, fact);
    case 'address-changed':
      return changeAddress(tx, fact);
  }
}

/** A hard bounce stops mail to this address. */
async function noteBounce(tx: Transaction, { address, at }: { address: string; at: Date }): Promise<void> {
  await tx.address.updateMany({ where: { address, bouncedAt: null }, data: { bouncedAt: at } });
}

/** A mail of ours came back; two reports about one mail count once. */
async function noteReturned(
  tx: Transaction,
  { outboxItemId: id, why, at }: { outboxItemId: string; why: string; at: Date },
): Promise<void> {
  await tx.outboxItem.updateMany({
    where: { id, returnedAt: null },
    data: { returnedAt: at, returnedWhy: why },
  });
}

/** Staff say that it is in order; what came back before counts no more. */
async function reopen(
  tx: Transaction,
  { outboxItemId: id, at }: { outboxItemId: string; at: Date },
): Promise<void> {
  const item = await tx.outboxItem.findUnique({ where: { id }, select: { toAddress: true } });
  const address = item?.toAddress?.toLowerCase() ?? '';
  await tx.address.updateMany({ where: { address }, data: { bouncedAt: null, heardAt: at } });
}

type Change = { personId: string; address: string; at: Date };

/**
 * Mail to the person goes to this address from now on, and what waits to be sent goes there too.
 * @throws a unique violation when the address is somebody else's: the commit is then `stale` and decided again
 */
async function changeAddress(tx: Transaction, { personId, address, at }: Change): Promise<void> {
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
