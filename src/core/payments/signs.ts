// Signs in a receipt's words that money came in, or that it did not. What says that it did not is asked first.
import type { PaymentStatus } from './reading.ts';

export type Sign = { status: PaymentStatus; pattern: RegExp };

/** The status by the first sign that is found; null when there is none. */
export function statusBy(words: string, signs: readonly Sign[]): PaymentStatus | null {
  return signs.find(({ pattern }) => pattern.test(words))?.status ?? null;
}

/** Signs that payment services have in common. None of them is in a receipt of money received. */
export const notReceived: readonly Sign[] = [
  {
    status: 'refunded',
    pattern:
      /\b(?:has|have|was|were|been)(?: been)? (?:partially |fully )?(?:refunded|reversed|charged back)\b|\bpartial(?:ly)? refund|\brefund (?:from|receipt|number|confirmation|of [$€£\d])|\b(?:issued|sent|received|processed|got|made)\b.{0,15}\b(?:an?|your|this|the) (?:full |partial )?refund\b|\b(?:amount|total) refunded\b|\brefund(?:ed)? (?:amount|total)\b|\brefunded (?:you|on|by|to|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\byour refund (?:of|from|has|is|was)\b|[$€£]\s?[\d,.]{1,12} (?:USD |was )?refunded\b/i,
  },
  {
    status: 'failed',
    pattern:
      /\b(?:payment|charge|transaction|card)\b[^.]{0,120}\b(?:failed|declined|unsuccessful|not successful|(?:could|can|did)(?:n't| ?not) (?:be )?(?:process|complete|go through|charge)|cancell?ed|voided|denied|expired)\b|\b(?:couldn't|could not|unable to|weren't able to|failed to) (?:process|charge|complete|collect)\b/i,
  },
  {
    status: 'on-hold',
    pattern:
      /\b(?:payment|transaction|transfer|money|funds|charge)\b.{0,160}\b(?:is|are|was|remains|still|status:?) (?:currently |still |now |being )?(?:pending|on hold|unclaimed|uncleared|processing|in review|under review|held)\b|\b(?:not|n't) (?:yet )?(?:cleared|been received|completed)\b|\bpending payment\b|\bpayment pending\b|\bstatus:? (?:pending|on hold|processing|held)\b|\bauthori[sz]ed (?:a |your )?payment\b|\becheck\b.{0,60}\bclear/i,
  },
  {
    status: 'invoice',
    pattern:
      /\b(?:money|payment) request\b|\brequest(?:ed|s|ing)? (?:for )?(?:money|payment|[$€£])|\bsent you an? (?:invoice|estimate|bill)\b|\b(?:new|your|here's your|updated|upcoming|unpaid) invoice\b|\binvoice (?:from|reminder|is (?:due|ready|overdue|unpaid))\b|\bpay (?:this |your |the )?invoice\b|\bpay (?:now|online)\b|\b(?:payment|balance|amount) (?:is )?(?:due|remaining|outstanding)\b(?!:? ?[$€£]?0[.,]00)|\bwill (?:be charged|renew|be billed)\b/i,
  },
];

/**
 * What says that no money came in: anything in the `opening`; in the `rest` not what asks for money, as a paid receipt
 * may tell at its end when the next payment is due.
 */
export function refusedBy(opening: string, rest: string): PaymentStatus | null {
  const later = notReceived.filter(({ status }) => status !== 'invoice');
  return statusBy(opening, notReceived) ?? statusBy(rest, later);
}

/** Methods that take the money at the checkout; anything else may be paid later or never. */
const paidAtCheckout =
  /\b(?:card|visa|mastercard|amex|american express|discover|stripe|paypal|square|authorize\.?net|braintree|apple pay|google pay|amazon pay|woopayments|woocommerce payments)\b/i;
const paidLater =
  /\b(?:bank|wire|transfer|bacs|che(?:ck|que)s?|cash|invoice|purchase order|on account|pay later|manual)\b/i;

/** Whether a store that only names the method of payment has the money. */
export function isPaidAtCheckout(paymentMethod: string | null): boolean {
  const method = paymentMethod ?? '';
  return paidAtCheckout.test(method) && !paidLater.test(method);
}
