// The public list: whom it is made from, and its published versions.
import type { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { ListEntry, ListedPerson, ListedTrainer } from '../core/public-list/entries.ts';
import type { Reads, Transaction } from './database.ts';

const personColumns = {
  id: true,
  name: true,
  certificateName: true,
  organisation: true,
  listing: true,
  unlistedAt: true,
  mergedIntoId: true,
  erasedAt: true,
} as const satisfies Prisma.PersonSelect;

/** A statement takes so many parameters and no more. */
const mostAtOnce = 500;

/** Everybody who has a confirmed term of this programme. */
export async function trainersOf(read: Reads, programme: string): Promise<ListedTrainer[]> {
  const trainers: ListedTrainer[] = [];
  for (let after = ''; ; ) {
    const rows = await trainersAfter(read, programme, after);
    trainers.push(...rows.map(({ id: _, person, terms, ...credential }) => ({ person, terms, credential })));
    const last = rows.at(-1);
    if (last === undefined || rows.length < mostAtOnce) return trainers;
    after = last.id;
  }
}

function trainersAfter(read: Reads, programme: string, after: string) {
  const confirmed = { confirmedAt: { not: null } };
  return read.credential.findMany({
    where: { programme, id: { gt: after }, terms: { some: confirmed } },
    orderBy: { id: 'asc' },
    take: mostAtOnce,
    select: {
      id: true,
      endedOn: true,
      removedAt: true,
      person: { select: personColumns },
      terms: {
        where: confirmed,
        select: {
          startsOn: true,
          endsOn: true,
          confirmedAt: true,
          lapsedAt: true,
          certificates: { select: { supersededAt: true, revokedAt: true } },
        },
      },
    },
  });
}

/** What of somebody may be public: the contact that they allow, the name as it is printed, since when they are off the list. */
export async function publicOf(
  read: Reads,
  personId: string,
): Promise<{ listing: readonly string[]; certificateName: string | null; unlistedAt: Date | null }> {
  const row = await read.person.findUnique({ where: { id: personId }, select: personColumns });
  const shown = typeof row?.listing === 'object' && row.listing !== null ? Object.values(row.listing) : [];
  return {
    listing: shown.filter((value) => typeof value === 'string'),
    certificateName: row?.certificateName ?? null,
    unlistedAt: row?.unlistedAt ?? null,
  };
}

/** A published version. `number` 0: nothing was published yet. */
export type PublishedVersion = { number: number; entries: readonly ListEntry[]; publishedAt: Date | null };

/** The version that is shown. */
export async function publishedList(read: Reads, programme: string): Promise<PublishedVersion> {
  const row = await read.publishedList.findFirst({
    where: { programme },
    orderBy: { version: 'desc' },
    select: { version: true, entries: true, publishedAt: true },
  });
  if (row === null) return { number: 0, entries: [], publishedAt: null };
  // Written by `publishList` and by nobody else.
  return { number: row.version, entries: row.entries as ListEntry[], publishedAt: row.publishedAt };
}

/** What these people allow at this moment. */
export async function listedPeople(
  read: Reads,
  entries: readonly ListEntry[],
): Promise<ReadonlyMap<string, ListedPerson>> {
  const people = new Map<string, ListedPerson>();
  for (let at = 0; at < entries.length; at += mostAtOnce) {
    const ids = entries.slice(at, at + mostAtOnce).map(({ personId }) => personId);
    const rows = await read.person.findMany({ where: { id: { in: ids } }, select: personColumns });
    for (const row of rows) people.set(row.id, row);
  }
  return people;
}

/** @throws a unique violation when somebody published this version first */
export async function publishList(
  tx: Transaction,
  list: { programme: string; version: number; entries: readonly ListEntry[]; by: string; at: Date },
): Promise<void> {
  const { programme, version, entries, by, at } = list;
  await tx.publishedList.create({
    data: {
      programme,
      version,
      entries: entries.map((entry) => ({ ...entry })),
      publishedAt: at,
      publishedBy: by,
    },
  });
}
