// Whether a WooCommerce mail says that money came in. Sentences of WooCommerce's e-mail classes and templates;
// the same subject and heading go with processing and on-hold orders, so only what the body says counts.
import type { PaymentStatus } from './reading.ts';
import { isPaidAtCheckout } from './signs.ts';

export type StatusReading = { status: PaymentStatus; sentence: string; doubts: readonly string[] };

type Rule = { status: PaymentStatus; pattern: RegExp };

/** Looked for first: nothing in a mail that says one of these makes it paid. */
const unpaid: readonly Rule[] = [
  {
    status: 'refunded',
    pattern: /\b(?:has|have) been (?:partially |fully )?refunded\b|\bpartial(?:ly)? refund/i,
  },
  {
    status: 'on-hold',
    pattern: /\bon[- ]hold\b|\bawaiting (?:your )?payment\b|\buntil (?:we|your|payment)\b.{0,60}\bpayment\b/i,
  },
  {
    status: 'failed',
    pattern:
      /\bpayment\b.{0,80}\b(?:has |have |was )?(?:failed|been declined|declined|not successful|unsuccessful)\b|\border\b.{0,80}\b(?:has been cancell?ed|was cancell?ed|was unsuccessful|has failed)\b|\bcouldn't complete your order\b|\bissue with your payment\b/i,
  },
  {
    status: 'invoice',
    pattern:
      /\bpay for this (?:order|invoice)\b|\blink to make payment\b|\bto pay for\b|\byour invoice\b|\binvoice (?:for|is below)\b|\bpay now\b|\bpayment (?:is )?(?:due|pending)\b|\bmanual(?:ly)? renew/i,
  },
];

const processing =
  /\b(?:now|currently)? ?(?:is|it's|being)(?: now| currently)?(?: being)? processed\b|\bpayment (?:has been|was) (?:received|successful)\b/i;
const completed =
  /\b(?:finished processing|completed) your (?:subscription )?(?:renewal |switch )?order\b|\border\b.{0,80}\b(?:is(?: now)?|has been|was) completed?\b/i;
const completedSubject = /\bis now complete\b|\bis complete\b|\bis on its way\b/i;
const completedHeading = /^(?:thanks|thank you) for shopping with us\b|^good things are heading your way\b/i;
const adminCopy = /\b(?:received|got) (?:the following|a new|a) (?:subscription renewal )?order from\b/i;

/**
 * The status by the sentences above the order table. `intro` is without the greeting, so that a customer's name says nothing;
 * `paymentMethod` is the row of that label. Sources: WooCommerce `includes/emails`, `templates/emails`.
 */
export function orderStatus(
  subject: string,
  intro: readonly string[],
  paymentMethod: string | null,
): StatusReading {
  const words = intro.join(' ').replace(/\s+/g, ' ');
  for (const { status, pattern } of unpaid) {
    const found = pattern.exec(words) ?? pattern.exec(subject);
    if (found) {
      return { status, sentence: found[0], doubts: [] };
    }
  }
  // Before the good words: this sentence ends in a name that the customer chose.
  if (adminCopy.test(words)) {
    return adminStatus(paymentMethod);
  }
  const paid = processing.exec(words) ?? completed.exec(words);
  if (paid) {
    return { status: 'paid', sentence: completed.test(words) ? 'completed' : 'processing', doubts: [] };
  }
  if (completedSubject.test(subject) && intro.some((line) => completedHeading.test(line))) {
    return { status: 'paid', sentence: 'completed', doubts: [] };
  }
  return unknownStatus();
}

/** The admin's "New order" goes out for on-hold orders too, in the same words: only the payment method tells. */
function adminStatus(paymentMethod: string | null): StatusReading {
  if (isPaidAtCheckout(paymentMethod)) {
    return { status: 'paid', sentence: 'new order (copy for the store)', doubts: [] };
  }
  const doubt = `the copy for the store does not say that money was received (payment method: ${paymentMethod ?? 'not stated'})`;
  return { status: 'on-hold', sentence: 'new order (copy for the store)', doubts: [doubt] };
}

function unknownStatus(): StatusReading {
  return {
    status: 'invoice',
    sentence: 'order details',
    doubts: ['the mail does not say that money was received'],
  };
}
