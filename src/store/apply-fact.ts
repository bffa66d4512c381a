// One fact, one write. All of them run inside the transaction of a commit.
import type { Fact, NewPayment } from '../core/facts.ts';
import { changeAddress, noteBounce } from './addresses.ts';
import type { Transaction } from './database.ts';
import { newId } from './ids.ts';
import { answerUnknown } from './outbox-answer.ts';
import { reconsiderSubmissions, recordSubmission, supersedeApprovals } from './submissions.ts';
import { withdrawApplication } from './withdrawal.ts';

export type FactContext = { programme: string; inboundMailId: string | null; now: Date };

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
      return recordPayment(tx, fact.payment, context);
    case 'payment-evidence':
      return addEvidence(tx, fact.paymentId, fact.said, context);
    case 'payment-refunded':
      await tx.payment.update({
        where: { id: fact.paymentId },
        data: { state: 'refunded', stateReason: fact.reason },
      });
      return;
    case 'submission-recorded':
      return recordSubmission(tx, fact.submission, {
        inboundMailId: context.inboundMailId ?? '',
        now: context.now,
      });
    case 'approval-superseded':
      return supersedeApprovals(tx, fact.applicationId, context.now);
    case 'application-decided':
      return decideApplication(tx, fact);
    case 'application-withdrawn':
      return withdrawApplication(tx, fact);
    case 'term-opened':
      return openTerm(tx, fact);
    case 'fee-ticked':
      await tx.term.update({ where: { id: fact.termId }, data: { feeAt: fact.at, feeBy: fact.by } });
      return;
    case 'submissions-reconsidered':
      return reconsiderSubmissions(tx, fact.address, context.now);
    case 'outbox-answered':
      return answerUnknown(tx, fact, context.now);
    case 'mail-retried':
      return retryMail(tx, fact.inboundMailId, context.now);
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

async function recordPayment(tx: Transaction, payment: NewPayment, context: FactContext): Promise<void> {
  const { reading } = payment;
  await tx.payment.create({
    data: {
      id: payment.id,
      programme: context.programme,
      store: payment.store,
      orderNumber: reading.order,
      vendor: reading.vendor,
      purpose: reading.purpose,
      amountCents: reading.amountCents,
      currency: reading.currency,
      items: reading.items.map((item) => ({ ...item })),
      payerName: reading.payer.name,
      payerEmail: reading.payer.email,
      paidOn: payment.paidOn,
      paidAt: reading.paidAt,
      state: payment.state,
      stateReason: payment.stateReason,
      recordedAt: context.now,
      personId: payment.personId,
      applicationId: payment.applicationId,
      termId: payment.termId,
    },
  });
  await addEvidence(tx, payment.id, `${reading.vendor} order ${reading.order}: ${reading.status}`, context);
}

async function addEvidence(
  tx: Transaction,
  paymentId: string,
  said: string,
  context: FactContext,
): Promise<void> {
  if (context.inboundMailId === null) return;
  const id = { paymentId, inboundMailId: context.inboundMailId };
  await tx.paymentEvidence.upsert({
    where: { paymentId_inboundMailId: id },
    create: { ...id, said, at: context.now },
    update: {},
  });
}

async function retryMail(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.inboundMail.updateMany({
    where: { id, status: 'parked' },
    data: { status: 'recorded', attempts: 0, nextAttemptAt: now },
  });
}
