// What each vendor's refund mail gives back, in any form.
import { describe, expect, test } from 'vitest';
import { readPayment } from '../../../src/core/payments/read-payment.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import type { Refund } from '../../../src/core/payments/refund.ts';
import { authorizeNetMail } from '../../fixtures/authorize-net.ts';
import { drupalCommerceMail } from '../../fixtures/drupal-commerce.ts';
import { genericMail } from '../../fixtures/generic.ts';
import { payPalMail } from '../../fixtures/paypal.ts';
import { rawMail } from '../../fixtures/raw-mail.ts';
import type { Format, Receipt } from '../../fixtures/receipt.ts';
import { squareMail } from '../../fixtures/square.ts';
import { stripeMail } from '../../fixtures/stripe.ts';
import { orderMail } from '../../fixtures/woocommerce.ts';
import { programmeWith } from '../../support/cases.ts';
import { igpTorSource } from '../../support/programme.ts';
import { readFixture } from '../../support/read-fixture.ts';
import { everyShop } from '../../support/shops.ts';

async function read(raw: Buffer, programme = everyShop): Promise<PaymentReading | null> {
  return readPayment(await readFixture(raw), programme);
}

const formats: readonly Format[] = ['html', 'text', 'both'];
type Build = (changes: Partial<Receipt>) => Buffer;

describe.each(formats)('in %s', (format) => {
  test.each<[string, Build, Refund]>([
    ['Stripe, with lines', stripeMail, { extent: 'not-said', amountCents: 53000 }],
    ['PayPal, to the payer', payPalMail, { extent: 'not-said', amountCents: 53000 }],
    ['Square', squareMail, { extent: 'not-said', amountCents: 53000 }],
    ['Authorize.net', authorizeNetMail, { extent: 'not-said', amountCents: 53000 }],
    ['Drupal Commerce', drupalCommerceMail, { extent: 'whole', amountCents: null }],
    ['a shop by rules', genericMail, { extent: 'whole', amountCents: null }],
    [
      'Stripe, of a charge',
      (changes) => stripeMail(changes, 'charge'),
      { extent: 'not-said', amountCents: null },
    ],
  ])('a refund of %s', async (_name, build, refund) => {
    const found = await read(build({ kind: 'refunded', format }));
    expect({ status: found?.status, refund: found?.refund, doubts: found?.doubts }).toEqual({
      status: 'refunded',
      refund,
      doubts: [],
    });
  });

  test.each<[string, Build]>([
    ['Stripe', stripeMail],
    ['PayPal', payPalMail],
    ['Drupal Commerce', drupalCommerceMail],
    ['a shop by rules', genericMail],
  ])('a partial refund of %s says that it is one', async (_name, build) => {
    const found = await read(build({ kind: 'partially-refunded', format }));
    expect(found?.refund?.extent).toBe('part');
  });

  test('a refund of WooCommerce gives all of it back', async () => {
    const found = await read(orderMail({ kind: 'refunded', format }));
    expect({ amount: found?.amountCents, refund: found?.refund, doubts: found?.doubts }).toEqual({
      amount: 53000,
      refund: { extent: 'whole', amountCents: 53000 },
      doubts: [],
    });
  });

  test('a partial refund of WooCommerce gives a part back', async () => {
    const found = await read(orderMail({ kind: 'partially-refunded', refundCents: 10000, format }));
    expect({ amount: found?.amountCents, refund: found?.refund }).toEqual({
      amount: 53000,
      refund: { extent: 'part', amountCents: 10000 },
    });
  });
});

test('a paid receipt has no refund', async () => {
  expect(await read(orderMail())).not.toHaveProperty('refund');
});

test('text and HTML that tell of different amounts are doubtful', async () => {
  const text =
    'Your order has been refunded.\n\n[ORDER #4812]\n\nFee X 1 = $530.00\n\nRefund:\t -$100.00\nTotal:\t $530.00\n\nBILLING ADDRESS\nPat\n';
  const html = `<p>Your order has been refunded.</p><h2>[Order #4812]</h2><table><tr><td>Fee</td><td>1</td><td>$530.00</td></tr><tr><th>Refund:</th><td>-$530.00</td></tr><tr><th>Total:</th><td>$530.00</td></tr></table><p>end</p>`;
  const raw = rawMail(
    [
      ['From', 'orders@casqa.example'],
      ['To', 'pat@example.org'],
      ['Subject', 'Your order has been refunded'],
    ],
    [
      { type: 'text/plain', body: text },
      { type: 'text/html', body: html },
    ],
    'alternative',
  );
  const found = await read(raw);
  expect({ refund: found?.refund, doubts: found?.doubts }).toEqual({
    refund: { extent: 'whole', amountCents: null },
    doubts: ['text and HTML disagree about the amount given back: "100.00 USD" and "530.00 USD"'],
  });
});

describe('Authorize.net', () => {
  const mail = (type: string, response: string) =>
    rawMail(
      [
        ['From', 'noreply@mail.authorize.example'],
        ['To', 'tor@casqa.example'],
        ['Subject', 'Merchant Email Receipt'],
      ],
      [
        {
          type: 'text/plain',
          body: [
            'Merchant : CASQA (929184)',
            'Amount : 65.00 (USD)',
            `Transaction Type: ${type}`,
            `Response : ${response}`,
            'Transaction ID : 120062511911',
            'E-Mail : pat@example.org',
          ].join('\n'),
        },
      ],
    );
  const approved = 'This transaction has been approved.';

  test.each([
    ['Void', approved, 'refunded', { extent: 'whole', amountCents: 6500 }],
    ['Credit', approved, 'refunded', { extent: 'not-said', amountCents: 6500 }],
    ['Void', 'This transaction has been declined.', 'failed', undefined],
    ['Credit', 'This transaction has been declined.', 'failed', undefined],
  ])('%s, %s', async (type, response, status, refund) => {
    const found = await read(mail(type, response));
    expect({ status: found?.status, refund: found?.refund }).toEqual({ status, refund });
  });
});

describe('PayPal', () => {
  const mail = (lines: readonly string[]) =>
    rawMail(
      [
        ['From', 'service@paypal.example'],
        ['To', 'pay@casqa.example'],
        ['Subject', 'Refund issued'],
      ],
      [{ type: 'text/plain', body: lines.join('\n') }],
    );

  test('a refund is about the payment that it gives back, not about itself', async () => {
    const found = await read(
      mail([
        'Hello CASQA,',
        '',
        "You've sent a full refund of $530.00 USD to Pat Doe (Pat@example.org).",
        'Transaction ID: 9AB12345AB678901C',
        'Original transaction ID: 8XJ12345AB678901C',
        'PayPal',
      ]),
    );
    expect(found).toMatchObject({
      order: '8XJ12345AB678901C',
      status: 'refunded',
      refund: { extent: 'whole', amountCents: 53000 },
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
      merchants: ['CASQA', 'pay@casqa.example'],
    });
  });
});

test('a shop’s own words for a refund and its amount are rules', async () => {
  const { payments } = igpTorSource;
  const reader = {
    name: 'our-shop',
    order: ['Order number:'],
    amount: ['Total:'],
    paid: ['Thank you for your payment'],
    refunded: ['We have returned your payment'],
    refundAmount: ['Amount returned:'],
  };
  const programme = programmeWith({ payments: { ...payments, readers: [reader] } });
  const body = 'We have returned your payment.\nOrder number: 77\nTotal: $65.00\nAmount returned: $25.00\n';
  const raw = rawMail(
    [
      ['From', 'shop@shop.example'],
      ['To', 'pat@example.org'],
      ['Subject', 'Your payment'],
    ],
    [{ type: 'text/plain', body }],
  );
  expect(await read(raw, programme)).toMatchObject({
    order: '77',
    amountCents: 6500,
    status: 'refunded',
    refund: { extent: 'not-said', amountCents: 2500 },
  });
});
