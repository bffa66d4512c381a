import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountsIn } from '../../../src/core/payments/money.ts';

test.each([
  ['$530.00', 53000, 'USD'],
  ['$530', 53000, 'USD'],
  ['$1,060.00', 106000, 'USD'],
  ['$1,060', 106000, 'USD'],
  ['1.060,00 \u20ac', 106000, 'EUR'],
  ['US$ 65.00', 6500, 'USD'],
  ['65.00 USD', 6500, 'USD'],
  ['USD 65.00', 6500, 'USD'],
  ['\u00a365.00', 6500, 'GBP'],
  ['CA$65.00', 6500, 'CAD'],
  ['-$530.00', -53000, 'USD'],
])('%s', (text, cents, currency) => {
  expect(amountsIn(`Total: ${text} (paid)`, 'USD')).toEqual([{ cents, currency }]);
});

test('the old and the new figure of a refund', () => {
  expect(amountsIn('$530.00 $0.00', 'USD')).toEqual([
    { cents: 53000, currency: 'USD' },
    { cents: 0, currency: 'USD' },
  ]);
});

test('a dollar is the dollar of the programme', () => {
  expect(amountsIn('$5.00', 'CAD')).toEqual([{ cents: 500, currency: 'CAD' }]);
});

test.each(['order 4812', 'May 10, 2023', '530-555-0100', '95616', 'X 1'])('no amount in "%s"', (text) => {
  expect(amountsIn(text, 'USD')).toEqual([]);
});

test('any amount that is printed is read back', () => {
  const american = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
  const german = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (cents) => {
      expect(amountsIn(american.format(cents / 100), 'USD')).toEqual([{ cents, currency: 'USD' }]);
      expect(amountsIn(german.format(cents / 100), 'USD')).toEqual([{ cents, currency: 'EUR' }]);
    }),
  );
});
