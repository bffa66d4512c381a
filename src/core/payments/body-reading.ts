// What one body says, and how the text and the HTML of a mail become one reading. A body may be cut off, so anything may be missing.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { applicantDoubts } from './applicants.ts';
import { type Body, bodiesOf } from './body.ts';
import { type Money, printMoney } from './money.ts';
import type { OrderDate } from './order-date.ts';
import { purposeOf } from './purpose.ts';
import type { PaymentItem, PaymentReading, PaymentStatus } from './reading.ts';
import { mergedRefund, type Refund, refundIn } from './refund.ts';

export type BodyReading = {
  order: string | null;
  /** null: it says neither that money came in nor that it did not. */
  status: PaymentStatus | null;
  total: Money | null;
  items: readonly PaymentItem[];
  payer: { name: string | null; email: string | null };
  when: OrderDate;
  /** The names and addresses by which a hosted vendor's mail calls its merchant. */
  merchants: readonly string[];
  /** Of a refund whose amount stands where others have the total; null: it is looked for in the words. */
  refund: Refund | null;
  doubts: readonly string[];
};

/** What a body says that has nothing but what is given. */
export function bodyReading(known: Partial<BodyReading>): BodyReading {
  return {
    order: null,
    status: null,
    total: null,
    items: [],
    payer: { name: null, email: null },
    when: { paidOn: null, paidAt: null },
    merchants: [],
    refund: null,
    doubts: [],
    ...known,
  };
}

export type BodyReader = (body: Body, programme: Programme) => BodyReading | null;

/** Reads both bodies and puts them together; null when neither is of this vendor, or order or amount are in neither. */
export function readBodies(
  vendor: string,
  mail: ParsedMail,
  programme: Programme,
  read: BodyReader,
): PaymentReading | null {
  const bodies = bodiesOf(mail);
  const html = bodies.html && readOne(bodies.html, programme, read);
  const text = bodies.text && readOne(bodies.text, programme, read);
  const found = [html, text].filter((reading) => reading !== null);
  const order = firstOf(found, (reading) => reading.order);
  const total = firstOf(found, (reading) => reading.total);
  if (order === null || total === null) {
    return null;
  }
  const items = firstOf(found, ({ items }) => (items.length > 0 ? items : null)) ?? [];
  const status = leastPaid(found);
  const merchants = [...new Set(found.flatMap((reading) => reading.merchants))];
  const { purpose, doubts } = purposeOf(items, programme);
  const refunds = found.map(({ refund }) => refund).filter((refund) => refund !== null);
  return {
    vendor,
    order,
    status: status ?? 'invoice',
    amountCents: total.cents,
    currency: total.currency,
    items,
    purpose,
    payer: payerOf(vendor, mail, programme, found),
    ...dateOf(found),
    ...(merchants.length > 0 ? { merchants } : {}),
    ...(status === 'refunded' ? { refund: mergedRefund(refunds) } : {}),
    doubts: [
      ...new Set(found.flatMap((reading) => reading.doubts)),
      ...(status === null ? ['the mail does not say that money was received'] : []),
      // A refund is about an order that is known: what was bought need not be said again.
      ...(status === 'refunded' ? [] : itemDoubts(items, doubts)),
      ...disagreements(html, text),
    ],
  };
}

function readOne(body: Body, programme: Programme, read: BodyReader): BodyReading | null {
  const reading = read(body, programme);
  if (reading?.status === 'refunded' && reading.refund === null)
    return { ...reading, refund: refundIn(body, programme.payments.currency) };
  if (reading === null || reading.status === 'refunded') return reading;
  return { ...reading, doubts: [...reading.doubts, ...applicantDoubts(body.lines, reading.payer.name)] };
}

function itemDoubts(items: readonly PaymentItem[], doubts: readonly string[]): string[] {
  return [...(items.length === 0 ? ['the mail names no item'] : doubts), ...quantityDoubts(items)];
}

function firstOf<T>(found: readonly BodyReading[], value: (reading: BodyReading) => T | null): T | null {
  return found.map(value).find((one) => one !== null) ?? null;
}

/** One body that says that no money came in outweighs another that says it did. */
function leastPaid(found: readonly BodyReading[]): PaymentStatus | null {
  const said = found.map(({ status }) => status).filter((status) => status !== null);
  return said.find((status) => status !== 'paid') ?? said[0] ?? null;
}

/** An instant is worth more than a printed date, which is in a time zone that nobody names. */
function dateOf(found: readonly BodyReading[]): OrderDate {
  const dates = found.map(({ when }) => when);
  return (
    dates.find(({ paidAt }) => paidAt !== null) ??
    dates.find(({ paidOn }) => paidOn !== null) ?? { paidOn: null, paidAt: null }
  );
}

function quantityDoubts(items: readonly PaymentItem[]): string[] {
  return items
    .filter((item) => item.quantity !== 1)
    .map((item) => `quantity ${item.quantity} of "${item.name}": one person may pay for several`);
}

/** Only what both parts state is compared: a part may be cut off. */
function disagreements(html: BodyReading | null, text: BodyReading | null): string[] {
  if (!html || !text) {
    return [];
  }
  const pairs: [string, string | null, string | null][] = [
    ['order', html.order, text.order],
    ['status', html.status, text.status],
    ['total', totalWords(html), totalWords(text)],
    ['payer', html.payer.email, text.payer.email],
    ['amount given back', centsWords(html), centsWords(text)],
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

function totalWords(reading: BodyReading): string | null {
  return reading.total && printMoney(reading.total.cents, reading.total.currency);
}

function centsWords({ refund, total }: BodyReading): string | null {
  return refund === null || refund.amountCents === null
    ? null
    : printMoney(refund.amountCents, total?.currency ?? '');
}

function itemWords(item: PaymentItem | undefined): string {
  return item ? `${item.quantity} ${item.name} ${item.amountCents}`.toLowerCase() : 'no item';
}

/**
 * The body names the payer. Without that: receipts go to the payer, and a store's own copy has the payer as Reply-To
 * (WooCommerce `class-wc-email.php`); the Reply-To of other vendors is the merchant.
 */
function payerOf(
  vendor: string,
  mail: ParsedMail,
  programme: Programme,
  found: readonly BodyReading[],
): PaymentReading['payer'] {
  const ours = [programme.addresses.programme, programme.addresses.staff];
  const sellers = [mail.from[0]?.address, ...(vendor === 'woocommerce' ? [] : ours)].map(domainOf);
  const candidates = vendor === 'woocommerce' ? [...mail.replyTo, ...mail.to] : mail.to;
  const other = candidates.find(
    ({ address }) => !ours.includes(address) && !sellers.includes(domainOf(address)),
  );
  return {
    name: firstOf(found, ({ payer }) => payer.name) ?? (other?.name || null),
    email: firstOf(found, ({ payer }) => payer.email) ?? other?.address ?? null,
  };
}

function domainOf(address: string | undefined): string {
  return address?.split('@').at(-1) ?? '';
}
