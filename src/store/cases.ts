// Cases as core sees them, and the people and payments that lead to them.
import type { ApplicationCase, Case, PaymentFact, Person, TermCase } from '../core/case.ts';
import type { CaseReference } from '../core/decision.ts';
import {
  applicationParts,
  personParts,
  termParts,
  toApplicationCase,
  toPayment,
  toPerson,
  toTermCase,
} from './case-rows.ts';
import type { Reads } from './database.ts';
import { inPages, page } from './pages.ts';

/** The application or term that a reference names, or null. */
export async function caseOf(read: Reads, reference: CaseReference): Promise<Case | null> {
  if (reference.kind === 'application') {
    const row = await read.application.findUnique({ where: { id: reference.id }, include: applicationParts });
    return row === null ? null : toApplicationCase(row);
  }
  const row = await read.term.findUnique({ where: { id: reference.id }, include: termParts });
  return row === null ? null : toTermCase(row);
}

/** The cases that these references name, by their ids: a few statements however many they are. */
export async function casesOf(read: Reads, references: readonly CaseReference[]): Promise<Map<string, Case>> {
  const idsOf = (kind: CaseReference['kind']) => [
    ...new Set(references.filter((reference) => reference.kind === kind).map(({ id }) => id)),
  ];
  const [applications, terms] = [idsOf('application'), idsOf('term')];
  const cases: Case[] = [];
  if (applications.length > 0)
    cases.push(
      ...(
        await read.application.findMany({ where: { id: { in: applications } }, include: applicationParts })
      ).map(toApplicationCase),
    );
  if (terms.length > 0)
    cases.push(
      ...(await read.term.findMany({ where: { id: { in: terms } }, include: termParts })).map(toTermCase),
    );
  return new Map(
    cases.map((entry) => [entry.kind === 'application' ? entry.application.id : entry.term.id, entry]),
  );
}

// Lookups of one row by its key, as these are: those of many mails at once become one query by themselves.

/** A person's application in a cycle, or null. */
export async function applicationIn(
  read: Reads,
  query: { personId: string; programme: string; cycle: string },
): Promise<ApplicationCase | null> {
  const { programme, cycle: name } = query;
  const person = await read.person.findUnique({
    where: { id: query.personId },
    select: { applications: { where: { cycle: { programme, name } }, include: applicationParts } },
  });
  const row = person?.applications[0];
  return row === undefined ? null : toApplicationCase(row);
}

/** A person's terms whose fee may still be paid, oldest first. */
export async function openTermsOf(
  read: Reads,
  { personId, programme }: { personId: string; programme: string },
): Promise<TermCase[]> {
  const person = await read.person.findUnique({
    where: { id: personId },
    select: {
      credentials: {
        where: { programme, endedOn: null },
        select: {
          terms: {
            where: { lapsedAt: null, confirmedAt: null },
            orderBy: { startsOn: 'asc' },
            include: termParts,
          },
        },
      },
    },
  });
  return (person?.credentials ?? []).flatMap(({ terms }) => terms.map(toTermCase));
}

/** What a person's cases are called, with what tells the present ones from the old: oldest first. */
export async function caseNamesOf(read: Reads, personId: string) {
  const person = await read.person.findUnique({
    where: { id: personId },
    select: {
      applications: {
        orderBy: { openedAt: 'asc' },
        select: { id: true, cycle: { select: { programme: true, name: true } } },
      },
      credentials: {
        select: {
          programme: true,
          endedOn: true,
          terms: {
            orderBy: { startsOn: 'asc' },
            select: { id: true, lapsedAt: true, confirmedAt: true },
          },
        },
      },
    },
  });
  return { applications: person?.applications ?? [], credentials: person?.credentials ?? [] };
}

/** Every application of a cycle, whatever became of it. */
export async function applicationsOf(
  read: Reads,
  { programme, cycle }: { programme: string; cycle: string },
): Promise<ApplicationCase[]> {
  const rows = await inPages((after) =>
    read.application.findMany({
      where: { id: { gt: after }, cycle: { programme, name: cycle } },
      orderBy: { id: 'asc' },
      take: page,
      include: applicationParts,
    }),
  );
  return rows.map(toApplicationCase);
}

/** The person whose address this is, or null. Addresses are lower-cased. */
export async function personByAddress(read: Reads, address: string): Promise<Person | null> {
  const row = await read.address.findUnique({
    where: { address: address.toLowerCase() },
    include: { person: { include: personParts } },
  });
  return row === null ? null : toPerson(row.person);
}

/** The payment with a store's order number, or null. */
export async function paymentByOrder(
  read: Reads,
  store: string,
  orderNumber: string,
): Promise<PaymentFact | null> {
  const row = await read.payment.findUnique({ where: { store_orderNumber: { store, orderNumber } } });
  return row === null ? null : toPayment(row);
}
