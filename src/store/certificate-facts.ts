// What happens to certificates and to the public list, as it is written.
import { certificateMailKey } from '../core/decide/certificate.ts';
import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { publishList } from './public-list.ts';

type FactOf<Name extends Fact['fact']> = Extract<Fact, { fact: Name }>;

const certificateFacts = [
  'certificate-issued',
  'certificate-revoked',
  'certificate-name-set',
  'list-published',
] as const satisfies readonly Fact['fact'][];
export type CertificateFact = FactOf<(typeof certificateFacts)[number]>;

/** Whether a fact is about what is shown to the public. */
export function isCertificateFact(fact: Fact): fact is CertificateFact {
  return certificateFacts.some((name) => name === fact.fact);
}

/** @throws a unique violation when the number, or this version of the list, is there already: the commit is stale */
export async function applyCertificateFact(
  tx: Transaction,
  fact: CertificateFact,
  { programme, now }: FactContext,
): Promise<void> {
  switch (fact.fact) {
    case 'certificate-issued':
      await tx.certificate.create({ data: { ...fact.certificate, programme, issuedAt: now } });
      if (fact.replaces !== null) await supersede(tx, fact.replaces, fact.certificate.number, now);
      return;
    case 'certificate-revoked': {
      const { number, by: revokedBy, reason: revokedReason, at: revokedAt } = fact;
      await tx.certificate.update({ where: { number }, data: { revokedAt, revokedBy, revokedReason } });
      return takeBackMail(tx, number, 'the certificate was revoked');
    }
    case 'certificate-name-set':
      await tx.person.update({ where: { id: fact.personId }, data: { certificateName: fact.name } });
      return;
    case 'list-published':
      return publishList(tx, fact);
  }
}

/** Whether a certificate counts; nobody else changes that until this transaction ends. */
export async function certificateCounts(tx: Transaction, number: string): Promise<boolean> {
  const where = { number, supersededBy: null, revokedAt: null };
  return (await tx.certificate.updateMany({ where, data: { number } })).count === 1;
}

async function supersede(tx: Transaction, number: string, supersededBy: string, at: Date): Promise<void> {
  await tx.certificate.update({ where: { number }, data: { supersededBy, supersededAt: at } });
  await takeBackMail(tx, number, `certificate ${supersededBy} took its place`);
}

/** A mail that has not gone out yet would bring what no longer counts. */
async function takeBackMail(tx: Transaction, number: string, statusReason: string): Promise<void> {
  await tx.outboxItem.updateMany({
    where: { key: certificateMailKey(number), status: { in: ['pending', 'held'] } },
    data: { status: 'superseded', statusReason },
  });
}
