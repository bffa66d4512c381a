// Certificates as they were issued, and the confirmed terms that have none yet.
import type { Certificate, Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type { Person } from '../core/case.ts';
import type { IssuedCertificate } from '../core/certificate/standing.ts';
import { personParts, toPerson } from './case-rows.ts';
import type { Reads } from './database.ts';
import { rowsIfAny } from './pages.ts';

export type { Certificate };

/** A certificate for its verify page: what stands on it, and what has become of its term. */
export type CertificateToVerify = IssuedCertificate &
  Pick<Certificate, 'number' | 'programme' | 'name' | 'organisation' | 'issuedOn'> & {
    /** Its person was erased: the name is told no more. */
    isErased: boolean;
  };

/** By its number as it was issued; null: there is none. */
export async function certificateToVerify(read: Reads, number: string): Promise<CertificateToVerify | null> {
  const row = await read.certificate.findUnique({
    where: { number },
    select: {
      ...{ number: true, programme: true, name: true, organisation: true, issuedOn: true, personId: true },
      ...{ startsOn: true, endsOn: true, supersededBy: true, revokedAt: true },
      term: {
        select: { confirmedAt: true, lapsedAt: true, credential: { select: { endedOn: true } } },
      },
    },
  });
  if (row === null) return null;
  const { personId, ...certificate } = row;
  const person = await read.person.findUnique({ where: { id: personId }, select: { erasedAt: true } });
  return { ...certificate, isErased: person === null || person.erasedAt !== null };
}

/** A confirmed term whose certificate is to be made, with its person as they are now. */
export type TermToCertify = {
  id: string;
  startsOn: string;
  endsOn: string;
  version: number;
  confirmedBy: string | null;
  person: Person & { certificateName: string | null; unlistedAt: Date | null };
  /** How many certificates of this term were issued before. */
  issued: number;
};

const termToCertify = {
  credential: { include: { person: { include: personParts } } },
  _count: { select: { certificates: true } },
} satisfies Prisma.TermInclude;

function toTermToCertify(row: Prisma.TermGetPayload<{ include: typeof termToCertify }>): TermToCertify {
  const { id, startsOn, endsOn, version, confirmedBy, credential, _count } = row;
  const { certificateName, unlistedAt } = credential.person;
  return {
    ...{ id, startsOn, endsOn, version, confirmedBy },
    person: { ...toPerson(credential.person), certificateName, unlistedAt },
    issued: _count.certificates,
  };
}

/** Terms that hold on `today` (YYYY-MM-DD) or later: confirmed, not lapsed, of a credential that goes on. */
const standing = (programme: string, today: string) =>
  ({
    confirmedAt: { not: null },
    lapsedAt: null,
    endsOn: { gte: today },
    credential: { programme, endedOn: null, removedAt: null, person: { erasedAt: null, mergedIntoId: null } },
  }) satisfies Prisma.TermWhereInput;

/** How ids of members of a Slack workspace begin; the whole form is for core to judge. */
const slackIds = [{ confirmedBy: { startsWith: 'U' } }, { confirmedBy: { startsWith: 'W' } }];

/** Those without any certificate, by id, after `after`; `inSlack`: only those that somebody confirmed there. */
export async function termsWithoutCertificate(
  read: Reads,
  query: { programme: string; today: string; after: string; limit: number; inSlack?: boolean },
): Promise<TermToCertify[]> {
  const where = {
    ...standing(query.programme, query.today),
    certificates: { none: {} },
    id: { gt: query.after },
    ...(query.inSlack === true ? { OR: slackIds } : {}),
  };
  const rows = await rowsIfAny(
    () => read.term.findFirst({ where, select: { id: true } }),
    () => read.term.findMany({ where, orderBy: { id: 'asc' }, take: query.limit, include: termToCertify }),
  );
  return rows.map(toTermToCertify);
}

/** A certificate with its term; `term` null: the term no longer holds. */
export async function certificateWithTerm(
  read: Reads,
  number: string,
  today: string,
): Promise<{ certificate: Certificate; term: TermToCertify | null } | null> {
  const certificate = await read.certificate.findUnique({ where: { number } });
  if (certificate === null) return null;
  const row = await read.term.findFirst({
    where: { ...standing(certificate.programme, today), id: certificate.termId },
    include: termToCertify,
  });
  return { certificate, term: row === null ? null : toTermToCertify(row) };
}

/** Of which term the certificate with this number is; null: there is none. */
export async function termOfNumber(read: Reads, number: string): Promise<string | null> {
  const row = await read.certificate.findUnique({ where: { number }, select: { termId: true } });
  return row?.termId ?? null;
}
