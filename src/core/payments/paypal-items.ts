// What a PayPal mail says was bought: labelled values, or rows below "Description". Both may be empty.
import type { Money } from './money.ts';
import type { PaymentItem } from './reading.ts';
import { itemsIn, piecesOf } from './receipt-items.ts';

const label =
  /\b(?:item (?:name|title|description)|item(?: ?# ?\d)?|purpose|description) ?: ?(.{0,300}?)(?= ?(?:item (?:no|number|#|price)|quantity|qty|unit price|price|subtotal|total|amount|payment|shipping|tax|transaction|date|status|buyer|merchant|seller)\b| ?[$€£]|$)/i;
const itemNumber = /\bitem (?:no\.?|number|#) ?: ?([A-Za-z0-9][\w-]{1,40})/i;
const quantity = /\b(?:quantity|qty) ?: ?(\d{1,4})\b/i;
const heads = /\bdescription (?:unit price )?(?:qty|quantity)?(?: unit price)?(?: amount| price)?(?= )/gi;
const tails = /\b(?:subtotal|total|shipping|payment|tax)\b/i;

/** The items; the amount of a labelled one is the payment's. */
export function payPalItems(flat: string, currency: string, total: Money | null): PaymentItem[] {
  const named = label.exec(flat)?.[1]?.trim();
  if (named) {
    const count = Number(quantity.exec(flat)?.[1] ?? 1);
    const sku = itemNumber.exec(flat)?.[1] ?? null;
    return [{ name: named, sku, quantity: count, amountCents: total?.cents ?? 0 }];
  }
  return itemsIn(piecesOf(flat, heads, tails).segment, currency);
}
