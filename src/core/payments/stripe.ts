// Reads Stripe's receipts: of invoices and checkouts (with lines) and of charges (with a description only).
// https://docs.stripe.com/receipts
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { amountAfter } from './amounts.ts';
import type { Body } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import { type Money, moneyPattern } from './money.ts';
import type { PaymentItem, PaymentReading, PaymentStatus } from './reading.ts';
import { itemsIn, piecesOf } from './receipt-items.ts';
import { refusedBy } from './signs.ts';
import { datePattern, statedTime } from './stated-time.ts';

/** Groups of four figures that look like years and months, and are neither. */
const number = String.raw`\d{4}-\d{4}(?:-\d{4})?`;
const receiptNumber = new RegExp(String.raw`\breceipt (?:number|no\.?|#) ?:? ?#?(${number})\b`, 'i');
const subjectNumber = new RegExp(
  String.raw`\b(?:receipt|refund|payment) from (.{1,200}) \[?#(${number})\]?$`,
  'i',
);
const invoiceNumber = /\binvoice (?:number|no\.?|#) ?:? ?#?([A-Z0-9]{4,20}-\d{4,8})\b/i;
const byMerchant = /^(?:receipt|refund|(?:new )?invoice|your receipt|your refund) from (.{1,200})$/i;
const subjectMerchant = /^your (?:receipt|refund) from (.{1,200})$/i;
const withAmount = new RegExp(String.raw`^(.{1,200})\s(?:${moneyPattern}) (?:paid|refunded)\b`, 'i');
const known = /\b(?:receipt|refund|invoice) from\b|\bstripe\b/i;

const heads = new RegExp(
  [
    String.raw`\breceipt (?:number|no\.?|#) ?:? ?#?${number}\b`,
    invoiceNumber.source,
    String.raw`\bpayment method ?:? ?(?:[a-z ]{0,20} ?)?[-•·*.… ]{1,12}\d{4}\b`,
    String.raw`\bdate paid ?:? ?${datePattern}(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?`,
    String.raw`\bsummary\b`,
    String.raw`\bdescription(?: (?:qty )?(?:unit price )?amount\b| ?:)`,
  ].join('|'),
  'gi',
);
const tails = /\b(?:subtotal|total|amount)\b/i;
const paid = new RegExp(
  String.raw`(?:${moneyPattern}) paid\b|\bpaid (?:on )?${datePattern}|\bamount (?:paid|charged)\b|\bdate paid\b|\byou paid\b|\bpayment (?:received|successful|succeeded)\b`,
  'i',
);
const amountDue = /\bamount (?:due|remaining)\b ?:? ?(?:USD ?)?[$€£]? ?(?!0[.,]00)\d/i;

/** What a Stripe receipt says, or null when it is none. The order is the receipt number, which every receipt has. */
export function readStripe(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return readBodies('stripe', mail, programme, readBody);
}

function readBody(body: Body, programme: Programme): BodyReading | null {
  const { flat, subject } = body;
  const [, named, inSubject] = subjectNumber.exec(subject) ?? [];
  const inBody = receiptNumber.exec(flat)?.[1];
  const order = inBody ?? inSubject ?? invoiceNumber.exec(flat)?.[1];
  if (!order || !known.test(`${subject} ${flat}`)) {
    return null;
  }
  // A number in the subject that is not the receipt's own belongs to the merchant's name.
  const isOwn = inSubject !== undefined && inSubject === order;
  const merchant = isOwn ? named : subjectMerchant.exec(subject)?.[1];
  const { before, segment, after } = piecesOf(flat, heads, tails);
  const { money, doubts } = amountAfter(flat, amountLabels, programme.payments.currency);
  return bodyReading({
    order,
    status: statusOf(`${subject} | ${before}`, after, flat),
    total: money,
    items: segment === '' ? described(flat, money) : itemsIn(segment, programme.payments.currency),
    when: statedTime(paidWords(flat), programme.timeZone),
    merchants: merchantsOf(merchant, body.lines),
    doubts,
  });
}

/** A receipt of a charge may have no lines, only the description of the charge. */
function described(flat: string, total: Money | null): PaymentItem[] {
  const name = /\bdescription ?:? (.{1,300}?) amount\b/i.exec(flat)?.[1]?.trim();
  return name && total ? [{ name, sku: null, quantity: 1, amountCents: total.cents }] : [];
}

/** The amount that was paid, before the total, before the headline. Headings of columns may stand in between. */
const amountLabels = [
  String.raw`\bamount (?:refunded|paid|charged)\b(?: date paid| payment method){0,2}`,
  String.raw`(?<!sub)(?<!sub-)\btotal\b`,
  String.raw`\b(?:receipt|refund) from [^$€£]{1,200}`,
  String.raw`\bamount due\b`,
  String.raw`\bamount\b`,
];

function statusOf(opening: string, rest: string, flat: string): PaymentStatus | null {
  const refused = refusedBy(opening, rest);
  if (refused) {
    return refused;
  }
  if (/\bamount refunded\b/i.test(flat)) {
    return 'refunded';
  }
  if (amountDue.test(flat)) {
    return 'invoice';
  }
  return paid.test(flat) ? 'paid' : null;
}

/** The text from the word "paid" that a date follows; the receipt number never gets there. */
function paidWords(flat: string): string {
  const at = new RegExp(
    String.raw`\b(?:date )?paid:? (?:on )?(?=${datePattern})|\bdate paid\b.{0,60}?(?=${datePattern})|\byou paid\b.{0,120}? on (?=${datePattern})`,
    'i',
  ).exec(flat);
  return at ? flat.slice(at.index + at[0].length, at.index + at[0].length + 80) : '';
}

/** The subject names the merchant; else the headline does, where the amount may follow in the same line. */
function merchantsOf(named: string | undefined, lines: readonly string[]): string[] {
  const line = lines.map((text) => byMerchant.exec(text)?.[1]).find((name) => name !== undefined);
  // The longest name: a merchant may be called after an amount too, and is then another one.
  const shown = line && (withAmount.exec(line)?.[1] ?? line);
  const merchant = named ?? shown;
  return merchant ? [merchant.trim()] : [];
}
