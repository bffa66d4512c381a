// Addresses that the match desk is about: whose they are, and whose staff said they are not.
import type { Prompt } from '../../prisma/generated/sqlite/client/client.ts';
import type { Fact } from '../core/facts.ts';
import type { Stranger } from '../core/stranger.ts';
import { personByAddress } from './cases.ts';
import type { Reads, Transaction } from './database.ts';

/** The address that a card asks about, with whose it is now; null for other cards, and where none is named. */
export async function strangerOn(
  read: Reads,
  { kind, inboundMailId, paymentId }: Pick<Prompt, 'kind' | 'inboundMailId' | 'paymentId'>,
): Promise<Stranger | null> {
  if (kind !== 'mail-review' && kind !== 'payment-review') return null;
  const mail =
    inboundMailId === null ? null : await read.inboundMail.findUnique({ where: { id: inboundMailId } });
  const payment =
    kind === 'mail-review' || paymentId === null
      ? null
      : await read.payment.findUnique({ where: { id: paymentId } });
  const address = (kind === 'mail-review' ? mail?.fromAddress : payment?.payerEmail)?.toLowerCase() ?? null;
  if (address === null) return null;
  const assignedTo = mail?.assignedTo ?? null;
  return {
    address,
    owner: await ownerOf(read, address),
    assigned: assignedTo === null ? null : await personByAddress(read, assignedTo),
  };
}

async function ownerOf(read: Reads, address: string): Promise<Stranger['owner']> {
  const row = await read.address.findUnique({ where: { address }, include: { person: true } });
  if (row === null) return null;
  const { person, aliasBy: by, aliasAt: at } = row;
  return { name: person.name, alias: by === null || at === null ? null : { by, at } };
}

/** Of whom staff said that one of these addresses is not theirs. */
export async function notTheirs(read: Reads, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set();
  const one = { in: addresses.map((address) => address.toLowerCase()) };
  const rows = await read.notSame.findMany({ where: { kind: 'address', one }, select: { other: true } });
  return new Set(rows.map(({ other }) => other));
}

/** Staff said that an address is none of these people's: remembered, and the card asks on without them. */
export async function noteNotTheSame(
  tx: Transaction,
  { promptId, address: one, people, rows, by, at }: Extract<Fact, { fact: 'not-the-same' }>,
): Promise<void> {
  const known = await tx.address.findMany({
    where: { address: { in: people.map(({ address }) => address) } },
    select: { personId: true },
  });
  for (const other of new Set(known.map(({ personId }) => personId))) {
    const pair = { kind: 'address', one, other };
    await tx.notSame.upsert({
      where: { kind_one_other: pair },
      create: { ...pair, by, at },
      update: {},
    });
  }
  await tx.prompt.update({
    where: { id: promptId },
    data: { people: [], facts: rows.map((pair) => [...pair]) },
  });
}

/** What staff said of addresses and this person, the oldest first: theirs always, or not theirs. */
export async function saidOfAddresses(
  read: Reads,
  personId: string,
): Promise<{ address: string; isTheirs: boolean; by: string; at: Date }[]> {
  const [aliases, strangers] = await Promise.all([
    read.address.findMany({ where: { personId, aliasAt: { not: null } } }),
    read.notSame.findMany({ where: { kind: 'address', other: personId } }),
  ]);
  const said = [
    ...aliases.flatMap(({ address, aliasBy: by, aliasAt: at }) =>
      at === null ? [] : [{ address, isTheirs: true, by: by ?? '', at }],
    ),
    ...strangers.map(({ one: address, by, at }) => ({ address, isTheirs: false, by, at })),
  ];
  return said.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.address.localeCompare(b.address));
}
