import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from '../../src/core/calendar.ts';
import type { PaymentFact } from '../../src/core/case.ts';
import { assessFee, feeOn, renewalDates } from '../../src/core/fee.ts';
import { annualFee } from '../support/cases.ts';
import { igpTor } from '../support/programme.ts';

const { fees, renewal } = igpTor;
const dates = renewalDates('2023-07-01', renewal);
const dayInCalifornia = (instant: string) => dateOf(new Date(instant), igpTor.timeZone);

test.each([
  ['2023-07-01', { opens: '2023-05-01', due: '2023-06-30', lateUntil: '2023-09-30' }],
  ['2024-07-01', { opens: '2024-05-01', due: '2024-06-30', lateUntil: '2024-09-30' }],
])('the renewal into the term from %s', (startsOn, expected) => {
  expect(renewalDates(startsOn, renewal)).toEqual(expected);
});

test.each([
  [
    'ends on December 31',
    '2024-01-01',
    { termStarts: '01-01', opens: '11-01', due: '12-31', lateUntil: '03-31' },
    { opens: '2023-11-01', due: '2023-12-31', lateUntil: '2024-03-31' },
  ],
  [
    'ends on February 29',
    '2025-03-01',
    { termStarts: '03-01', opens: '01-01', due: '02-29', lateUntil: '05-31' },
    { opens: '2025-01-01', due: '2025-02-28', lateUntil: '2025-05-31' },
  ],
])('a term that %s', (_name, startsOn, changes, expected) => {
  expect(renewalDates(startsOn, { ...renewal, ...changes })).toEqual(expected);
});

test.each([
  ['June 30 23:59 Pacific is in time though it is July in UTC', '2023-07-01T06:59:00Z', 6500],
  ['one minute later is late', '2023-07-01T07:00:00Z', 9000],
  ['the day after the due date', '2023-07-01T20:00:00Z', 9000],
  ['long before', '2023-05-02T20:00:00Z', 6500],
])('%s', (_name, paidAt, cents) => {
  expect(feeOn(dayInCalifornia(paidAt), dates, fees)).toBe(cents);
});

describe('the fee', () => {
  test.each<[string, PaymentFact[], ReturnType<typeof assessFee>]>([
    ['nothing', [], { state: 'unpaid' }],
    [
      '$65 on June 30',
      [annualFee('2023-06-30', 6500)],
      { state: 'paid', paidOn: '2023-06-30', paidCents: 6500 },
    ],
    [
      '$65 on July 1',
      [annualFee('2023-07-01', 6500)],
      { state: 'underpaid', paidOn: '2023-07-01', paidCents: 6500, dueCents: 9000, missingCents: 2500 },
    ],
    [
      '$90 on July 1',
      [annualFee('2023-07-01', 9000)],
      { state: 'paid', paidOn: '2023-07-01', paidCents: 9000 },
    ],
    [
      '$65 in July and $25 later',
      [annualFee('2023-07-01', 6500), annualFee('2023-07-09', 2500)],
      { state: 'paid', paidOn: '2023-07-09', paidCents: 9000 },
    ],
    [
      'the same, read in the other order',
      [annualFee('2023-07-09', 2500), annualFee('2023-07-01', 6500)],
      { state: 'paid', paidOn: '2023-07-09', paidCents: 9000 },
    ],
    [
      '$40 in June and $25 in July: complete only with the late fee',
      [annualFee('2023-06-20', 4000), annualFee('2023-07-02', 2500)],
      { state: 'underpaid', paidOn: '2023-07-02', paidCents: 6500, dueCents: 9000, missingCents: 2500 },
    ],
    [
      '$90 in June',
      [annualFee('2023-06-01', 9000)],
      { state: 'overpaid', paidOn: '2023-06-01', paidCents: 9000, dueCents: 6500 },
    ],
    [
      '$65 in June and $25 in July',
      [annualFee('2023-06-30', 6500), annualFee('2023-07-01', 2500)],
      { state: 'overpaid', paidOn: '2023-06-30', paidCents: 9000, dueCents: 6500 },
    ],
    ['a refunded one', [annualFee('2023-06-01', 6500, { state: 'refunded' })], { state: 'unpaid' }],
    [
      'one that staff still look at',
      [annualFee('2023-06-01', 6500, { state: 'review' })],
      { state: 'unpaid' },
    ],
  ])('%s', (_name, payments, expected) => {
    expect(assessFee(payments, dates, fees)).toEqual(expected);
  });

  const anyPayments = fc.array(
    fc.record({
      amountCents: fc.constantFrom(1, 2499, 2500, 4000, 6499, 6500, 6501, 8999, 9000),
      paidOn: fc.constantFrom('2023-05-01', '2023-06-29', '2023-06-30', '2023-07-01', '2023-08-15'),
      state: fc.constantFrom<PaymentFact['state']>('matched', 'matched', 'review', 'refunded'),
    }),
    { maxLength: 6 },
  );

  test('is never called paid when the sum is below what was due on the day it is called paid', () => {
    fc.assert(
      fc.property(anyPayments, (rows) => {
        const payments = rows.map((row) => annualFee(row.paidOn, row.amountCents, { state: row.state }));
        const fee = assessFee(payments, dates, fees);
        const counted = payments.filter(({ state }) => state === 'matched');
        const sumUntil = (day: string) =>
          counted
            .filter(({ paidOn }) => paidOn <= day)
            .reduce((sum, { amountCents }) => sum + amountCents, 0);
        if (fee.state === 'paid' || fee.state === 'overpaid')
          expect(sumUntil(fee.paidOn)).toBeGreaterThanOrEqual(feeOn(fee.paidOn, dates, fees));
        if (fee.state === 'underpaid')
          expect(counted.every(({ paidOn }) => sumUntil(paidOn) < feeOn(paidOn, dates, fees))).toBe(true);
        expect(fee.state === 'unpaid').toBe(counted.length === 0);
      }),
    );
  });

  test('does not depend on the order in which payments are read', () => {
    const shuffled = anyPayments.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        const assess = (list: typeof rows) =>
          assessFee(
            list.map((row) => annualFee(row.paidOn, row.amountCents, { state: row.state })),
            dates,
            fees,
          );
        expect(assess(others)).toEqual(assess(rows));
      }),
    );
  });
});
