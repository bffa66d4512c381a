// Whom to compare for duplicates, and of whom staff said that they are two.
import { type ComparedPerson, pairKey } from '../core/duplicates.ts';
import type { Database, Reads } from './database.ts';
import { newId } from './ids.ts';
import { presentIdOf } from './merged-people.ts';

/**
 * Another text whenever what is compared has changed, short of an exchange of letters in a name: a suggestion may be that
 * much out of date, and is drawn from the people as they are.
 */
export async function comparedState(read: Reads): Promise<string> {
  const [row] = await read.$queryRaw<Record<string, unknown>[]>`
    SELECT
      (SELECT count(*) FROM "Person") AS "people",
      (SELECT coalesce(sum("version"), 0) FROM "Person") AS "versions",
      (SELECT coalesce(sum(length("name") + length(coalesce("organisation", ''))), 0) FROM "Person") AS "letters",
      (SELECT count(*) FROM "Person" WHERE "mergedIntoId" IS NOT NULL OR "erasedAt" IS NOT NULL) AS "gone",
      (SELECT count(*) FROM "Address") AS "addresses",
      (SELECT count(*) FROM "Payment" WHERE "personId" IS NOT NULL) AS "payments",
      (SELECT count(*) FROM "NotSame") AS "notSame"`;
  return Object.values(row ?? {}).join('/');
}

/** Everybody who may be there twice, with their addresses and those that they were paid for from. */
export async function peopleToPair(read: Reads): Promise<ComparedPerson[]> {
  const people = await read.$queryRaw<{ id: string; name: string; organisation: string | null }[]>`
    SELECT "id", "name", "organisation" FROM "Person"
    WHERE "mergedIntoId" IS NULL AND "erasedAt" IS NULL ORDER BY "id"`;
  const addresses = await read.$queryRaw<{ address: string; personId: string }[]>`
    SELECT "address", "personId" FROM "Address" ORDER BY "address"`;
  const payers = await read.$queryRaw<{ address: string; personId: string }[]>`
    SELECT DISTINCT lower("payerEmail") AS "address", "personId" FROM "Payment"
    WHERE "personId" IS NOT NULL AND "payerEmail" IS NOT NULL ORDER BY 1, 2`;
  const [owned, paid] = [addresses, payers].map((rows) => Map.groupBy(rows, ({ personId }) => personId));
  const of = (rows: typeof owned, id: string) => (rows?.get(id) ?? []).map(({ address }) => address);
  return people.map((one) => ({ ...one, addresses: of(owned, one.id), payers: of(paid, one.id) }));
}

/** `pairKey` of each two who were found to be two people; rows that were merged since stand for who they are now. */
export async function notSamePeople(read: Reads): Promise<ReadonlySet<string>> {
  const rows = await read.notSame.findMany({ where: { kind: 'person' } });
  const merged = await read.person.findMany({ where: { mergedIntoId: { not: null } }, select: { id: true } });
  const present = new Map<string, string>();
  for (const { id } of merged) present.set(id, await presentIdOf(read, id));
  const now = (id: string) => present.get(id) ?? id;
  return new Set(rows.map(({ one, other }) => pairKey(now(one), now(other))));
}

/** Remembers that these are two people, in the history of both; what is remembered stays as it is. @returns whether it is new */
export async function noteNotSame(
  database: Database,
  ids: readonly [string, string],
  { by, now: at }: { by: string; now: Date },
): Promise<boolean> {
  const [one, other] = ids.toSorted() as [string, string];
  return database.write(async (tx) => {
    const known = await tx.notSame.findUnique({ where: { kind_one_other: { kind: 'person', one, other } } });
    if (known !== null) return false;
    await tx.notSame.create({ data: { kind: 'person', one, other, by, at } });
    const people = await tx.person.findMany({ where: { id: { in: [one, other] } } });
    const names = people.map(({ name }) => name).join(' and ');
    await tx.history.createMany({
      data: people.map(({ id }) => ({
        id: newId(),
        at,
        by,
        event: 'not-the-same',
        reason: `${names} are two people`,
        personId: id,
      })),
    });
    return true;
  });
}

/** Who said that these are two people, or null. */
export async function notSameBy(read: Reads, ids: readonly [string, string]): Promise<string | null> {
  const [one, other] = ids.toSorted() as [string, string];
  const row = await read.notSame.findUnique({ where: { kind_one_other: { kind: 'person', one, other } } });
  return row?.by ?? null;
}

/** The last merges that were not taken back, the newest first. */
export async function lastMerges(read: Reads, most: number) {
  const merges = await read.personMerge.findMany({
    where: { undoneAt: null },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: most,
    select: { id: true, intoId: true, fromId: true, by: true, at: true },
  });
  const ids = merges.flatMap(({ intoId, fromId }) => [intoId, fromId]);
  const people = await read.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return merges.map(({ intoId, fromId, ...merge }) => ({
    ...merge,
    into: names.get(intoId) ?? intoId,
    from: names.get(fromId) ?? fromId,
  }));
}
