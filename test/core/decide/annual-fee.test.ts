import { describe, expect, test } from 'vitest';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { PaymentInput } from '../../../src/core/decide/payment-input.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { annualFee, pat, paymentInput, reading, term } from '../../support/cases.ts';

const now = new Date('2023-07-05T17:00:00Z');

function pays(said: Partial<PaymentReading>, found: Partial<PaymentInput> = {}) {
  const product = { order: '99', purpose: 'tor-annual', amountCents: 6500 } as const;
  return paymentInput({ reading: { ...product, ...said }, person: pat, annualFee: term(), now, ...found });
}

const recorded = (said: Partial<PaymentReading>, stateReason: string) => ({
  fact: 'payment-recorded',
  payment: {
    id: 'new-payment',
    store: 'casqa',
    reading: reading({ order: '99', purpose: 'tor-annual', amountCents: 6500, ...said }),
    paidOn: said.paidOn,
    state: 'matched',
    stateReason,
    personId: 'pat',
    applicationId: null,
    termId: 'term-1',
  },
});

test('$65 on June 30 is complete, although the mail is read in July', () => {
  expect(decidePayment(pays({ paidOn: '2023-06-30' }))).toEqual({
    kind: 'apply',
    event: 'payment-confirmed',
    reason: 'annual fee complete on 2023-06-30',
    about: { kind: 'term', id: 'term-1' },
    personId: 'pat',
    expects: [{ row: 'term', id: 'term-1', version: 5 }],
    facts: [
      recorded({ paidOn: '2023-06-30' }, 'annual fee complete on 2023-06-30'),
      { fact: 'fee-ticked', termId: 'term-1', at: now, by: 'torq' },
    ],
    drafts: [
      {
        channel: 'mail',
        key: 'fee/casqa/99',
        to: 'pat@example.org',
        toName: 'Pat Doe',
        message: {
          name: 'fee-received',
          values: {
            amount: '$65.00',
            paidOn: 'Friday, June 30, 2023',
            termStarts: 'Saturday, July 1, 2023',
            termEnds: 'Sunday, June 30, 2024',
            openItems: [
              'your QISP qualification is current',
              'renewal meeting attended, or its recording viewed',
              'Compliance Agreement in force',
            ],
          },
        },
        about: { kind: 'term', id: 'term-1' },
        personId: 'pat',
        condition: { kind: 'always' },
        notBefore: null,
      },
    ],
  });
});

test('$65 on July 1 lacks the late fee: no tick, and the rest is asked for', () => {
  const reason = '$65.00 paid on 2023-07-01, $25.00 still missing';
  expect(decidePayment(pays({ paidOn: '2023-07-01' }))).toEqual({
    kind: 'apply',
    event: 'payment-confirmed',
    reason,
    about: { kind: 'term', id: 'term-1' },
    personId: 'pat',
    expects: [{ row: 'term', id: 'term-1', version: 5 }],
    facts: [recorded({ paidOn: '2023-07-01' }, reason)],
    drafts: [
      expect.objectContaining({
        key: 'fee/casqa/99',
        message: {
          name: 'fee-underpaid',
          values: {
            paid: '$65.00',
            paidOn: 'Saturday, July 1, 2023',
            due: 'Friday, June 30, 2023, 11:59 PM PDT',
            totalDue: '$90.00',
            missing: '$25.00',
            path: 'log in, open Orders, choose the item, and press Renew',
          },
        },
      }),
    ],
  });
});

test.each<[string, Partial<PaymentReading>, ReturnType<typeof annualFee>[], string]>([
  ['$90 in July', { paidOn: '2023-07-01', amountCents: 9000 }, [], 'annual fee complete on 2023-07-01'],
  [
    'the late fee after $65 in July',
    { paidOn: '2023-07-09', amountCents: 2500, purpose: 'late-fee' },
    [annualFee('2023-07-01', 6500)],
    'annual fee complete on 2023-07-09',
  ],
  [
    '$90 on the last late day',
    { paidOn: '2023-09-30', amountCents: 9000 },
    [],
    'annual fee complete on 2023-09-30',
  ],
])('%s completes it', (_name, said, payments, reason) => {
  const decision = decidePayment(pays(said, { annualFee: term({ payments }) }));
  expect(decision).toMatchObject({ kind: 'apply', reason });
  expect(decision.facts.map(({ fact }) => fact)).toEqual(['payment-recorded', 'fee-ticked']);
});

describe('a person looks', () => {
  test.each<[string, Partial<PaymentReading>, Partial<PaymentInput>, string]>([
    [
      'at an overpaid fee',
      { paidOn: '2023-06-01', amountCents: 9000 },
      {},
      '$90.00 paid where $65.00 was due',
    ],
    [
      'at a fee paid twice',
      { paidOn: '2023-06-20' },
      { annualFee: term({ payments: [annualFee('2023-06-01', 6500)] }) },
      'the fee of this term was paid before: paid twice?',
    ],
    [
      'at a late fee that was not due',
      { paidOn: '2023-07-02', amountCents: 2500, purpose: 'late-fee' },
      { annualFee: term({ payments: [annualFee('2023-06-30', 6500)] }) },
      'the fee of this term was paid before: paid twice?',
    ],
    [
      'at a payer who is no Trainer of Record',
      { paidOn: '2023-06-20' },
      { annualFee: null },
      'an annual fee, but this payer is no Trainer of Record with an open renewal',
    ],
    [
      'at a fee paid after the last day for renewing',
      { paidOn: '2023-10-01', amountCents: 9000 },
      {},
      'paid on 2023-10-01, after the last day for renewing (2023-09-30)',
    ],
  ])('%s', (_name, said, found, reason) => {
    const decision = decidePayment(pays(said, found));
    expect(decision).toMatchObject({ kind: 'review', reason, about: null });
    expect(decision.facts).toEqual([
      expect.objectContaining({ payment: expect.objectContaining({ state: 'review', termId: null }) }),
    ]);
  });
});

test('the payer is told when no address of the trainer takes mail', () => {
  const bounced = { ...pat, addresses: [{ address: 'old@example.org', bouncedAt: now }] };
  const decision = decidePayment(pays({ paidOn: '2023-06-20' }, { annualFee: term({ person: bounced }) }));
  expect(decision.kind === 'apply' && decision.drafts[0]).toMatchObject({ to: 'pat@example.org' });
});
