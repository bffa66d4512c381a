// What happens to Compliance Agreements, as rows: one a person, programme and version. Runs inside the transaction of a commit.
import type { AgreementFact } from '../core/agreement-facts.ts';
import type { Fact } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';

const kinds: readonly string[] = [
  'agreement-mailed',
  'agreement-signed',
  'agreement-executed',
] satisfies AgreementFact['fact'][];

export function isAgreementFact(fact: Fact): fact is AgreementFact {
  return kinds.includes(fact.fact);
}

export async function applyAgreementFact(
  tx: Transaction,
  fact: AgreementFact,
  { programme }: FactContext,
): Promise<void> {
  const { personId, version, at } = fact;
  const data = columnsOf(fact);
  await tx.agreement.upsert({
    where: { personId_programme_version: { personId, programme, version } },
    create: { id: newId(), personId, programme, version, ...data },
    update: { ...data, rowVersion: { increment: 1 } },
  });
  if (fact.fact === 'agreement-executed') await tickOpenRenewal(tx, { personId, programme, by: fact.by, at });
}

function columnsOf(fact: AgreementFact) {
  switch (fact.fact) {
    case 'agreement-mailed':
      return { sentAt: fact.at };
    case 'agreement-signed':
      return { signedAt: fact.at, inboundMailId: fact.inboundMailId, signedSha256: fact.sha256 };
    case 'agreement-executed':
      return {
        countersignedAt: fact.at,
        countersignedBy: fact.by,
        ...(fact.sha256 === null ? {} : { executedSha256: fact.sha256, returnedAt: fact.at }),
      };
  }
}

/** Whoever is asked to sign a new version within a renewal has that item done with it. */
async function tickOpenRenewal(
  tx: Transaction,
  { personId, programme, by, at }: { personId: string; programme: string; by: string; at: Date },
): Promise<void> {
  await tx.term.updateMany({
    where: {
      credential: { personId, programme, endedOn: null },
      confirmedAt: null,
      lapsedAt: null,
      agreementAt: null,
    },
    data: { agreementAt: at, agreementBy: by, version: { increment: 1 } },
  });
}
