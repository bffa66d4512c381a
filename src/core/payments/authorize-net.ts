// Reads Authorize.net's transaction receipts: labelled values in banner blocks; a declined transaction has the same ones.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import type { Body } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import { type Labelled, labelled } from './labels.ts';
import { amountsIn, type Money } from './money.ts';
import type { PaymentItem, PaymentReading, PaymentStatus } from './reading.ts';
import { statedTime } from './stated-time.ts';

const labels = [
  'merchant',
  'date/time',
  'invoice',
  'description',
  'amount',
  'payment method',
  'transaction type',
  'item',
  'quantity',
  'unit price',
  'item total',
  'response',
  'response code',
  'response reason',
  'auth code',
  'authorization code',
  'transaction id',
  'address verification',
  'customer id',
  'customer ip',
  'first name',
  'last name',
  'company',
  'address',
  'city',
  'state/province',
  'state',
  'zip/postal code',
  'zip',
  'country',
  'phone',
  'fax',
  'e-mail',
  'email',
  'tax',
  'duty',
  'freight',
];
const needed = ['amount', 'response', 'transaction id'];
const approved = /^(?:this transaction has been )?approved\.?$/i;
const captured =
  /^(?:authorization (?:and|with) (?:auto )?capture|auth[_ ]capture|(?:prior authorization )?capture(?: only)?)$/i;
const credited = /\b(?:credit|refund)\b/i;
const voided = /\bvoid(?:ed)?\b/i;

/** What an Authorize.net receipt says, or null when it is none. The order is the transaction id; invoices are often blank. */
export function readAuthorizeNet(mail: ParsedMail, programme: Programme): PaymentReading | null {
  return readBodies('authorize-net', mail, programme, readBody);
}

function readBody(body: Body, programme: Programme): BodyReading | null {
  const values = labelled(body, labels, needed);
  const order = /^\d{1,20}\b/.exec(first(values, 'transaction id'))?.[0];
  if (!order || !values.has('response') || !values.has('amount')) {
    return null;
  }
  const total = amountOf(first(values, 'amount'), programme.payments.currency);
  const different = needed.filter((label) => new Set(values.get(label)).size > 1);
  const name = `${first(values, 'first name')} ${first(values, 'last name')}`.trim();
  const email = /[^\s<>()@]{1,64}@[^\s<>()@]{1,255}/.exec(
    first(values, 'e-mail') || first(values, 'email'),
  )?.[0];
  const merchant = first(values, 'merchant').replace(/\s*\(\d{1,20}\)$/, '');
  const status = statusOf(values);
  const isVoid = voided.test(first(values, 'transaction type'));
  return bodyReading({
    order,
    status,
    refund:
      status === 'refunded'
        ? { extent: isVoid ? 'whole' : 'not-said', amountCents: total && Math.abs(total.cents) }
        : null,
    total,
    items: itemsOf(values, total),
    payer: { name: name || null, email: email?.toLowerCase() ?? null },
    when: statedTime(first(values, 'date/time'), programme.timeZone),
    merchants: merchant && new Set(values.get('merchant')).size === 1 ? [merchant] : [],
    doubts: different.map((label) => `the mail states more than one ${label}`),
  });
}

function first(values: Labelled, label: string): string {
  return values.get(label)?.[0] ?? '';
}

/** "10.50 (USD)": there is no "$". */
function amountOf(value: string, currency: string): Money | null {
  return amountsIn(value.replace(/[()]/g, ' ').replace(/\s+/g, ' '), currency)[0] ?? null;
}

/** Every response there is has to be an approval: a description is in the merchant's or the customer's own words. */
function statusOf(values: Labelled): PaymentStatus | null {
  const responses = values.get('response') ?? [];
  const type = first(values, 'transaction type');
  if (responses.some((response) => /\b(?:held|review|pending)\b/i.test(response))) {
    return 'on-hold';
  }
  if (!responses.every((response) => approved.test(response))) {
    return 'failed';
  }
  if (credited.test(type) || voided.test(type)) {
    return 'refunded';
  }
  return captured.test(type) ? 'paid' : 'on-hold';
}

/**
 * The descriptions name what was bought, of the transaction or of its line items; "Goods or Services" is what stands
 * there when the merchant set none.
 */
function itemsOf(values: Labelled, total: Money | null): PaymentItem[] {
  const described = (values.get('description') ?? []).filter(
    (text) => !/^(?:goods or services)?$/i.test(text),
  );
  const names = [...new Set(described)];
  const quantities = values.get('quantity') ?? [];
  return names.map((name, at) => ({
    name,
    sku: null,
    quantity: Number.parseInt(quantities[at] ?? '1', 10) || 1,
    amountCents: names.length === 1 ? (total?.cents ?? 0) : 0,
  }));
}
