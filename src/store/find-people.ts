// People by name, address or order number, found by the database.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { PaymentFact } from '../core/case.ts';
import { folded } from '../core/names.ts';
import { toPayment } from './case-rows.ts';
import type { Reads } from './database.ts';

/**
 * The first `most` people: those whose address or order number is exactly that come first, then by name. Every word
 * has to be in the name, or all of it in an address. Upper and lower case and accents do not matter.
 */
export async function findPeople(
  read: Reads,
  words: string,
  most: number,
): Promise<{ id: string; name: string }[]> {
  const written = await asWritten(read, words, most);
  if (written.length >= most) return written;
  const known = new Set(written.map(({ id }) => id));
  const others = await foldedAlike(read, words);
  return [...written, ...others.filter(({ id }) => !known.has(id))].slice(0, most);
}

/**
 * José for "jose", Søren for "soren": neither database folds letters, so names that have other letters than ASCII's are
 * folded here. They are the ones that have more bytes than characters.
 */
async function foldedAlike(read: Reads, words: string): Promise<{ id: string; name: string }[]> {
  const wanted = folded(words).split(' ');
  const people = await read.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "Person" WHERE "mergedIntoId" IS NULL AND octet_length("name") <> length("name") ORDER BY lower("name"), "id"`;
  return people.filter(({ name }) => {
    const plain = folded(name);
    return wanted.every((word) => plain.includes(word));
  });
}

async function asWritten(read: Reads, words: string, most: number): Promise<{ id: string; name: string }[]> {
  const whole = words.toLowerCase();
  const order = words.replace(/^#/, '');
  const named = Prisma.join(words.split(' ').map(nameHas), ' AND ');
  return read.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM (
      SELECT p."id", p."name",
        CASE WHEN EXISTS (SELECT 1 FROM "Address" a WHERE a."personId" = p."id" AND a."address" = ${whole})
          OR EXISTS (SELECT 1 FROM "Payment" y WHERE y."personId" = p."id" AND y."orderNumber" = ${order})
          THEN 0
        WHEN (${named}) THEN 1
        WHEN EXISTS (SELECT 1 FROM "Address" a WHERE a."personId" = p."id" AND a."address" LIKE ${inside(whole)} ESCAPE '!')
          THEN 2
        END AS "rank"
      FROM "Person" p WHERE p."mergedIntoId" IS NULL
    ) AS "ranked"
    WHERE "rank" IS NOT NULL
    ORDER BY CASE WHEN "rank" = 0 THEN 0 ELSE 1 END, lower("name"), "id"
    LIMIT ${most}`;
}

/**
 * SQLite's lower() leaves letters such as "É" as they are, so the usual spellings are tried as well; and the plain letters,
 * for a name that is written without the accents of the search.
 */
function nameHas(word: string): Prisma.Sql {
  const lower = word.toLowerCase();
  const has = (spelling: string) => Prisma.sql`LIKE ${inside(spelling)} ESCAPE '!'`;
  const spellings = new Set([word.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1)]);
  const tried = [
    ...[...new Set([lower, folded(word)])].map((said) => Prisma.sql`lower(p."name") ${has(said)}`),
    ...[...spellings].map((said) => Prisma.sql`p."name" ${has(said)}`),
  ];
  return Prisma.sql`(${Prisma.join(tried, ' OR ')})`;
}

/** What is searched for stands for itself: "%" finds a percent sign. */
function inside(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}

/** Payments with this order number that are nobody's yet. */
export async function unmatchedOrders(read: Reads, words: string): Promise<PaymentFact[]> {
  const rows = await read.payment.findMany({
    where: { orderNumber: words.replace(/^#/, ''), personId: null },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    take: 5,
  });
  return rows.map(toPayment);
}

/** An address by which a person is looked up: the one chosen last, then the oldest; null for an unknown id. */
export async function addressOfPerson(read: Reads, personId: string): Promise<string | null> {
  const row = await read.address.findFirst({
    where: { personId },
    orderBy: [{ primaryAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'asc' }, { address: 'asc' }],
    select: { address: true },
  });
  return row?.address ?? null;
}
