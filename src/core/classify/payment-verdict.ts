// What is to be thought of a receipt in a mail: a payment, or something that only looks like one, and why.
import type { Programme } from '../../programme/schema.ts';
import type { Authentication, ParsedMail } from '../mail.ts';
import { readPayment } from '../payments/read-payment.ts';
import type { PaymentReading } from '../payments/reading.ts';
import { believed } from './believed.ts';
import type { Classification } from './classification.ts';
import { documentsOf } from './documents.ts';
import { forwardOrReply, isAnswer } from './forward.ts';
import { bodyOf } from './header.ts';
import { innerMails } from './inner-mail.ts';
import { textAbove } from './reply-text.ts';

type PaymentVerdict = Pick<Classification, 'kind' | 'reason' | 'payment'>;

/**
 * The verdict on the receipt in a mail or in a mail attached to it; null when there is none, or when a person wrote
 * something and the receipt is only quoted below it.
 */
export function paymentVerdict(
  mail: ParsedMail,
  authentication: Authentication,
  programme: Programme,
): PaymentVerdict | null {
  const payment = readPayment(mail, programme);
  const repeated = forwardOrReply(mail);
  if (payment && !repeated) {
    return receiptVerdict(mail, authentication, programme, payment);
  }
  const claimed = payment ?? claimInside(mail, programme);
  if (!claimed || isOnlyQuoted(mail, programme)) {
    return null;
  }
  const by = mail.from[0]?.address ?? 'an unknown sender';
  const said = claimed.status === 'paid' ? '' : ` of something that is ${claimed.status}`;
  return lookalike(
    claimed,
    `${repeated ?? 'it has another mail attached'}, sent by ${by}, so it is a claim${said}`,
  );
}

function receiptVerdict(
  mail: ParsedMail,
  authentication: Authentication,
  programme: Programme,
  payment: PaymentReading,
): PaymentVerdict {
  if (payment.status !== 'paid') {
    return lookalike(payment, [`its status is ${payment.status}`, ...payment.doubts].join('; '));
  }
  const verdict = believed(mail, authentication, payment, programme);
  if (!verdict.trusted) {
    return lookalike(payment, verdict.reason);
  }
  const doubts = payment.doubts.length > 0 ? `; to be looked at: ${payment.doubts.join('; ')}` : '';
  return { kind: 'payment', reason: `${nameOf(payment)}, paid${doubts}`, payment };
}

function lookalike(payment: PaymentReading, why: string): PaymentVerdict {
  return { kind: 'payment-lookalike', reason: `${nameOf(payment)}, not a payment: ${why}`, payment };
}

function claimInside(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return (
    innerMails(mail)
      .map((inner) => readPayment(inner, programme))
      .find((found) => found !== null) ?? null
  );
}

const receiptFile = /receipt|invoice|order|payment|^image\d{0,3}\.|\.(?:png|jpe?g|gif)$/i;
const notWritten = /^(?:sent from my .{1,60}|get outlook for .{1,40}|--.*)$/i;

/**
 * Whether a person wrote something themselves, above the receipt, that is what the mail is about: an answer to a
 * receipt, or a forward that brings documents of its own, such as an SOQ.
 */
function isOnlyQuoted(mail: ParsedMail, programme: Programme): boolean {
  const body = bodyOf(mail);
  const written = textAbove(body);
  const own = written.split('\n').filter((line) => line.trim() !== '' && !notWritten.test(line.trim()));
  const isAbove = written !== body.replaceAll('\r\n', '\n').trim() && own.length > 0;
  const inside = mail.parts.some(({ type }) => type === 'message/rfc822');
  if (!isAbove && !(inside && own.length > 0)) {
    return false;
  }
  const above = readPayment({ ...mail, text: written, html: null, htmlText: null }, programme);
  const brings = documentsOf(mail).some(({ filename }) => !receiptFile.test(filename));
  return above === null && (brings || isAnswer(mail));
}

function nameOf({ vendor, order }: PaymentReading): string {
  return `${vendorNames[vendor] ?? vendor} ${orderNames[vendor] ?? 'order'} ${order}`;
}

const vendorNames: Readonly<Record<string, string>> = {
  woocommerce: 'WooCommerce',
  'drupal-commerce': 'Drupal Commerce',
  stripe: 'Stripe',
  paypal: 'PayPal',
  square: 'Square',
  'authorize-net': 'Authorize.net',
  generic: 'shop',
};
const orderNames: Readonly<Record<string, string>> = {
  stripe: 'receipt',
  paypal: 'transaction',
  square: 'receipt',
  'authorize-net': 'transaction',
};
