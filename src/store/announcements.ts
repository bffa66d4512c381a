// What announcements depend on: the lists, who is on them, who has been told, and who wants none.
import type { KnownOfListed, Listed } from '../core/announcement-audience.ts';
import { returnedForGood } from '../core/decide/bounce.ts';
import type { Reads } from './database.ts';
import { optOutsOfOwners } from './opt-outs.ts';
import type { OutboxItem } from './settlement.ts';

/** By the id of a mail: since when its reader wants no announcements, and whether they have applied in its cycle. */
export type Readers = ReadonlyMap<string, { optedOutAt: Date | null; hasApplied: boolean }>;

/** Asks about the readers of announcements that are about to be sent. */
export async function readersOf(
  read: Reads,
  mails: readonly { item: OutboxItem; cycle: string }[],
): Promise<Readers> {
  const readers = new Map<string, { optedOutAt: Date | null; hasApplied: boolean }>();
  for (const group of Map.groupBy(mails, ({ item, cycle }) => `${item.programme}\n${cycle}`).values()) {
    const { programme } = group[0]?.item ?? {};
    const { cycle } = group[0] ?? {};
    if (programme === undefined || cycle === undefined) continue;
    const addresses = group.map(({ item }) => addressOf(item));
    const optedOut = await optOutsOfOwners(read, programme, addresses);
    const applied = new Set(await applicantAddresses(read, { programme, cycle, addresses }));
    for (const { item } of group)
      readers.set(item.id, {
        optedOutAt: optedOut.get(addressOf(item)) ?? null,
        hasApplied: applied.has(addressOf(item)),
      });
  }
  return readers;
}

const addressOf = ({ toAddress }: OutboxItem) => toAddress?.toLowerCase() ?? '';

type InCycle = { programme: string; cycle: string };

/** Those of these addresses whose owners have an application in the cycle. */
async function applicantAddresses(
  read: Reads,
  { programme, cycle, addresses }: InCycle & { addresses: readonly string[] },
): Promise<string[]> {
  const rows = await read.address.findMany({
    where: {
      address: { in: [...addresses] },
      person: { applications: { some: { cycle: { programme, name: cycle } } } },
    },
    select: { address: true },
  });
  return rows.map(({ address }) => address);
}

/**
 * Everybody on these lists who was on them at an instant.
 * @param until null: as they are now
 * @param now when a day is played that lies before the import, who was imported since counts as being there
 */
export async function listedIn(
  read: Reads,
  {
    programme,
    audiences,
    until,
    now,
  }: { programme: string; audiences: readonly string[]; until: Date | null; now: Date },
): Promise<Listed[]> {
  const rows = await read.audienceMember.findMany({
    where: {
      programme,
      audience: { in: [...audiences] },
      ...(until === null
        ? {}
        : {
            OR: [
              { importedAt: { lte: until } },
              { importedAt: { gt: new Date(now.getTime() + 86_400_000) } },
            ],
          }),
    },
    select: { audience: true, address: true, name: true },
  });
  return rows.map(({ audience, address, name }) => ({ audience, address, name: name ?? '' }));
}

/** What is known of all who are on lists of a programme, for the announcement of a cycle. */
export async function knownOfListed(
  read: Reads,
  { programme, cycle, prefix }: InCycle & { prefix: string },
): Promise<KnownOfListed> {
  const owned = await read.$queryRaw<{ address: string; personId: string; name: string; bounced: number }[]>`
    SELECT a."address", a."personId", p."name", CASE WHEN a."bouncedAt" IS NULL THEN 0 ELSE 1 END AS "bounced"
    FROM "Address" AS a JOIN "Person" AS p ON p."id" = a."personId"
    WHERE a."personId" IN (
      SELECT owner."personId" FROM "Address" AS owner
      JOIN "AudienceMember" AS listed ON listed."address" = owner."address"
      WHERE listed."programme" = ${programme})
    ORDER BY CASE WHEN a."primaryAt" IS NULL THEN 1 ELSE 0 END, a."primaryAt" DESC, a."createdAt", a."address"`;
  const asked = await read.optOut.findMany({ where: { programme }, select: { address: true } });
  const applications = await read.application.findMany({
    where: { cycle: { programme, name: cycle } },
    select: { personId: true },
  });
  return {
    people: peopleOf(owned),
    optedOut: new Set(asked.map(({ address }) => address)),
    bounced: new Set([
      ...owned.filter(({ bounced }) => Number(bounced) === 1).map(({ address }) => address),
      ...(await returnedAnnouncements(read, programme, new Set(owned.map(({ address }) => address)))),
    ]),
    applied: new Set(applications.map(({ personId }) => personId)),
    told: await toldAlready(read, prefix),
  };
}

function peopleOf(
  owned: readonly { address: string; personId: string; name: string }[],
): KnownOfListed['people'] {
  const people = Map.groupBy(owned, ({ personId }) => personId);
  return new Map(
    owned.map(({ address, personId, name }) => [
      address,
      { id: personId, name, addresses: (people.get(personId) ?? []).map((one) => one.address) },
    ]),
  );
}

/** Addresses of nobody whom we know have no row that could say it: the mails that came back do. */
async function returnedAnnouncements(
  read: Reads,
  programme: string,
  owned: ReadonlySet<string>,
): Promise<string[]> {
  const rows = await read.outboxItem.findMany({
    where: { programme, message: 'announcement', returnedAt: { not: null } },
    select: { toAddress: true, returnedWhy: true },
  });
  return rows
    .filter(({ returnedWhy }) => returnedForGood(returnedWhy ?? ''))
    .map(({ toAddress }) => toAddress?.toLowerCase() ?? '')
    .filter((address) => !owned.has(address));
}

/** How many announcements with such keys have gone out. */
export async function sentAnnouncements(read: Reads, prefixes: readonly string[]): Promise<number> {
  if (prefixes.length === 0) return 0;
  return read.outboxItem.count({
    where: { status: 'sent', OR: prefixes.map((prefix) => ({ key: { startsWith: prefix } })) },
  });
}

/** To whom the announcement was written, whatever became of it. */
async function toldAlready(read: Reads, prefix: string): Promise<Set<string>> {
  const rows = await read.outboxItem.findMany({
    where: { key: { startsWith: prefix } },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key.slice(prefix.length)));
}

/**
 * Announcements of a programme that were written since an instant, and those that the mail server has not taken yet. What
 * waits for a later hour, or for staff who hold all mail to somebody, keeps nobody else's back.
 */
export async function sentLately(
  read: Reads,
  programme: string,
  { since, now }: { since: Date; now: Date },
): Promise<{ lately: number; waiting: number }> {
  const mails = { programme, message: 'announcement' };
  return {
    lately: await read.outboxItem.count({ where: { ...mails, createdAt: { gt: since } } }),
    waiting: await read.outboxItem.count({
      where: {
        ...mails,
        OR: [
          { status: 'sending' },
          { status: 'pending', notBefore: { lte: now } },
          { status: 'pending', attempts: { gt: 0 } },
        ],
      },
    }),
  };
}
