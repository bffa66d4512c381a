// Reads a WooCommerce order mail: processing, completed, the store's copy, and the look-alikes that are no payment.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { mailLines } from './mail-lines.ts';
import { printMoney } from './money.ts';
import { dateOfInstant } from './order-date.ts';
import { purposeOf } from './purpose.ts';
import type { PaymentItem, PaymentReading } from './reading.ts';
import { type OrderReading, readOrder } from './woocommerce-order.ts';

/** What a WooCommerce mail says of its order, or null when it is not one. Says nothing about whether to believe it. */
export function readWooCommerce(mail: ParsedMail, programme: Programme): PaymentReading | null {
  const currency = programme.payments.currency;
  const html = mail.htmlText === null ? null : readOrder(mailLines(mail.htmlText), mail.subject, currency);
  const text = mail.text === null ? null : readOrder(textLines(mail.text, html), mail.subject, currency);
  const main = html ?? text;
  const total = html?.total ?? text?.total;
  const items = html?.items.length ? html.items : (text?.items ?? []);
  if (!main || !total || items.length === 0) {
    return null;
  }
  const { purpose, doubts } = purposeOf(items, programme);
  return {
    vendor: 'woocommerce',
    order: main.order,
    status: html && text ? lessPaid(html, text) : main.status,
    amountCents: total.cents,
    currency: total.currency,
    items,
    purpose,
    payer: payerOf(mail, programme, html, text),
    ...paidWhen(mail, programme, html, text),
    doubts: [...main.doubts, ...doubts, ...quantityDoubts(items), ...disagreements(html, text)],
  };
}

/** Where there is HTML too, the last line of the text part may be cut in the middle of an amount. */
function textLines(text: string, html: OrderReading | null): string[] {
  const lines = mailLines(text.trimEnd());
  return html === null ? lines : lines.slice(0, -1);
}

function lessPaid(html: OrderReading, text: OrderReading): PaymentReading['status'] {
  return html.status === 'paid' ? text.status : html.status;
}

function quantityDoubts(items: readonly PaymentItem[]): string[] {
  return items
    .filter((item) => item.quantity !== 1)
    .map((item) => `quantity ${item.quantity} of "${item.name}": one person may pay for several`);
}

/** Only what both parts state is compared: a part may be cut off. */
function disagreements(html: OrderReading | null, text: OrderReading | null): string[] {
  if (!html || !text) {
    return [];
  }
  const pairs: [string, string | null, string | null][] = [
    ['order', html.order, text.order],
    ['status', html.status, text.status],
    ['total', totalWords(html), totalWords(text)],
    ['payer', html.payer.email, text.payer.email],
    ...text.items.map((item, index): [string, string | null, string | null] => [
      'item',
      html.items.length === 0 ? null : itemWords(html.items[index]),
      itemWords(item),
    ]),
  ];
  return pairs
    .filter(([, one, other]) => one !== null && other !== null && one !== other)
    .map(([what, one, other]) => `text and HTML disagree about the ${what}: "${other}" and "${one}"`);
}

function totalWords(reading: OrderReading): string | null {
  return reading.total && printMoney(reading.total.cents, reading.total.currency);
}

function itemWords(item: PaymentItem | undefined): string {
  return item ? `${item.quantity} ${item.name} ${item.amountCents}`.toLowerCase() : 'no item';
}

/**
 * The billing address names the payer. Without one: the store's copy has the customer as Reply-To, and customer mails
 * go to the billing e-mail (WooCommerce `class-wc-email.php`).
 */
function payerOf(
  mail: ParsedMail,
  programme: Programme,
  html: OrderReading | null,
  text: OrderReading | null,
): PaymentReading['payer'] {
  const ours = [programme.addresses.programme, programme.addresses.staff];
  const store = mail.from[0]?.address.split('@').at(-1);
  const other = [...mail.replyTo, ...mail.to].find(
    ({ address }) => !ours.includes(address) && address.split('@').at(-1) !== store,
  );
  return {
    name: html?.payer.name ?? text?.payer.name ?? (other?.name || null),
    email: html?.payer.email ?? text?.payer.email ?? other?.address ?? null,
  };
}

function paidWhen(
  mail: ParsedMail,
  programme: Programme,
  html: OrderReading | null,
  text: OrderReading | null,
): Pick<PaymentReading, 'paidOn' | 'paidAt'> {
  const datetime = /<time\b[^<>]{0,200}?\bdatetime\s*=\s*["']([^"'<>]{10,40})["']/i.exec(
    mail.html ?? '',
  )?.[1];
  const instant = datetime ? dateOfInstant(datetime, programme.timeZone) : null;
  return instant ?? { paidOn: html?.printedDate ?? text?.printedDate ?? null, paidAt: null };
}
