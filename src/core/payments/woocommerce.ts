// Reads a WooCommerce order mail: processing, completed, renewals, the store's copy, and the look-alikes that are no payment.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import type { Body } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import { dateOfInstant } from './order-date.ts';
import type { PaymentReading } from './reading.ts';
import { readOrder } from './woocommerce-order.ts';

const instant = /<time\b[^<>]{0,200}?\bdatetime\s*=\s*["']([^"'<>]{10,40})["']/i;

/** What a WooCommerce mail says of its order, or null when it is not one. Says nothing about whether to believe it. */
export function readWooCommerce(mail: ParsedMail, programme: Programme): PaymentReading | null {
  const reading = readBodies('woocommerce', mail, programme, readBody);
  return reading && reading.items.length > 0 ? reading : null;
}

function readBody(body: Body, programme: Programme): BodyReading | null {
  const found = readOrder(body, programme.payments.currency);
  if (!found) {
    return null;
  }
  const datetime = instant.exec(body.source)?.[1];
  const when = datetime ? dateOfInstant(datetime, programme.timeZone) : null;
  const { order, status, total, items, payer, doubts, printedDate } = found;
  return bodyReading({
    order,
    status,
    total,
    items,
    payer,
    doubts,
    when: when ?? { paidOn: printedDate, paidAt: null },
  });
}
