// Certificates as rows, one for each way in which one may stand.
import { createCertificateNumbers } from '../../src/documents/certificate/numbers.ts';
import type { Database } from '../../src/store/database.ts';
import { addTrainers } from './trainers.ts';

const numberOf = createCertificateNumbers('a signing key for tests, long enough');

export type Standings = Record<
  'valid' | 'later' | 'over' | 'lapsed' | 'ended' | 'old' | 'renewed' | 'revoked' | 'erased',
  string
>;

/** Issues one certificate of each kind to people called after it; returns their numbers. Today is 2027-08-01. */
export async function issueOfEachKind(database: Database): Promise<Standings> {
  const terms: Record<string, { startsOn: string; endsOn: string }> = {
    later: { startsOn: '2028-07-01', endsOn: '2029-06-30' },
    over: { startsOn: '2026-07-01', endsOn: '2027-06-30' },
  };
  const usual = { startsOn: '2027-07-01', endsOn: '2028-06-30' };
  const kinds = ['valid', 'later', 'over', 'lapsed', 'ended', 'old', 'revoked', 'erased'] as const;
  await addTrainers(
    database,
    kinds.map((kind) => ({
      id: kind,
      name: `Person ${kind}`,
      organisation: 'Secret Employer',
      ...terms[kind],
    })),
  );
  const numbers: Partial<Standings> = {};
  const at = new Date('2027-07-01T12:00:00Z');
  await database.write(async (tx) => {
    for (const kind of [...kinds, 'renewed'] as const) {
      const person = kind === 'renewed' ? 'old' : kind;
      const { startsOn, endsOn } = terms[kind] ?? usual;
      const issue = { prefix: 'IGP', termId: `term-${person}`, startsOn, issue: kind === 'renewed' ? 1 : 0 };
      const number = numberOf(issue, 0);
      numbers[kind] = number;
      await tx.certificate.create({
        data: {
          ...{
            id: `certificate-${kind}`,
            number,
            programme: 'igp-tor',
            termId: issue.termId,
            personId: person,
          },
          ...{
            name: `Person ${person}`,
            organisation: 'California Stormwater Quality Association',
            startsOn,
            endsOn,
          },
          ...{ issuedOn: '2027-06-20', documentSha256: 'none', issuedAt: at, issuedBy: 'torq' },
        },
      });
    }
    const supersededBy = numbers.renewed ?? '';
    await tx.certificate.update({
      where: { id: 'certificate-old' },
      data: { supersededBy, supersededAt: at },
    });
    const revoked = { revokedAt: at, revokedBy: 'operator', revokedReason: 'a secret reason' };
    await tx.certificate.update({ where: { id: 'certificate-revoked' }, data: revoked });
    await tx.term.update({ where: { id: 'term-lapsed' }, data: { lapsedAt: at } });
    await tx.credential.update({ where: { id: 'credential-ended' }, data: { endedOn: '2027-07-15' } });
    await tx.person.update({ where: { id: 'erased' }, data: { erasedAt: at, name: 'erased' } });
  });
  return numbers as Standings;
}
