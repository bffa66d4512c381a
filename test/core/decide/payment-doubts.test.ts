import { describe, expect, test } from 'vitest';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { PaymentInput } from '../../../src/core/decide/payment-input.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { cardFacts, pat, payment, paymentInput } from '../../support/cases.ts';

const present: NonNullable<PaymentInput['application']> = {
  id: 'application-1',
  version: 3,
  withdrawnAt: null,
  outcome: null,
  feeWaived: false,
  payments: [],
};

describe('a person looks, and nothing counts meanwhile,', () => {
  test.each<[string, Partial<PaymentReading>, Partial<PaymentInput>, string]>([
    ['when the amount is too small', { amountCents: 50000 }, {}, 'paid $500.00, the fee is $530.00'],
    ['when it is too large', { amountCents: 106000 }, {}, 'paid $1,060.00, the fee is $530.00'],
    [
      'before the window opens',
      { paidOn: '2023-04-02' },
      {},
      'paid on 2023-04-02, outside the payment window',
    ],
    ['after it closes', { paidOn: '2023-05-20' }, {}, 'paid on 2023-05-20, outside the payment window'],
    [
      'when nobody is named',
      { payer: { name: 'Pat Doe', email: null } },
      {},
      'the receipt names no e-mail address of the payer',
    ],
    [
      'when the resubmittal fee is not known to be due',
      { purpose: 'soq-resubmittal', amountCents: 28000 },
      { person: pat },
      'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for Pat Doe',
    ],
    [
      'when a selected person pays the resubmittal fee',
      { purpose: 'soq-resubmittal', amountCents: 28000 },
      { person: pat, lastOutcome: 'candidate' },
      'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for Pat Doe',
    ],
    [
      'when the full fee is paid by somebody who owes less',
      {},
      { person: pat, lastOutcome: 'not-selected' },
      'the full fee was paid by Pat Doe, who may use the resubmittal fee',
    ],
    [
      'when somebody who was selected pays as if anew',
      {},
      { person: pat, lastOutcome: 'candidate' },
      'Pat Doe was selected in the last cycle: was the annual fee meant?',
    ],
    [
      'when the payer has paid before: for somebody else?',
      {},
      { person: pat, application: { ...present, payments: [payment({ orderNumber: '4711' })] } },
      'this payer has paid an SOQ fee already: for somebody else, or twice?',
    ],
    [
      'when the application was withdrawn',
      {},
      { person: pat, application: { ...present, withdrawnAt: new Date(0) } },
      'this application was withdrawn',
    ],
    [
      'when it has been decided',
      {},
      { person: pat, application: { ...present, outcome: 'not-selected' } },
      'this application has been decided already',
    ],
    [
      'when the reader had doubts',
      { doubts: ['quantity 2', 'text and HTML disagree'] },
      {},
      'quantity 2; text and HTML disagree',
    ],
    ['when the currency is another', { currency: 'CAD' }, {}, 'the currency is CAD'],
    [
      'when more than one was bought',
      { doubts: ['quantity 2 of "Fee": one person may pay for several'] },
      { person: pat },
      'quantity 2 of "Fee": one person may pay for several',
    ],
    [
      'when it is read after the day of the deadline',
      {},
      { now: new Date('2023-05-20T07:00:00Z') },
      'read when the day of the SOQ deadline was over',
    ],
    [
      'when no cycle has begun',
      { paidOn: '2023-01-10' },
      {},
      'paid on 2023-01-10, outside the payment window',
    ],
    [
      'when the product is unknown',
      { purpose: 'unknown' },
      {},
      'the item is none of this programme’s products',
    ],
  ])('%s', (_name, said, found, reason) => {
    const input = paymentInput({ reading: said, ...found });
    const decision = decidePayment(input);
    expect(decision).toEqual({
      kind: 'review',
      reason,
      about: null,
      facts: [
        {
          fact: 'payment-recorded',
          payment: {
            id: 'new-payment',
            store: 'casqa',
            reading: input.reading,
            paidOn: input.paidOn,
            state: 'review',
            stateReason: reason,
            personId: found.person?.id ?? null,
            applicationId: found.application?.id ?? null,
            termId: null,
          },
        },
      ],
      drafts: [
        expect.objectContaining({
          channel: 'slack',
          key: 'card/payment-review/new-payment/mail-1',
          prompt: expect.objectContaining({ kind: 'payment-review', paymentId: 'new-payment' }),
        }),
        ...(reason.includes('outside')
          ? [expect.objectContaining({ channel: 'mail', to: 'pat@example.org' })]
          : []),
      ],
    });
  });
});

test('the card of a payer whom we know says whose it is, and that nobody is chased meanwhile', () => {
  const decision = decidePayment(paymentInput({ reading: { purpose: 'unknown' }, person: pat }));
  expect(cardFacts(decision)).toEqual([
    ['Why', 'the item is none of this programme’s products'],
    ['Order', 'casqa 4812'],
    ['Amount', '$530.00'],
    ['Item', 'IGP Trainer of Record SOQ Submittal Fee × 1'],
    ['Payer', 'Pat Doe, pat@example.org'],
    ['Paid on', '2023-05-10'],
    ['Whose', 'Pat Doe, pat@example.org'],
    ['Meanwhile', 'while this card is open, Pat Doe gets no reminders of a fee that is open'],
  ]);
});

test('the card of a payer whom we do not know names likely people', () => {
  const likely = [
    {
      personId: 'pat',
      name: 'Pat Doe',
      address: 'pat@example.org',
      about: 'application in cycle 2023',
      score: 90,
      reasons: ['same address in the text', 'name fits'],
    },
  ];
  const decision = decidePayment(paymentInput({ reading: { purpose: 'unknown' }, likely }));
  expect(cardFacts(decision).at(-1)).toEqual([
    'Likely',
    'Pat Doe <pat@example.org>, application in cycle 2023: same address in the text; name fits',
  ]);
});

describe('a second confirmation of the same order', () => {
  const known = payment({ id: 'payment-9' });

  test('is ignored, and kept as evidence', () => {
    expect(decidePayment(paymentInput({ known, person: pat, application: present }))).toEqual({
      kind: 'ignore',
      reason: 'order 4812 is known already: kept as evidence',
      about: null,
      facts: [
        {
          fact: 'payment-evidence',
          paymentId: 'payment-9',
          said: 'woocommerce order 4812: paid, $530.00',
        },
      ],
    });
  });

  test.each<[string, Partial<PaymentReading>, string]>([
    ['amount', { amountCents: 50000 }, 'order 4812 was $530.00 before, this mail says $500.00'],
    ['currency', { currency: 'CAD' }, 'order 4812 was $530.00 before, this mail says CAD 530.00'],
  ])('with another %s is a question', (_name, said, reason) => {
    const decision = decidePayment(paymentInput({ reading: said, known }));
    expect(decision).toEqual({
      kind: 'review',
      reason,
      about: null,
      facts: [expect.objectContaining({ fact: 'payment-evidence', paymentId: 'payment-9' })],
      drafts: [
        {
          channel: 'slack',
          key: 'card/payment-review/payment-9/mail-1',
          prompt: expect.objectContaining({
            paymentId: 'payment-9',
            facts: expect.arrayContaining([['Why', reason]]),
          }),
        },
      ],
    });
  });
});
