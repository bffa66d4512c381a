// Reads WooCommerce Subscriptions' notices of a renewal to come: they ask for money and say nothing of an order.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { amountAfter } from './amounts.ts';
import type { Body } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import type { PaymentReading } from './reading.ts';

const subscription = /\bsubscription ?(?:id)? ?:? ?#? ?(\d{1,12})\b/i;
const notice =
  /\bneeds manual renewal\b|\bup for renewal\b|\bmanual(?:ly)? renew|\brenew my subscription\b|\bautomatic(?:ally)? renew|\binvoice for renewal order\b|\bwill (?:not |be )?(?:renew|expire)/i;

/** What a renewal notice claims, always as an invoice; null when it is none. */
export function readWooCommerceNotice(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return readBodies('woocommerce', mail, programme, readBody);
}

function readBody({ flat, subject }: Body, programme: Programme): BodyReading | null {
  const id = subscription.exec(flat)?.[1];
  if (!id || !notice.test(`${subject} ${flat}`)) {
    return null;
  }
  const { money } = amountAfter(flat, amountLabels, programme.payments.currency);
  return bodyReading({ order: `subscription-${id}`, status: 'invoice', total: money });
}

const amountLabels = [
  String.raw`\brecurring (?:price|total)`,
  String.raw`(?<!sub)\btotal`,
  String.raw`\bsubscription\b[^$€£]{1,200}`,
];
