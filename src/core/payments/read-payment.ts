// One reader a vendor. Adding one: a file of its own and a line in `readers`.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { readAuthorizeNet } from './authorize-net.ts';
import { bodiesOf } from './body.ts';
import { readDrupalCommerce } from './drupal-commerce.ts';
import { readGeneric } from './generic.ts';
import { readPayPal } from './paypal.ts';
import type { PaymentReading } from './reading.ts';
import { readSquare } from './square.ts';
import { readStripe } from './stripe.ts';
import { readWooCommerce } from './woocommerce.ts';
import { readWooCommerceNotice } from './woocommerce-notice.ts';

type PaymentReader = (mail: ParsedMail, programme: Programme) => PaymentReading | null;

/** The programme's own rules come last: they may fit the mails of any vendor. */
const readers: readonly PaymentReader[] = [
  readWooCommerce,
  readWooCommerceNotice,
  readDrupalCommerce,
  readAuthorizeNet,
  readPayPal,
  readSquare,
  readStripe,
  readGeneric,
];

/** One of these is in every receipt; most mails have none, and the readers' patterns are spared them. */
const receiptWords =
  /[$€£]|order|receipt|payment|invoice|transaction|renew|paid|refund|\b(?:USD|EUR|GBP|CAD|AUD)\b/i;

/** What the mail says of a payment, by the first reader that knows its form; null when none does. Read, not yet believed. */
export function readPayment(mail: ParsedMail, programme: Programme): PaymentReading | null {
  const { html, text } = bodiesOf(mail);
  const isPlausible = [mail.subject, html?.flat ?? '', text?.flat ?? ''].some((words) =>
    receiptWords.test(words),
  );
  for (const read of isPlausible ? readers : [readGeneric]) {
    const reading = read(mail, programme);
    if (reading) {
      return reading;
    }
  }
  return null;
}
