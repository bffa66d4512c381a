// Addresses that want no announcements of a programme. Kept for good, whatever lists are imported later.
import type { Fact } from '../core/facts.ts';
import type { Database, Reads, Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';

/** The first time counts. */
export async function noteOptOut(
  tx: Transaction,
  { address, at, how, by }: Extract<Fact, { fact: 'opted-out' }>,
  { programme, inboundMailId }: FactContext,
): Promise<void> {
  await tx.optOut.upsert({
    where: { programme_address: { programme, address } },
    create: { programme, address, at, how, by, inboundMailId },
    update: {},
  });
}

type ByStaff = { programme: string; address: string; by: string; now: Date };

/** @returns whether it was new; `address` is lower-cased */
export async function optOutByStaff(
  database: Database,
  { programme, address, by, now }: ByStaff,
): Promise<boolean> {
  return database.write(async (tx) => {
    const found = await tx.optOut.findUnique({ where: { programme_address: { programme, address } } });
    if (found !== null) return false;
    await tx.optOut.create({ data: { programme, address, at: now, how: 'staff', by } });
    await note(tx, {
      by,
      now,
      event: 'announcements-stopped',
      reason: `no more announcements to ${address}`,
    });
    return true;
  });
}

/** At the wish of whoever has the address. @returns whether there was anything to be taken back */
export async function takeOptOutBack(
  database: Database,
  { programme, address, by, now }: ByStaff,
): Promise<boolean> {
  return database.write(async (tx) => {
    const { count } = await tx.optOut.deleteMany({ where: { programme, address } });
    if (count > 0)
      await note(tx, {
        by,
        now,
        event: 'announcements-allowed',
        reason: `announcements to ${address} again`,
      });
    return count > 0;
  });
}

async function note(
  tx: Transaction,
  { by, now: at, event, reason }: { by: string; now: Date; event: string; reason: string },
): Promise<void> {
  await tx.history.create({ data: { id: newId(), at, by, event, reason } });
}

/** Which of these addresses, lower-cased, have asked for no announcements of a programme, and when. */
export async function optOutsOf(
  read: Reads,
  programme: string,
  addresses: readonly string[],
): Promise<Map<string, Date>> {
  if (addresses.length === 0) return new Map();
  const rows = await read.optOut.findMany({ where: { programme, address: { in: [...addresses] } } });
  return new Map(rows.map(({ address, at }) => [address, at]));
}

/** The same for people: who has asked at one of their addresses has asked for all of them. */
export async function optOutsOfOwners(
  read: Reads,
  programme: string,
  addresses: readonly string[],
): Promise<Map<string, Date>> {
  if (addresses.length === 0) return new Map();
  const owned = await read.address.findMany({
    where: { person: { addresses: { some: { address: { in: [...addresses] } } } } },
    select: { address: true, personId: true },
  });
  const all = [...new Set([...addresses, ...owned.map(({ address }) => address)])];
  const asked = await optOutsOf(read, programme, all);
  const owners = new Map(owned.map(({ address, personId }) => [address, personId]));
  const ofOwner = new Map(
    [...asked].flatMap(([address, at]) => {
      const owner = owners.get(address);
      return owner === undefined ? [] : [[owner, at] as const];
    }),
  );
  return new Map(
    addresses.flatMap((address) => {
      const at = asked.get(address) ?? ofOwner.get(owners.get(address) ?? '');
      return at === undefined ? [] : [[address, at] as const];
    }),
  );
}

/** Whom an announcement of a programme went to, by its item, lower-cased; null when it is none. */
export async function announcedTo(read: Reads, itemId: string, programme: string): Promise<string | null> {
  const item = await read.outboxItem.findUnique({
    where: { id: itemId },
    select: { toAddress: true, message: true, programme: true },
  });
  if (item === null || item.message !== 'announcement' || item.programme !== programme) return null;
  return item.toAddress?.toLowerCase() ?? null;
}

/** Whether somebody with this address is on a list of the programme. */
export async function isListed(read: Reads, programme: string, address: string): Promise<boolean> {
  return (await read.audienceMember.findFirst({ where: { programme, address } })) !== null;
}
