import { describe, expect, test } from 'vitest';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { PaymentInput } from '../../../src/core/decide/payment-input.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { annualFee, cardFacts, pat, paymentInput, reading, term } from '../../support/cases.ts';

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
            excess: null,
            paidOn: 'Friday, June 30, 2023',
            termStarts: 'Saturday, July 1, 2023',
            termEnds: 'Sunday, June 30, 2024',
            openItems: [
              'keep your QISP qualification current',
              'attend the renewal meeting, or view its recording',
              'have your Compliance Agreement in force',
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

describe('money too much is never held against the trainer', () => {
  test('$90 in June: ticked and thanked; staff see to the difference', () => {
    const decision = decidePayment(pays({ paidOn: '2023-06-01', amountCents: 9000 }));
    const reason = 'annual fee complete on 2023-06-01, with $25.00 too much';
    expect(decision).toEqual({
      kind: 'apply',
      event: 'payment-confirmed',
      reason,
      about: { kind: 'term', id: 'term-1' },
      personId: 'pat',
      expects: [{ row: 'term', id: 'term-1', version: 5 }],
      facts: [
        recorded({ paidOn: '2023-06-01', amountCents: 9000 }, reason),
        { fact: 'fee-ticked', termId: 'term-1', at: now, by: 'torq' },
      ],
      drafts: [
        expect.objectContaining({
          channel: 'mail',
          message: {
            name: 'fee-received',
            values: expect.objectContaining({ amount: '$90.00', excess: '$25.00' }),
          },
        }),
        expect.objectContaining({
          key: 'card/payment-review/new-payment/mail-1',
          prompt: expect.objectContaining({ title: '$25.00 too much: Pat Doe', paymentId: 'new-payment' }),
        }),
      ],
    });
    expect(cardFacts(decision)).toEqual([
      ['Why', '$90.00 paid where $65.00 was due: $25.00 too much. The fee counts as paid'],
      ['Order', 'casqa 99'],
      ['Amount', '$90.00'],
      ['Item', 'IGP Trainer of Record SOQ Submittal Fee × 1'],
      ['Payer', 'Pat Doe, pat@example.org'],
      ['Paid on', '2023-06-01'],
      ['Whose', 'Pat Doe, pat@example.org, term 2023-07-01 to 2024-06-30'],
      ['To do', 'decide what becomes of the $25.00; a refund of that part changes nothing in torq'],
    ]);
  });

  test('also when it was paid in two payments; a third one is a question', () => {
    const first = annualFee('2023-07-01', 6500);
    const second = pays(
      { paidOn: '2023-07-09', amountCents: 4000 },
      { annualFee: term({ payments: [first] }) },
    );
    expect(decidePayment(second).reason).toBe('annual fee complete on 2023-07-09, with $15.00 too much');
    const paid = term({ payments: [first, annualFee('2023-07-09', 4000)] });
    const third = decidePayment(pays({ paidOn: '2023-07-10' }, { annualFee: paid }));
    expect(third).toMatchObject({
      kind: 'review',
      reason: 'the fee of this term was paid before: paid twice?',
    });
  });
});

describe('a person looks', () => {
  test.each<[string, Partial<PaymentReading>, Partial<PaymentInput>, string]>([
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
    const termId = found.annualFee === null ? null : 'term-1';
    expect(decision).toMatchObject({ kind: 'review', reason, about: null });
    expect(decision.facts).toEqual([
      expect.objectContaining({
        payment: expect.objectContaining({ state: 'review', personId: 'pat', applicationId: null, termId }),
      }),
    ]);
  });
});

test('the payer is told when no address of the trainer takes mail', () => {
  const bounced = { ...pat, addresses: [{ address: 'old@example.org', bouncedAt: now }] };
  const decision = decidePayment(pays({ paidOn: '2023-06-20' }, { annualFee: term({ person: bounced }) }));
  expect(decision.kind === 'apply' && decision.drafts[0]).toMatchObject({ to: 'pat@example.org' });
});
