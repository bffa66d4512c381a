// Reads Square's receipts: one sentence ("You paid ... to ... on ..."), a link that names the receipt, and perhaps rows.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { amountAfter } from './amounts.ts';
import type { Body } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import { amountsIn, moneyPattern } from './money.ts';
import type { PaymentReading } from './reading.ts';
import { itemsIn, piecesOf } from './receipt-items.ts';
import { refusedBy } from './signs.ts';
import { datePattern, statedTime } from './stated-time.ts';
import { readItems } from './woocommerce-items.ts';

const link = /\bsquareup\.com\/(?:r|receipt\/preview|receipt)\/([A-Za-z0-9_-]{4,60})/i;
const receiptNumber = /\breceipt (?:#|no\.?|number) ?:? ?#?([A-Za-z0-9]{4,24})\b/i;
const sentence = new RegExp(
  String.raw`\byou paid (${moneyPattern})(?: with (?:your )?.{1,80}?)? to (.{1,200}?) on (${datePattern}(?: at \d{1,2}:\d{2} ?[ap]m)?)`,
  'gi',
);
const refund = new RegExp(
  String.raw`\byou were refunded (${moneyPattern}) by (.{1,200}?) on (${datePattern}(?: at \d{1,2}:\d{2} ?[ap]m)?)`,
  'gi',
);
const subjectMerchant = /\b(?:receipt|refund) from (.{1,200})$/i;
const heads = new RegExp(
  `${sentence.source}|${refund.source}|\\bsquareup\\.com\\/\\S{1,200}|\\bview (?:your )?receipt\\b:?`,
  'gi',
);
const tails = /\b(?:purchase subtotal|subtotal|total|tip|sales tax|tax)\b/i;

/** What a Square receipt says, or null when it is none. The order is the receipt's own name in its link. */
export function readSquare(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return readBodies('square', mail, programme, readBody);
}

function readBody({ lines, flat, source, subject }: Body, programme: Programme): BodyReading | null {
  const currency = programme.payments.currency;
  const order = link.exec(source)?.[1] ?? receiptNumber.exec(flat)?.[1] ?? null;
  const paid = [...flat.matchAll(sentence)];
  const [said] = paid.length > 0 ? paid : [...flat.matchAll(refund)];
  if (!/\bsquare(?:up)?\b/i.test(`${source} ${subject}`) || (!said && order === null)) {
    return null;
  }
  const { before, segment, after } = piecesOf(flat, heads, tails);
  const total = amountAfter(flat, [String.raw`(?<!sub)\btotal\b`, String.raw`\byou paid\b`], currency);
  const money = amountsIn(said?.[1] ?? '', currency)[0] ?? total.money;
  const several = new Set(paid.map((match) => `${match[1]} ${match[2]}`)).size > 1;
  const differ = money !== null && total.money !== null && money.cents !== total.money.cents;
  const merchant = said?.[2] ?? subjectMerchant.exec(subject)?.[1];
  return bodyReading({
    order,
    status: refusedBy(`${subject} | ${before}`, after) ?? (paid.length > 0 ? 'paid' : null),
    total: money,
    items: segment === '' ? lines.flatMap((line) => readItems([line], currency)) : itemsIn(segment, currency),
    when: statedTime(said?.[3] ?? '', programme.timeZone),
    merchants: merchant ? [merchant.trim()] : [],
    doubts: [
      ...total.doubts,
      ...(differ || several ? ['the amount paid and the total are not the same'] : []),
    ],
  });
}
