// Old ids keep answering: who somebody is now whose row was merged into another one.
import { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { CaseReference } from '../core/decision.ts';
import type { Fact } from '../core/facts.ts';
import type { Reads, Transaction } from './database.ts';

/** No chain of merges is longer; a ring, which nothing writes, would end here, too. */
const longestChain = 50;

/** The person that this id leads to: itself, or the row that it was merged into. Ids come from outside. */
export async function presentIdOf(read: Reads, personId: string): Promise<string> {
  let id = personId;
  for (let step = 0; step < longestChain; step += 1) {
    const row = await read.person.findUnique({ where: { id }, select: { mergedIntoId: true } });
    if (row === null || row.mergedIntoId === null) return id;
    id = row.mergedIntoId;
  }
  return id;
}

/** This id, and those of the rows that were merged into it: history is never moved. */
export async function everyIdOf(read: Reads, personId: string): Promise<readonly string[]> {
  const ids = [personId];
  for (let newest = ids; newest.length > 0 && ids.length < longestChain; ) {
    const rows = await read.person.findMany({
      where: { mergedIntoId: { in: newest } },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    newest = rows.map(({ id }) => id).filter((id) => !ids.includes(id));
    ids.push(...newest);
  }
  return ids;
}

/**
 * The case that a reference leads to now. A case that was closed by a merge stays with the old row; who writes to its
 * address means the one that goes on: of the same cycle, or the term of the same year.
 */
export async function presentCase(read: Reads, reference: CaseReference): Promise<CaseReference> {
  return reference.kind === 'application'
    ? presentApplication(read, reference)
    : presentTerm(read, reference);
}

async function presentApplication(read: Reads, reference: CaseReference): Promise<CaseReference> {
  const row = await read.application.findUnique({
    where: { id: reference.id },
    select: { cycleId: true, personId: true, person: { select: { mergedIntoId: true } } },
  });
  if (row === null || row.person.mergedIntoId === null) return reference;
  const personId = await presentIdOf(read, row.personId);
  const found = await read.application.findUnique({
    where: { personId_cycleId: { personId, cycleId: row.cycleId } },
    select: { id: true },
  });
  return found === null ? reference : { kind: 'application', id: found.id };
}

async function presentTerm(read: Reads, reference: CaseReference): Promise<CaseReference> {
  const row = await read.term.findUnique({
    where: { id: reference.id },
    select: {
      startsOn: true,
      credential: { select: { programme: true, personId: true, person: { select: { mergedIntoId: true } } } },
    },
  });
  if (row === null || row.credential.person.mergedIntoId === null) return reference;
  const personId = await presentIdOf(read, row.credential.personId);
  const { programme } = row.credential;
  const found = await read.term.findFirst({
    where: { startsOn: row.startsOn, credential: { personId, programme } },
    select: { id: true },
  });
  return found === null ? reference : { kind: 'term', id: found.id };
}

/**
 * Whether a fact is about a row that was merged meanwhile: what was read before is to be decided again, or it would be
 * left behind at the old id. The rows stay locked against a merge until the transaction ends; SQLite has one writer.
 */
export async function isAboutMerged(tx: Transaction, facts: readonly Fact[]): Promise<boolean> {
  const ids = [...new Set(facts.flatMap(personIn))].toSorted();
  if (ids.length === 0) return false;
  const lock = tx.$provider === 'postgresql' ? Prisma.sql`FOR SHARE` : Prisma.empty;
  const rows = await tx.$queryRaw<{ mergedIntoId: string | null }[]>`
    SELECT "mergedIntoId" FROM "Person" WHERE "id" IN (${Prisma.join(ids)}) ORDER BY "id" ${lock}`;
  return rows.some(({ mergedIntoId }) => mergedIntoId !== null);
}

function personIn(fact: Fact): string[] {
  if (fact.fact === 'payment-recorded') return fact.payment.personId === null ? [] : [fact.payment.personId];
  return 'personId' in fact && fact.personId !== null ? [fact.personId] : [];
}
