// Facts about becoming and staying a Trainer of Record, as rows. All of it runs inside the transaction of a commit.
import type { Fact } from '../core/facts.ts';
import type { CandidateQualified } from '../core/year-facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';

const kinds = [
  'orientation-noted',
  'candidate-fee-waived',
  'onboarding-cleared',
  'candidate-qualified',
  'term-confirmed',
] as const;

export type YearFact = Extract<Fact, { fact: (typeof kinds)[number] }>;

export function isYearFact(fact: Fact): fact is YearFact {
  return kinds.some((kind) => kind === fact.fact);
}

export async function applyYearFact(tx: Transaction, fact: YearFact, context: FactContext): Promise<void> {
  switch (fact.fact) {
    case 'orientation-noted':
      return noteOrientation(tx, fact);
    case 'candidate-fee-waived':
      return waiveCandidateFee(tx, fact);
    case 'onboarding-cleared':
      return clearOnboarding(tx, fact, context.programme);
    case 'candidate-qualified':
      return qualifyCandidate(tx, fact, context.programme);
    case 'term-confirmed':
      return confirmTerm(tx, fact);
  }
}

type FactOf<Name extends YearFact['fact']> = Extract<YearFact, { fact: Name }>;

async function noteOrientation(
  tx: Transaction,
  { applicationId: id, at, by, how }: FactOf<'orientation-noted'>,
): Promise<void> {
  const data = { orientationAt: at, orientationBy: by, orientationHow: how };
  await tx.application.update({ where: { id }, data });
}

async function waiveCandidateFee(
  tx: Transaction,
  { applicationId: id, at, by, reason }: FactOf<'candidate-fee-waived'>,
): Promise<void> {
  const data = {
    candidateFeeWaivedAt: at,
    candidateFeeWaivedBy: by,
    candidateFeeWaivedReason: reason,
  };
  await tx.application.update({ where: { id }, data });
}

async function clearOnboarding(
  tx: Transaction,
  { applicationId: id, personId }: FactOf<'onboarding-cleared'>,
  programme: string,
): Promise<void> {
  const data = { orientationAt: null, orientationBy: null, orientationHow: null };
  await tx.application.update({ where: { id }, data });
  await tx.agreement.updateMany({
    where: { personId, programme, countersignedAt: { not: null } },
    data: { countersignedAt: null, countersignedBy: null, rowVersion: { increment: 1 } },
  });
}

async function qualifyCandidate(tx: Transaction, fact: CandidateQualified, programme: string): Promise<void> {
  const { applicationId, paymentIds, by, at } = fact;
  await tx.application.update({
    where: { id: applicationId },
    data: { qualifiedAt: at, qualifiedBy: by },
  });
  const credentialId = await takeUpCredential(tx, fact, programme);
  const { id: termId } = await tx.term.create({ data: { id: newId(), credentialId, ...firstTerm(fact) } });
  await tx.payment.updateMany({ where: { id: { in: [...paymentIds] } }, data: { termId } });
}

/** Somebody who lapsed and qualified again has the credential of before. */
async function takeUpCredential(
  tx: Transaction,
  { credentialId, personId, grantedOn }: CandidateQualified,
  programme: string,
): Promise<string> {
  if (credentialId === null)
    return (await tx.credential.create({ data: { id: newId(), personId, programme, grantedOn } })).id;
  const data = { endedOn: null, endReason: null, removedAt: null, removedBy: null, grantedOn };
  await tx.credential.update({ where: { id: credentialId }, data });
  return credentialId;
}

/** The registration is what staff confirm with the click; the orientation stands for the meeting. */
function firstTerm({ startsOn, endsOn, onboarding, by, at }: CandidateQualified) {
  const { orientation, agreementExecuted, feeWaived } = onboarding;
  return {
    startsOn,
    endsOn,
    openedAt: at,
    qispAt: at,
    qispBy: by,
    meetingAt: orientation?.at ?? at,
    meetingBy: orientation?.by ?? by,
    meetingHow: orientation?.how ?? null,
    agreementAt: agreementExecuted?.at ?? at,
    agreementBy: agreementExecuted?.by ?? by,
    feeAt: at,
    feeBy: feeWaived?.by ?? 'torq',
    ...(feeWaived === null
      ? {}
      : { waivers: { fee: { by: feeWaived.by, at: feeWaived.at.toISOString(), reason: feeWaived.reason } } }),
    confirmedAt: at,
    confirmedBy: by,
  };
}

async function confirmTerm(tx: Transaction, { termId: id, at, by }: FactOf<'term-confirmed'>): Promise<void> {
  await tx.term.updateMany({
    where: { id, confirmedAt: null },
    data: { confirmedAt: at, confirmedBy: by },
  });
}
