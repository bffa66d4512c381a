import type { Person } from '../core/case.ts';
import { personParts, toPerson } from './case-rows.ts';
import type { Reads } from './database.ts';
import { waiversIn } from './waivers.ts';

/** `agreement`: whether it was in force in the term before, and the versions that both have signed. */
export type CredentialToRenew = {
  credentialId: string;
  personId: string;
  agreement: { ticked: boolean; signed: readonly string[] };
};

/**
 * Credentials whose last term ends the day before `startsOn` and that have no term starting on it yet: their renewal is
 * to be opened. A term whose own renewal was neither paid nor confirmed has lapsed, also while staff have not said so. `endsBefore` is that day before, YYYY-MM-DD.
 */
export async function credentialsToRenew(
  read: Reads,
  query: { programme: string; startsOn: string; endsBefore: string },
): Promise<CredentialToRenew[]> {
  const rows = await read.credential.findMany({
    where: {
      programme: query.programme,
      endedOn: null,
      terms: {
        some: {
          endsOn: query.endsBefore,
          lapsedAt: null,
          OR: [{ confirmedAt: { not: null } }, { feeAt: { not: null } }],
        },
        none: { startsOn: query.startsOn },
      },
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      personId: true,
      person: {
        select: {
          agreements: {
            where: { programme: query.programme, countersignedAt: { not: null } },
            select: { version: true },
          },
        },
      },
      terms: { where: { endsOn: query.endsBefore }, select: { agreementAt: true, waivers: true } },
    },
  });
  return rows.map(({ id, personId, person, terms }) => ({
    credentialId: id,
    personId,
    agreement: {
      ticked: terms.some(
        ({ agreementAt, waivers }) => agreementAt !== null && waiversIn(waivers).agreement === undefined,
      ),
      signed: person.agreements.map(({ version }) => version),
    },
  }));
}

/** Whose status is in force, and until when their confirmed terms last. */
export async function trainersInOffice(
  read: Reads,
  programme: string,
): Promise<{ person: Person; confirmedUntil: string }[]> {
  const rows = await read.credential.findMany({
    where: { programme, endedOn: null, person: { mergedIntoId: null, erasedAt: null } },
    orderBy: { id: 'asc' },
    include: {
      person: { include: personParts },
      terms: { where: { confirmedAt: { not: null } }, orderBy: { endsOn: 'desc' }, take: 1 },
    },
  });
  return rows.flatMap(({ person, terms: [last] }) =>
    last === undefined ? [] : [{ person: toPerson(person), confirmedUntil: last.endsOn }],
  );
}
