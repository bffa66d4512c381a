// Reads Drupal Commerce's order receipt (`commerce-order-receipt.html.twig`). It has no date, and it goes out for every
// order that was placed: only the method of payment tells whether the store has the money.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { amountAfter } from './amounts.ts';
import { type Body, flatten, withoutGreeting } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import type { PaymentReading, PaymentStatus } from './reading.ts';
import { itemsIn, piecesOf } from './receipt-items.ts';
import { isPaidAtCheckout, refusedBy } from './signs.ts';

const heading = /\border #\s?([A-Za-z0-9][\w-]{0,30}) details ?:/gi;
const tails =
  /\b(?:billing information|shipping information|payment method|subtotal|order total|total paid|order balance)\b/i;
const method =
  /\bpayment method\b:? (.{1,80}?)(?= (?:subtotal|order total|billing information|shipping information|total|thank you)\b|$)/i;
const billingLine = /^billing information:?$/i;
const endOfName = /^(?:payment method|shipping information|subtotal|order total)\b/i;

/** What a Drupal Commerce receipt says, or null when it is none. */
export function readDrupalCommerce(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return readBodies('drupal-commerce', mail, programme, readBody);
}

function readBody(body: Body, programme: Programme): BodyReading | null {
  const flat = flatten(withoutGreeting(body.lines));
  const orders = [...new Set([...flat.matchAll(heading)].map((match) => match[1] ?? ''))];
  const [order] = orders;
  if (!order) {
    return null;
  }
  const currency = programme.payments.currency;
  const { before, segment } = piecesOf(flat, heading, tails);
  const { money, doubts } = amountAfter(flat, amountLabels, currency);
  return bodyReading({
    order,
    status: statusOf(refusedBy(`${body.subject} | ${before}`, ''), method.exec(flat)?.[1] ?? null),
    total: money,
    items: itemsIn(segment, currency),
    payer: { name: payerName(body.lines), email: null },
    doubts: [...doubts, ...(orders.length > 1 ? [`the mail also shows order ${orders[1]}`] : [])],
  });
}

const amountLabels = [String.raw`\border total`, String.raw`(?<!sub)\btotal(?: paid)?`];

function statusOf(refused: PaymentStatus | null, paymentMethod: string | null): PaymentStatus | null {
  if (refused || paymentMethod === null) {
    return refused;
  }
  return isPaidAtCheckout(paymentMethod) ? 'paid' : 'on-hold';
}

/** An address begins with the person. */
function payerName(lines: readonly string[]): string | null {
  const at = lines.findIndex((line) => billingLine.test(line));
  const name = at < 0 ? undefined : lines.slice(at + 1, at + 4).find((line) => line !== '');
  return name === undefined || endOfName.test(name) ? null : (name.split('\t')[0]?.trim() ?? null);
}
