// Payments as they are written: one order of one store is one row, whatever becomes of it.
import type { Fact, NewPayment } from '../core/facts.ts';
import type { Transaction } from './database.ts';
import type { FactContext } from './fact-context.ts';

/** New ones are rows that are added (new-rows.ts). */
export type PaymentChange = Exclude<
  Extract<Fact, { fact: `payment-${string}` }>,
  { fact: 'payment-recorded' }
>;

export async function applyPaymentFact(
  tx: Transaction,
  fact: PaymentChange,
  context: FactContext,
): Promise<void> {
  switch (fact.fact) {
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

/** The row of a payment that is seen for the first time. */
export function paymentRow(payment: NewPayment, { programme, now }: FactContext) {
  const { id, store, reading } = payment;
  const order = { id, programme, store, orderNumber: reading.order, vendor: reading.vendor };
  return { ...order, ...readRow(payment), recordedAt: now };
}

/** What the mail said that made the payment; null when it was no mail. */
export function evidenceRow({ id, reading }: NewPayment, { inboundMailId, now }: FactContext) {
  if (inboundMailId === null) return null;
  const said = `${reading.vendor} order ${reading.order}: ${reading.status}`;
  return { paymentId: id, inboundMailId, said, at: now };
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
