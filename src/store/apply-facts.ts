// How facts are written. All of it runs inside the transaction of a commit.

import type { AgreementFact } from '../core/agreement-facts.ts';
import type { Fact } from '../core/facts.ts';
import { applyAddressFact, isAddressFact } from './address-facts.ts';
import { applyAgreementFact, isAgreementFact } from './agreement-facts.ts';
import { noteApprovalFee } from './approval-fee.ts';
import { assignMail } from './assigned.ts';
import { applyCertificateFact, type CertificateFact, isCertificateFact } from './certificate-facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { applyHoldFact } from './holds.ts';
import { applyLadderFact, isLadderFact, type LadderFact } from './ladder-facts.ts';
import { addNewRows, type FactInContext } from './new-rows.ts';
import { noteOptOut } from './opt-outs.ts';
import { answerUnknown } from './outbox-answer.ts';
import { applyPaymentFact } from './payments.ts';
import { applyPersonFact, isPersonFact, type PersonFact } from './person-facts.ts';
import { supersedePrompt } from './prompt-superseded.ts';
import { applyReplyFact, isReplyFact, type ReplyFact } from './reply-facts.ts';
import { releaseResults } from './results.ts';
import { noteNotTheSame } from './strangers.ts';
import { reconsiderSubmissions, settleHomelessCards, supersedeApprovals } from './submissions.ts';
import { takeDecisionBack } from './take-decision-back.ts';
import { withdrawApplication } from './withdrawal.ts';
import { applyYearFact, isYearFact, type YearFact } from './year-facts.ts';

/** Writes facts: rows that are added, then what changes rows; facts of one kind together where there may be many. */
export async function applyFacts(tx: Transaction, facts: readonly FactInContext[]): Promise<void> {
  await addNewRows(tx, facts);
  const { now = null } = facts[0]?.context ?? {};
  if (now === null) return;
  await forAll(
    facts,
    'submission-recorded',
    ({ context }) => context.inboundMailId ?? '',
    (mails) => settleHomelessCards(tx, mails, now),
  );
  await forAll(
    facts,
    'approval-superseded',
    ({ fact }) => fact.applicationId,
    (applications) => supersedeApprovals(tx, applications, now),
  );
  for (const { fact, context } of facts)
    if (isReplyFact(fact)) await applyReplyFact(tx, fact, context.now);
    else if (isPersonFact(fact)) await applyPersonFact(tx, fact);
    else if (isLadderFact(fact)) await applyLadderFact(tx, fact);
    else if (isAgreementFact(fact)) await applyAgreementFact(tx, fact, context);
    else if (isYearFact(fact)) await applyYearFact(tx, fact, context);
    else if (isCertificateFact(fact)) await applyCertificateFact(tx, fact, context);
    else await changeRows(tx, fact, context);
  await forAll(
    facts,
    'submissions-reconsidered',
    ({ fact }) => fact.address,
    (addresses) => reconsiderSubmissions(tx, addresses, now),
  );
}

type OfKind<Name extends Fact['fact']> = { fact: FactOf<Name>; context: FactContext };

/** One statement for all facts of a kind. */
async function forAll<Name extends Fact['fact']>(
  facts: readonly FactInContext[],
  kind: Name,
  keyOf: (entry: OfKind<Name>) => string,
  write: (keys: readonly string[]) => Promise<void>,
): Promise<void> {
  const isOfKind = (entry: FactInContext): entry is OfKind<Name> => entry.fact.fact === kind;
  const keys = facts.filter(isOfKind).map(keyOf);
  if (keys.length > 0) await write(keys);
}

async function changeRows(
  tx: Transaction,
  fact: Exclude<Fact, AgreementFact | CertificateFact | LadderFact | PersonFact | ReplyFact | YearFact>,
  context: FactContext,
): Promise<void> {
  if (isAddressFact(fact)) return applyAddressFact(tx, fact);
  switch (fact.fact) {
    case 'payment-evidence':
    case 'payment-matched':
    case 'payment-reviewed':
    case 'payment-refunded':
    case 'payment-set-aside':
      return applyPaymentFact(tx, fact, context);
    case 'approval-fee':
      return noteApprovalFee(tx, fact);
    case 'application-decided':
      return decideApplication(tx, fact);
    case 'decision-taken-back':
      return takeDecisionBack(tx, fact);
    case 'results-released':
      return releaseResults(tx, { ...fact, ...context });
    case 'application-withdrawn':
      return withdrawApplication(tx, fact);
    case 'fee-ticked':
      return tickFee(tx, fact);
    case 'fee-unticked':
      return untickFee(tx, fact.termId);
    case 'outbox-answered':
      return answerUnknown(tx, fact, context.now);
    case 'mail-held':
    case 'mail-resumed':
      return applyHoldFact(tx, fact);
    case 'mail-assigned':
      return assignMail(tx, fact, context.now);
    case 'not-the-same':
      return noteNotTheSame(tx, fact);
    case 'opted-out':
      return noteOptOut(tx, fact, context);
    case 'mail-retried':
      return retryMail(tx, fact.inboundMailId, context.now);
    case 'prompt-superseded':
      return supersedePrompt(tx, fact, context.now);
    default:
      // Written together, before or after these.
      fact satisfies FactOf<Together>;
  }
}

/** Facts that add rows, or that one statement writes for all. */
type Together =
  | 'person-created'
  | 'application-opened'
  | 'term-opened'
  | 'payment-recorded'
  | 'submission-recorded'
  | 'approval-superseded'
  | 'submissions-reconsidered';

type FactOf<Name extends Fact['fact']> = Extract<Fact, { fact: Name }>;

async function decideApplication(tx: Transaction, fact: FactOf<'application-decided'>): Promise<void> {
  await tx.application.update({
    where: { id: fact.applicationId },
    data: { decision: fact.outcome, decidedAt: fact.at, decidedBy: fact.by, decisionReason: fact.reason },
  });
}

async function tickFee(tx: Transaction, { termId: id, at, by }: FactOf<'fee-ticked'>): Promise<void> {
  await tx.term.update({ where: { id }, data: { feeAt: at, feeBy: by } });
}

async function untickFee(tx: Transaction, id: string): Promise<void> {
  await tx.term.updateMany({ where: { id, feeBy: 'torq' }, data: { feeAt: null, feeBy: null } });
}

async function retryMail(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.inboundMail.updateMany({
    where: { id, status: 'parked' },
    data: { status: 'recorded', attempts: 0, nextAttemptAt: now },
  });
}
