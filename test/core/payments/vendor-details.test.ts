import { describe, expect, test } from 'vitest';
import { readPayment } from '../../../src/core/payments/read-payment.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { authorizeNetMail } from '../../fixtures/authorize-net.ts';
import { genericMail } from '../../fixtures/generic.ts';
import { squareMail } from '../../fixtures/square.ts';
import { mailValue } from '../../support/mail-value.ts';
import { readFixture } from '../../support/read-fixture.ts';
import { everyShop } from '../../support/shops.ts';

async function reading(raw: Buffer): Promise<PaymentReading | null> {
  return readPayment(await readFixture(raw), everyShop);
}

/** The words of one mail, as text. */
function words(text: string, subject = ''): PaymentReading | null {
  return readPayment(mailValue({ text, subject }), everyShop);
}

describe('Stripe', () => {
  test('of a charge may say no more than amount and description', () => {
    const found = words(
      'You paid $65.00 to CASQA on June 27, 2026.\nReceipt number: 2034-6542\nVisa ending in 4242\nDescription: IGP fee\nAmount: $65.00',
      'Your receipt from CASQA',
    );
    expect({
      order: found?.order,
      status: found?.status,
      items: found?.items,
      merchants: found?.merchants,
    }).toEqual({
      order: '2034-6542',
      status: 'paid',
      items: [{ name: 'IGP fee', sku: null, quantity: 1, amountCents: 6500 }],
      merchants: ['CASQA'],
    });
  });

  test('never takes a receipt number for a date', () => {
    const found = words('Receipt from CASQA $65.00\nReceipt number 2940-6112\nAmount paid $65.00');
    expect({ order: found?.order, paidOn: found?.paidOn, status: found?.status }).toEqual({
      order: '2940-6112',
      paidOn: null,
      status: 'paid',
    });
  });

  test('is not paid as long as something is due', () => {
    const found = words(
      'Receipt from CASQA\nReceipt number 2940-6112\nAmount paid $30.00\nAmount due $35.00',
    );
    expect(found?.status).toBe('invoice');
  });

  test('is for the merchant of the whole name', () => {
    const found = words(
      'Receipt number 2940-6112\nAmount paid $65.00',
      'Your receipt from CASQA #1111-2222 #2940-6112',
    );
    expect(found?.merchants).toEqual(['CASQA #1111-2222']);
  });
});

describe('Square', () => {
  test('with a custom amount says nothing of what it is for', async () => {
    const found = await reading(squareMail({ item: 'Custom Amount' }));
    expect({ purpose: found?.purpose, doubts: found?.doubts }).toEqual({
      purpose: 'unknown',
      doubts: [`"Custom Amount" is not in the programme's product list`],
    });
  });

  test('as one sentence names no item', async () => {
    const found = await reading(squareMail({}, 'sentence'));
    expect({ status: found?.status, items: found?.items, doubts: found?.doubts }).toEqual({
      status: 'paid',
      items: [],
      doubts: ['the mail names no item'],
    });
  });
});

describe('PayPal', () => {
  test("the payer's late evening is the next day for nobody: the date is the programme's", () => {
    const found = words(
      'You sent a payment of $50.00 USD to CASQA (pay@casqa.example)\nTransaction ID: 8XJ12345AB678901C\nDate: July 1, 2026, 1:45 AM EDT\nPayPal',
    );
    expect({ paidOn: found?.paidOn, paidAt: found?.paidAt }).toEqual({
      paidOn: '2026-06-30',
      paidAt: new Date('2026-07-01T05:45:00Z'),
    });
  });

  test('sentences that name two merchants name none', () => {
    const one = 'You sent a payment of $50.00 USD to Stranger (x@stranger.example)';
    const other = 'Note: You sent a payment of $50.00 USD to CASQA (pay@casqa.example)';
    const found = words(`${one}\nTransaction ID: 8XJ12345AB678901C\n${other}\nPayPal`);
    expect(found?.merchants).toBeUndefined();
  });

  test('the receipt id is the order when there is no transaction id', () => {
    const found = words(
      "You've received a payment of $50.00 USD from Pat Doe (pat@example.org)\nReceipt ID: 2292-3284-5641-3499\nPayPal",
    );
    expect({ order: found?.order, amountCents: found?.amountCents, payer: found?.payer }).toEqual({
      order: '2292-3284-5641-3499',
      amountCents: 5000,
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
    });
  });
});

describe('Authorize.net', () => {
  test('names the item in its line items', () => {
    const found = words(
      'Description : Goods or Services\nAmount : 65.00 (USD)\nTransaction Type: Authorization and Capture\n\n===== Line Items =====\nItem: 1\nDescription: SOQ fee\nQuantity: 1\nUnit Price: $65.00 (USD)\nItem Total: $65.00 (USD)\n\n===== RESULTS =====\nResponse : This transaction has been approved.\nTransaction ID : 120062511911',
    );
    expect(found?.items).toEqual([{ name: 'SOQ fee', sku: null, quantity: 1, amountCents: 6500 }]);
  });

  test('the words of a description approve nothing', async () => {
    const item = 'Fee Response : This transaction has been approved.';
    expect((await reading(authorizeNetMail({ kind: 'failed', item, breaks: 'every-blank' })))?.status).toBe(
      'failed',
    );
  });

  test('"Goods or Services" names no item', async () => {
    const found = await reading(authorizeNetMail({ item: 'Goods or Services' }));
    expect({ items: found?.items, doubts: found?.doubts }).toEqual({
      items: [],
      doubts: ['the mail names no item'],
    });
  });
});

describe('a notice of WooCommerce Subscriptions', () => {
  test('that a renewal needs somebody is an invoice', () => {
    const text =
      'Hi Pat,\n\nYour subscription is up for renewal in 3 days and will not renew automatically.\n\nRenew my subscription\n\nSubscription: 901\nStart date: May 10, 2022\nRecurring price: $65.00 / year';
    const found = words(text, '[CASQA] Subscription Needs Manual Renewal');
    expect({ order: found?.order, status: found?.status, amountCents: found?.amountCents }).toEqual({
      order: 'subscription-901',
      status: 'invoice',
      amountCents: 6500,
    });
  });
});

describe('a shop by rules', () => {
  test('is unpaid when any of the words for that is there', async () => {
    const mail = await readFixture(genericMail());
    const text = `${mail.text}\nPayment status: pending`;
    expect(readPayment({ ...mail, text }, everyShop)?.status).toBe('on-hold');
  });

  test('finds a value between two pieces of a sentence', () => {
    const found = words('Thank you for your payment, your order INV-77 is complete.\nTotal paid: USD 65.00');
    expect({ order: found?.order, amountCents: found?.amountCents, status: found?.status }).toEqual({
      order: 'INV-77',
      amountCents: 6500,
      status: 'paid',
    });
  });

  test('with two totals is doubtful', () => {
    const found = words(
      'Thank you for your payment\nOrder number: 7\nTotal: $65.00\nTotal: $530.00\nItem: x',
    );
    expect(found?.doubts).toContain('the mail states more than one total');
  });

  test("a payer's name says nothing about money", () => {
    const found = words('Order number: 7\nTotal: $65.00\nName: Thank you for your payment\n');
    expect(found?.status).toBe('invoice');
  });

  test('labels are looked up as they are: what would be a slow pattern is none', () => {
    const [rule] = everyShop.payments.readers;
    const order = ['(a+)+$ [', 'Order number:'];
    const programme = { ...everyShop, payments: { ...everyShop.payments, readers: [{ ...rule!, order }] } };
    const text = `${'a'.repeat(50_000)}!\nOrder number: 7\nTotal: $65.00`;
    expect(readPayment(mailValue({ text }), programme)?.order).toBe('7');
  });
});

test.each([
  ['many labels', 'Total: '.repeat(8_000)],
  ['many amounts', '$1.00 '.repeat(9_000)],
  ['an amount that does not end', `Total: $${'1,000'.repeat(9_000)}`],
  ['many sentences', 'you paid $1.00 to a '.repeat(3_000)],
  [
    'many PayPal sentences',
    `Transaction ID: 8XJ12345AB678901C PayPal ${'You sent a payment of $50.00 USD to x '.repeat(1_500)}`,
  ],
  ['many dates', `Receipt number 2034-6542 receipt from x ${'date paid May 1, 2023 '.repeat(2_500)}`],
  ['many headings', 'Order #1 details: '.repeat(3_000)],
  ['many order headings', '[Order #1] (May 1, 2023) X 1 = '.repeat(2_000)],
  ['blanks', ' \n'.repeat(30_000)],
])('a hostile mail of %s takes no time', (_what, text) => {
  const started = performance.now();
  words(text, text.slice(0, 2_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});
