// A second mail about an order: it settles the doubts that the first one left, and those only.
import { describe, expect, test } from 'vitest';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { PaymentInput } from '../../../src/core/decide/payment-input.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { pat, payment, paymentInput, reading, term } from '../../support/cases.ts';

const doubtful = payment({
  id: 'payment-9',
  state: 'review',
  stateReason: 'text and HTML disagree about the item: "a" and "b"',
});
const second = (said: Partial<PaymentReading> = {}, found: Partial<PaymentInput> = {}) =>
  paymentInput({ reading: said, known: doubtful, inboundMailId: 'mail-2', ...found });
const evidence = {
  fact: 'payment-evidence',
  paymentId: 'payment-9',
  said: 'woocommerce order 4812: paid, $530.00',
};

describe('a mail without doubts about an order whose first mail left some', () => {
  test('is decided as if it were the first, on the record that is there', () => {
    const first = decidePayment(paymentInput());
    const decision = decidePayment(second());
    if (first.kind !== 'apply') throw new Error('the first one counts');
    expect(decision).toEqual({
      ...first,
      reason: 'SOQ fee paid, order 4812; an earlier mail about this order had left doubts',
      expects: [{ row: 'payment', id: 'payment-9', state: 'review' }],
      facts: [
        ...first.facts.map((fact) =>
          fact.fact === 'payment-recorded'
            ? { fact: 'payment-matched', payment: { ...fact.payment, id: 'payment-9' } }
            : fact,
        ),
        evidence,
      ],
    });
  });

  test('pays the annual fee of a trainer', () => {
    const said = { purpose: 'tor-annual', amountCents: 6500, paidOn: '2023-06-20' } as const;
    const known = { ...doubtful, amountCents: 6500 };
    const decision = decidePayment(second(said, { known, person: pat, annualFee: term() }));
    expect(decision).toMatchObject({
      kind: 'apply',
      expects: [
        { row: 'term', id: 'term-1', version: 5 },
        { row: 'payment', id: 'payment-9', state: 'review' },
      ],
    });
    expect(decision.facts.map(({ fact }) => fact)).toEqual([
      'payment-matched',
      'fee-ticked',
      'payment-evidence',
    ]);
  });

  test('is asked about anew when something else is wrong with it', () => {
    const said = { paidOn: '2023-05-20' };
    const reason = 'paid on 2023-05-20, outside the payment window';
    expect(decidePayment(second(said))).toEqual({
      kind: 'review',
      reason,
      about: null,
      facts: [
        {
          fact: 'payment-reviewed',
          payment: {
            id: 'payment-9',
            store: 'casqa',
            reading: reading(said),
            paidOn: '2023-05-20',
            state: 'review',
            stateReason: reason,
            personId: null,
            applicationId: null,
            termId: null,
          },
        },
        evidence,
      ],
      drafts: [
        expect.objectContaining({ key: 'card/payment-review/payment-9/mail-2' }),
        expect.objectContaining({ key: 'payment-outside-window/casqa/4812', to: 'pat@example.org' }),
      ],
    });
  });
});

describe('the order stays in review, with the mail as evidence,', () => {
  test('when the doubt was not about the mail', () => {
    const known = { ...doubtful, stateReason: 'paid on 2023-05-20, outside the payment window' };
    expect(decidePayment(second({ paidOn: '2023-05-20' }, { known }))).toEqual({
      kind: 'ignore',
      reason: 'order 4812 is known already, and still waits for staff: kept as evidence',
      about: null,
      facts: [evidence],
    });
  });

  test.each<[string, Partial<PaymentReading>, Partial<PaymentInput>]>([
    ['when this mail leaves doubts too', { doubts: ['the mail names no item'] }, {}],
    ['when staff have taken care of it', {}, { known: { ...doubtful, state: 'set-aside' } }],
    ['when it counts already', {}, { known: { ...doubtful, state: 'matched' } }],
  ])('%s', (_name, said, found) => {
    expect(decidePayment(second(said, found))).toEqual({
      kind: 'ignore',
      reason: 'order 4812 is known already: kept as evidence',
      about: null,
      facts: [evidence],
    });
  });

  test('when the amount is another: staff are asked', () => {
    expect(decidePayment(second({ amountCents: 28000 }))).toMatchObject({
      kind: 'review',
      reason: 'order 4812 was $530.00 before, this mail says $280.00',
      facts: [{ fact: 'payment-evidence' }],
    });
  });
});

test('a confirmation of an order that was refunded is one question, however many mails say so', () => {
  const known = payment({ id: 'payment-9', state: 'refunded' });
  const reason = 'order 4812 was refunded: this confirmation of it does not count by itself';
  const decisions = ['mail-2', 'mail-3'].map((inboundMailId) =>
    decidePayment(paymentInput({ known, inboundMailId })),
  );
  for (const decision of decisions)
    expect(decision).toEqual({
      kind: 'review',
      reason,
      about: null,
      facts: [evidence],
      drafts: [expect.objectContaining({ key: 'card/payment-review/payment-9/after-refund' })],
    });
});
