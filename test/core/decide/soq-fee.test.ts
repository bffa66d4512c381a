import { describe, expect, test } from 'vitest';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { PaymentInput } from '../../../src/core/decide/payment-input.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { pat, payment, paymentInput, reading } from '../../support/cases.ts';

const present: NonNullable<PaymentInput['application']> = {
  id: 'application-1',
  version: 3,
  withdrawnAt: null,
  outcome: null,
  payments: [],
};

const instructions = (applicationId: string, personId: string) => ({
  channel: 'mail',
  key: 'instructions/casqa/4812',
  to: 'pat@example.org',
  toName: 'Pat Doe',
  message: {
    name: 'instructions',
    values: {
      order: '4812',
      amount: '$530.00',
      deadline: 'Friday, May 19, 2023, 4:00 PM PDT',
      submitTo: 'tor@casqa.example',
      acceptedTypes: 'PDF',
      maxPages: '20',
      maxSize: '9.5 MB a file and 19.1 MB together',
    },
  },
  about: { kind: 'application', id: applicationId },
  personId,
  condition: { kind: 'always' },
  notBefore: null,
});

test('a new person is created with an application, and gets the instructions', () => {
  expect(decidePayment(paymentInput())).toEqual({
    kind: 'apply',
    event: 'payment-confirmed',
    reason: 'SOQ fee paid, order 4812',
    about: { kind: 'application', id: 'new-application' },
    personId: 'new-person',
    expects: [],
    facts: [
      {
        fact: 'person-created',
        personId: 'new-person',
        name: 'Pat Doe',
        address: 'pat@example.org',
        learnedFrom: 'payment',
      },
      {
        fact: 'application-opened',
        applicationId: 'new-application',
        personId: 'new-person',
        cycle: '2023',
        at: new Date('2023-05-10T16:20:00Z'),
      },
      {
        fact: 'payment-recorded',
        payment: {
          id: 'new-payment',
          store: 'casqa',
          reading: reading(),
          paidOn: '2023-05-10',
          state: 'matched',
          stateReason: 'first payment of a new person',
          personId: 'new-person',
          applicationId: 'new-application',
          termId: null,
        },
      },
      { fact: 'submissions-reconsidered', address: 'pat@example.org' },
    ],
    drafts: [instructions('new-application', 'new-person')],
  });
});

test('a known person keeps their name and their open application', () => {
  const decision = decidePayment(
    paymentInput({
      reading: { payer: { name: 'P. Doe', email: 'pat@example.org' } },
      person: pat,
      application: present,
    }),
  );
  expect(decision).toEqual({
    kind: 'apply',
    event: 'payment-confirmed',
    reason: 'SOQ fee paid, order 4812',
    about: { kind: 'application', id: 'application-1' },
    personId: 'pat',
    expects: [{ row: 'application', id: 'application-1', version: 3 }],
    facts: [
      expect.objectContaining({
        fact: 'payment-recorded',
        payment: expect.objectContaining({
          state: 'matched',
          stateReason: 'paid from a known address',
          personId: 'pat',
          applicationId: 'application-1',
        }),
      }),
      { fact: 'submissions-reconsidered', address: 'pat@example.org' },
    ],
    drafts: [instructions('application-1', 'pat')],
  });
});

test('a payer without a name is called by the address', () => {
  const decision = decidePayment(
    paymentInput({ reading: { payer: { name: null, email: 'pat@example.org' } } }),
  );
  expect(decision.kind === 'apply' && decision.drafts[0]).toMatchObject({ toName: 'pat@example.org' });
});

test('somebody not selected last time pays the resubmittal fee', () => {
  const decision = decidePayment(
    paymentInput({
      reading: { purpose: 'soq-resubmittal', amountCents: 28000 },
      person: pat,
      lastOutcome: 'not-selected',
    }),
  );
  expect(decision).toMatchObject({ kind: 'apply', reason: 'SOQ fee paid, order 4812' });
});

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
      'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for this payer',
    ],
    [
      'when a selected person pays the resubmittal fee',
      { purpose: 'soq-resubmittal', amountCents: 28000 },
      { person: pat, lastOutcome: 'candidate' },
      'the resubmittal fee was paid, but no unsuccessful SOQ of the last cycle is known for this payer',
    ],
    [
      'when the full fee is paid by somebody who owes less',
      {},
      { person: pat, lastOutcome: 'not-selected' },
      'the full fee was paid by somebody who may use the resubmittal fee',
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
            personId: null,
            applicationId: null,
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
      ],
    });
  });
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
