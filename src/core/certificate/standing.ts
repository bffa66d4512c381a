// Whether a certificate holds today: from it and from the term that it is of. Nothing is stored about this.

export type CertificateStanding =
  | { kind: 'valid' }
  /** Its term has not begun. */
  | { kind: 'not-yet' }
  /** Its term is over. */
  | { kind: 'over' }
  /** The qualification ended, or was found to have lapsed, before that; `on`: YYYY-MM-DD, where it is known. */
  | { kind: 'lapsed'; on: string | null }
  /** Another certificate has taken its place. */
  | { kind: 'superseded'; by: string }
  | { kind: 'revoked' };

export type IssuedCertificate = {
  startsOn: string;
  endsOn: string;
  supersededBy: string | null;
  revokedAt: Date | null;
  term: {
    confirmedAt: Date | null;
    lapsedAt: Date | null;
    credential: { endedOn: string | null };
  };
};

/** `today`: YYYY-MM-DD in the programme's time zone. Both days of a term belong to it. */
export function standingOf(certificate: IssuedCertificate, today: string): CertificateStanding {
  const { startsOn, endsOn, supersededBy, revokedAt, term } = certificate;
  const { endedOn } = term.credential;
  if (revokedAt !== null) return { kind: 'revoked' };
  if (supersededBy !== null) return { kind: 'superseded', by: supersededBy };
  if (endedOn !== null && endedOn < endsOn && endedOn <= today) return { kind: 'lapsed', on: endedOn };
  if (term.lapsedAt !== null || term.confirmedAt === null) return { kind: 'lapsed', on: null };
  if (today > endsOn) return { kind: 'over' };
  return today < startsOn ? { kind: 'not-yet' } : { kind: 'valid' };
}
