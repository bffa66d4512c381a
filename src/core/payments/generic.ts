// Reads the mails of shops that have no reader of their own, by the labels and words that the programme gives.
import type { PaymentReaderRule, Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { type Body, withoutGreeting } from './body.ts';
import { type BodyReading, bodyReading, readBodies } from './body-reading.ts';
import { beginsWithOneOf, saysOneOf, valuesOf } from './generic-values.ts';
import { amountsIn, type Money } from './money.ts';
import { isProductName } from './purpose.ts';
import type { PaymentItem, PaymentReading, PaymentStatus } from './reading.ts';
import { itemsIn } from './receipt-items.ts';
import { type Refund, refundIn } from './refund.ts';
import { notReceived, statusBy } from './signs.ts';
import { statedTime } from './stated-time.ts';

const orderNumber = /^#?\s?([A-Za-z0-9](?:[\w./-]{0,40}[A-Za-z0-9])?)/;
const bareFigures = /^\d{1,3}(?:,\d{3})*\.\d{2}(?!\d)|^\d{1,7}(?:[.,]\d{2})?(?![\d.,])/;
const mailbox = /[^\s<>()[\]:;,"]{1,64}@[^\s<>()[\]:;,"]{1,255}/;
const always = ['not paid', 'unpaid', 'not received', 'declined'];

/** What the mail says by the first of the programme's readers that finds an order and an amount in it; else null. */
export function readGeneric(mail: ParsedMail, programme: Programme): PaymentReading | null {
  for (const rule of programme.payments.readers) {
    const reading = readBodies('generic', mail, programme, (body) => readBody(body, rule, programme));
    if (reading) {
      return reading;
    }
  }
  return null;
}

function readBody(body: Body, rule: PaymentReaderRule, programme: Programme): BodyReading | null {
  const values = [...rule.order, ...rule.amount, ...rule.item, ...rule.date, ...rule.payer];
  const labels = [...values, ...rule.refundAmount];
  const orders = valuesOf(body, rule.order, labels).map(([value]) => orderNumber.exec(value ?? '')?.[1]);
  const amounts = valuesOf(body, rule.amount, labels).map((values) => amountOf(values, programme));
  const order = orders.find((one) => one !== undefined) ?? null;
  const total = amounts.find((money) => money !== null) ?? null;
  if (order === null && total === null) {
    return null;
  }
  const [date = []] = valuesOf(body, rule.date, labels);
  const status = statusOf(body, rule);
  return bodyReading({
    order,
    total,
    status,
    refund: status === 'refunded' ? refundOf(body, rule, labels, programme) : null,
    items: itemsOf(body, rule, labels, total, programme),
    payer: payerOf(valuesOf(body, rule.payer, labels)[0]?.[0] ?? ''),
    when: statedTime(date.at(-1) ?? '', programme.timeZone),
    doubts: [
      ...differing('order number', orders),
      ...differing(
        'total',
        amounts.map((money) => money?.cents),
      ),
    ],
  });
}

function differing(what: string, values: readonly (string | number | undefined)[]): string[] {
  const different = new Set(values.filter((value) => value !== undefined));
  return different.size > 1 ? [`the mail states more than one ${what}`] : [];
}

function amountOf(values: readonly string[], programme: Programme): Money | null {
  const { currency } = programme.payments;
  for (const value of values) {
    const money = amountsIn(value, currency)[0];
    const figures = bareFigures.exec(value)?.[0];
    if (money) {
      return money;
    }
    if (figures) {
      return amountsIn(`${figures} ${currency}`, currency)[0] ?? null;
    }
  }
  return null;
}

/** The amount behind the programme's own labels, else by the words that shops have in common. */
function refundOf(
  body: Body,
  rule: PaymentReaderRule,
  labels: readonly string[],
  programme: Programme,
): Refund {
  const said = refundIn(body, programme.payments.currency);
  const [money] = valuesOf(body, rule.refundAmount, labels)
    .map((values) => amountOf(values, programme))
    .filter((found) => found !== null);
  return money === undefined ? said : { ...said, amountCents: Math.abs(money.cents) };
}

/** Lines in the payer's own words say nothing about money. */
function statusOf(body: Body, rule: PaymentReaderRule): PaymentStatus | null {
  const lines = withoutGreeting(body.lines).filter((line) => !beginsWithOneOf(line, rule.payer));
  const words = lines.join(' ').replace(/\s+/g, ' ');
  const signs = notReceived.filter(({ status }) => status === 'refunded' || status === 'failed');
  const refused = statusBy(`${body.subject} | ${words}`, signs);
  if (refused) {
    return refused;
  }
  if (saysOneOf(words, rule.refunded)) {
    return 'refunded';
  }
  if (saysOneOf(words, [...rule.notPaid, ...always])) {
    return 'on-hold';
  }
  return saysOneOf(words, rule.paid) ? 'paid' : null;
}

/** The value that is a product's name, also when it was broken over lines; else the first line of it. */
function itemsOf(
  body: Body,
  rule: PaymentReaderRule,
  labels: readonly string[],
  total: Money | null,
  programme: Programme,
): PaymentItem[] {
  return valuesOf(body, rule.item, labels).flatMap((values) => {
    const readings = values.map((value) => itemsFrom(value, total, programme));
    return (
      readings.find((items) => items.every(({ name }) => isProductName(name, programme))) ?? readings[0] ?? []
    );
  });
}

function itemsFrom(value: string, total: Money | null, programme: Programme): PaymentItem[] {
  const items = itemsIn(value.replace(/\s+/g, ' '), programme.payments.currency);
  const name = value.split('\t')[0]?.trim() ?? '';
  return items.length > 0 || name === ''
    ? items
    : [{ name, sku: null, quantity: 1, amountCents: total?.cents ?? 0 }];
}

function payerOf(value: string): BodyReading['payer'] {
  const email = mailbox.exec(value)?.[0] ?? null;
  const name = value
    .replace(email ?? '', '')
    .replace(/[<>()\t,;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { name: name || null, email: email?.toLowerCase() ?? null };
}
