// One reader a vendor. Adding one: a file of its own and a line in `readers`.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import type { PaymentReading } from './reading.ts';
import { readWooCommerce } from './woocommerce.ts';

type PaymentReader = (mail: ParsedMail, programme: Programme) => PaymentReading | null;

const readers: readonly PaymentReader[] = [readWooCommerce];

/** What the mail says of a payment, by the first reader that knows its form; null when none does. Read, not yet believed. */
export function readPayment(mail: ParsedMail, programme: Programme): PaymentReading | null {
  for (const read of readers) {
    const reading = read(mail, programme);
    if (reading) {
      return reading;
    }
  }
  return null;
}
