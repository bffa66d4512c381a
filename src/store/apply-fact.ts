// One fact, one write. All of them run inside the transaction of a commit.
import type { Fact } from '../core/facts.ts';
import { changeAddress, noteBounce } from './addresses.ts';
import { noteApprovalFee } from './approval-fee.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';
import { newId } from './ids.ts';
import { answerUnknown } from './outbox-answer.ts';
import { applyPaymentFact } from './payments.ts';
import { supersedePrompt } from './prompt-superseded.ts';
import { reconsiderSubmissions, recordSubmission, supersedeApprovals } from './submissions.ts';
import { withdrawApplication } from './withdrawal.ts';

export async function applyFact(tx: Transaction, fact: Fact, context: FactContext): Promise<void> {
  switch (fact.fact) {
    case 'person-created':
      return createPerson(tx, fact, context.now);
    case 'address-bounced':
      return noteBounce(tx, fact);
    case 'address-changed':
      return changeAddress(tx, fact);
    case 'application-opened':
      return openApplication(tx, fact, context.programme);
    case 'payment-recorded':
    case 'payment-evidence':
    case 'payment-matched':
    case 'payment-reviewed':
    case 'payment-refunded':
    case 'payment-set-aside':
      return applyPaymentFact(tx, fact, context);
    case 'approval-fee':
      return noteApprovalFee(tx, fact);
    case 'submission-recorded':
      return recordSubmission(tx, fact.submission, context);
    case 'approval-superseded':
      return supersedeApprovals(tx, fact.applicationId, context.now);
    case 'application-decided':
      return decideApplication(tx, fact);
    case 'application-withdrawn':
      return withdrawApplication(tx, fact);
    case 'term-opened':
      return openTerm(tx, fact);
    case 'fee-ticked':
      return tickFee(tx, fact);
    case 'fee-unticked':
      return untickFee(tx, fact.termId);
    case 'submissions-reconsidered':
      return reconsiderSubmissions(tx, fact.address, context.now);
    case 'outbox-answered':
      return answerUnknown(tx, fact, context.now);
    case 'mail-retried':
      return retryMail(tx, fact.inboundMailId, context.now);
    case 'prompt-superseded':
      return supersedePrompt(tx, fact, context.now);
  }
}

type FactOf<Name extends Fact['fact']> = Extract<Fact, { fact: Name }>;

async function decideApplication(tx: Transaction, fact: FactOf<'application-decided'>): Promise<void> {
  await tx.application.update({
    where: { id: fact.applicationId },
    data: { decision: fact.outcome, decidedAt: fact.at, decidedBy: fact.by, decisionReason: fact.reason },
  });
}

async function openTerm(tx: Transaction, fact: FactOf<'term-opened'>): Promise<void> {
  const { termId: id, credentialId, startsOn, endsOn, at: openedAt } = fact;
  await tx.term.create({ data: { id, credentialId, startsOn, endsOn, openedAt } });
}

async function tickFee(tx: Transaction, { termId: id, at, by }: FactOf<'fee-ticked'>): Promise<void> {
  await tx.term.update({ where: { id }, data: { feeAt: at, feeBy: by } });
}

async function untickFee(tx: Transaction, id: string): Promise<void> {
  await tx.term.updateMany({ where: { id, feeBy: 'torq' }, data: { feeAt: null, feeBy: null } });
}

async function createPerson(tx: Transaction, fact: FactOf<'person-created'>, now: Date): Promise<void> {
  const address = { address: fact.address.toLowerCase(), learnedFrom: fact.learnedFrom, createdAt: now };
  await tx.person.create({
    data: { id: fact.personId, name: fact.name, createdAt: now, addresses: { create: address } },
  });
}

async function openApplication(
  tx: Transaction,
  fact: FactOf<'application-opened'>,
  programme: string,
): Promise<void> {
  const cycle = await tx.cycle.upsert({
    where: { programme_name: { programme, name: fact.cycle } },
    create: { id: newId(), programme, name: fact.cycle },
    update: {},
  });
  await tx.application.create({
    data: { id: fact.applicationId, personId: fact.personId, cycleId: cycle.id, openedAt: fact.at },
  });
}

async function retryMail(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.inboundMail.updateMany({
    where: { id, status: 'parked' },
    data: { status: 'recorded', attempts: 0, nextAttemptAt: now },
  });
}
