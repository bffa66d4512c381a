// Payments as they are written: one order of one store is one row, whatever becomes of it.
import type { Fact, NewPayment } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';

type PaymentChange = Extract<Fact, { fact: `payment-${string}` }>;

export async function applyPaymentFact(
  tx: Transaction,
  fact: PaymentChange,
  context: FactContext,
): Promise<void> {
  switch (fact.fact) {
    case 'payment-recorded':
      return recordPayment(tx, fact.payment, context);
    case 'payment-evidence':
      return addEvidence(tx, fact.paymentId, fact.said, context);
    case 'payment-matched':
    case 'payment-reviewed':
      return updatePayment(tx, fact.payment, context);
    case 'payment-refunded':
      return refundPayment(tx, fact, context.now);
    case 'payment-set-aside':
      return setPaymentAside(tx, fact.paymentId);
  }
}

async function recordPayment(tx: Transaction, payment: NewPayment, context: FactContext): Promise<void> {
  const { id, store, reading } = payment;
  const order = { id, programme: context.programme, store, orderNumber: reading.order };
  await tx.payment.create({
    data: { ...order, vendor: reading.vendor, ...readRow(payment), recordedAt: context.now },
    select: { id: true },
  });
  await addEvidence(tx, id, `${reading.vendor} order ${reading.order}: ${reading.status}`, context);
}

/** A payment that waits for staff, as a later mail about the same order tells it. Its open card is settled. */
async function updatePayment(
  tx: Transaction,
  payment: NewPayment,
  { now }: Pick<FactContext, 'now'>,
): Promise<void> {
  const where = { id: payment.id, state: 'review' };
  const { count } = await tx.payment.updateMany({ where, data: readRow(payment) });
  // Another mail about the order was decided in between: what it settled stays.
  if (count === 0) return;
  const because =
    payment.state === 'matched'
      ? 'a later mail about this order leaves no doubt: the payment counts now'
      : `a later mail about this order says more: ${payment.stateReason}`;
  await settleCards(tx, payment.id, because, now);
}

function readRow(payment: NewPayment) {
  const { reading, paidOn, state, stateReason, personId, applicationId, termId } = payment;
  return {
    purpose: reading.purpose,
    amountCents: reading.amountCents,
    currency: reading.currency,
    items: reading.items.map((item) => ({ ...item })),
    payerName: reading.payer.name,
    payerEmail: reading.payer.email,
    paidOn,
    paidAt: reading.paidAt,
    state,
    stateReason,
    personId,
    applicationId,
    termId,
  };
}

async function refundPayment(
  tx: Transaction,
  { paymentId, reason }: { paymentId: string; reason: string },
  now: Date,
): Promise<void> {
  await tx.payment.update({
    where: { id: paymentId },
    data: { state: 'refunded', stateReason: reason },
  });
  await settleCards(tx, paymentId, reason, now);
}

/** Only a payment that still waits: one that counts, or was given back meanwhile, is left as it is. */
async function setPaymentAside(tx: Transaction, paymentId: string): Promise<void> {
  await tx.payment.updateMany({ where: { id: paymentId, state: 'review' }, data: { state: 'set-aside' } });
}

/** The open questions about a payment close by themselves; their cards are drawn again without buttons. */
async function settleCards(tx: Transaction, paymentId: string, because: string, now: Date): Promise<void> {
  await tx.prompt.updateMany({
    where: { paymentId, kind: 'payment-review', answeredAt: null },
    data: {
      answeredAt: now,
      answer: 'superseded',
      answeredBy: 'torq',
      answerReason: because,
      version: { increment: 1 },
    },
  });
}

/** Each mail that spoke of an order, once. */
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
