import { expect, test } from 'vitest';
import { checkPayments } from '../../src/programme/check-payments.ts';
import { readSections } from '../../src/programme/sections.ts';
import { genericReader } from '../fixtures/generic.ts';
import { igpTorSource } from '../support/programme.ts';

function findings(senders: readonly object[], readers: readonly object[] = []) {
  const payments = { ...igpTorSource.payments, senders, readers };
  const sections = readSections({ ...igpTorSource, payments });
  if (sections.payments === undefined) throw new Error('the payments of this test are no section at all');
  return checkPayments(sections);
}

test.each(['stripe', 'paypal', 'square', 'authorize-net'])('%s needs the merchant', (vendor) => {
  const sender = { domain: 'pay.example', vendor, store: 'pay' };
  expect(findings([sender])).toEqual([
    {
      at: ['payments', 'senders', 0],
      problem: `merchant is missing: ${vendor} sends for many shops; give yours as its receipts call it`,
    },
  ]);
  expect(findings([{ ...sender, merchant: 'CASQA' }])).toEqual([]);
});

test("a shop's own mails need no merchant", () => {
  expect(
    findings([{ domain: 'shop.example', vendor: 'woocommerce', store: 'shop', merchant: 'CASQA' }]),
  ).toEqual([
    {
      at: ['payments', 'senders', 0, 'merchant'],
      problem: 'only for stripe, paypal, square, authorize-net; a shop of your own needs none',
    },
  ]);
});

test('a generic sender needs a reader, and readers have names of their own', () => {
  const sender = { domain: 'shop.example', vendor: 'generic', store: 'shop' };
  expect(findings([sender])).toEqual([
    { at: ['payments', 'senders', 0, 'vendor'], problem: 'generic needs an entry in payments.readers' },
  ]);
  expect(findings([sender], [genericReader])).toEqual([]);
  expect(findings([sender], [genericReader, genericReader])).toEqual([
    { at: ['payments', 'readers', 1, 'name'], problem: '"our-shop" is in this list twice' },
  ]);
});

test.each([
  ['nothing in front of the value', '{} is your order'],
  ['two values', 'order {} of {}'],
  ['one letter', ':'],
])('a label with %s is refused', (_what, label) => {
  const readers = [{ ...genericReader, order: [label] }];
  expect(
    readSections({ ...igpTorSource, payments: { ...igpTorSource.payments, readers } }).payments,
  ).toBeUndefined();
});
