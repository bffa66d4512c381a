import { describe, expect, test } from 'vitest';
import { readPayment } from '../../../src/core/payments/read-payment.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { authorizeNetMail } from '../../fixtures/authorize-net.ts';
import { drupalCommerceMail } from '../../fixtures/drupal-commerce.ts';
import { genericMail } from '../../fixtures/generic.ts';
import { payPalMail } from '../../fixtures/paypal.ts';
import type { Receipt, ReceiptKind } from '../../fixtures/receipt.ts';
import { squareMail } from '../../fixtures/square.ts';
import { stripeAmountInTextOnly, stripeMail } from '../../fixtures/stripe.ts';
import { readFixture } from '../../support/read-fixture.ts';
import { everyShop } from '../../support/shops.ts';

async function reading(raw: Buffer): Promise<PaymentReading | null> {
  return readPayment(await readFixture(raw), everyShop);
}

const name = 'IGP Trainer of Record SOQ Submittal Fee';
const common = {
  status: 'paid',
  amountCents: 53000,
  currency: 'USD',
  items: [{ name, sku: null, quantity: 1, amountCents: 53000 }],
  purpose: 'soq-new',
  payer: { name: null, email: 'pat@example.org' },
  paidOn: '2023-05-10',
  paidAt: null,
  doubts: [],
} as const;

type Case = [vendor: string, build: (changes: Partial<Receipt>) => Buffer, expected: PaymentReading];
const cases: Case[] = [
  [
    'Drupal Commerce',
    drupalCommerceMail,
    {
      ...common,
      vendor: 'drupal-commerce',
      order: '4812',
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
      paidOn: null,
    },
  ],
  ['Stripe', stripeMail, { ...common, vendor: 'stripe', order: '2034-6542', merchants: ['CASQA'] }],
  [
    'Stripe, of a charge',
    (changes) => stripeMail(changes, 'charge'),
    { ...common, vendor: 'stripe', order: '2034-6542', merchants: ['CASQA'] },
  ],
  [
    'PayPal',
    payPalMail,
    {
      ...common,
      vendor: 'paypal',
      order: '8XJ12345AB678901C',
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
      paidAt: new Date('2023-05-10T17:26:00Z'),
      merchants: ['CASQA', 'pay@casqa.example'],
    },
  ],
  [
    'PayPal, to the merchant',
    (changes) => payPalMail(changes, 'merchant'),
    {
      ...common,
      vendor: 'paypal',
      order: '8XJ12345AB678901C',
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
      paidAt: new Date('2023-05-10T17:26:00Z'),
      merchants: ['CASQA', 'pay@casqa.example'],
    },
  ],
  ['Square', squareMail, { ...common, vendor: 'square', order: 'GHTY6Zx', merchants: ['CASQA'] }],
  [
    'Authorize.net',
    authorizeNetMail,
    {
      ...common,
      vendor: 'authorize-net',
      order: '120062511911',
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
      paidAt: new Date('2023-05-10T17:26:08Z'),
      merchants: ['CASQA'],
    },
  ],
  [
    'a shop by rules',
    genericMail,
    {
      ...common,
      vendor: 'generic',
      order: 'INV-20931',
      payer: { name: 'Pat Doe', email: 'pat@example.org' },
    },
  ],
];

describe.each(cases)('%s', (_vendor, build, expected) => {
  test.each(['html', 'text', 'both'] as const)('is read in whole as %s', async (format) => {
    expect(await reading(build({ format }))).toEqual(expected);
  });

  test.each([
    ['refunded', 'refunded'],
    ['partially-refunded', 'refunded'],
  ] as const)('%s is refunded', async (kind, status) => {
    expect((await reading(build({ kind, format: 'both' })))?.status).toBe(status);
  });

  test.each(['failed', 'pending', 'invoice'] satisfies ReceiptKind[])('%s is not paid', async (kind) => {
    expect((await reading(build({ kind, format: 'both' })))?.status).not.toBe('paid');
  });
});

test('Stripe has the amount, item and date when they are in the text part only', async () => {
  expect(await reading(stripeAmountInTextOnly())).toEqual({
    ...common,
    vendor: 'stripe',
    order: '2034-6542',
    merchants: ['CASQA'],
  });
});
