// Certificates as they were issued, and the confirmed terms that have none yet.
import type { Certificate } from '../../prisma/generated/sqlite/client/client.ts';
import type { IssuedCertificate } from '../core/certificate/standing.ts';
import type { Reads } from './database.ts';

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
