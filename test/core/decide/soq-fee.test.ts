import { expect, test } from 'vitest';
import { soqDeadlineEvent } from '../../../src/core/calendar-event.ts';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { PaymentInput } from '../../../src/core/decide/payment-input.ts';
import { pat, paymentInput, programmeWith, reading, term } from '../../support/cases.ts';
import { igpTor, igpTorSource } from '../../support/programme.ts';

const present: NonNullable<PaymentInput['application']> = {
  id: 'application-1',
  version: 3,
  withdrawnAt: null,
  outcome: null,
  feeWaived: false,
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
      deadlinePassed: false,
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
  calendar: soqDeadlineEvent(igpTor, '2023', new Date('2023-05-10T16:20:00Z')) ?? undefined,
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

test.each([
  ['reduced, by the last day', 'reduced', '2023-05-10', 'matched'],
  ['full', 'full', '2023-05-10', 'review'],
] as const)(
  'whose status ended pays the resubmittal fee where the programme says so: %s',
  (_, requalify, paidOn, state) => {
    const programme = programmeWith({
      renewal: { ...igpTorSource.renewal, ladder: { requalify, reducedMonths: 8 } },
    });
    const lapsed = term({ term: { startsOn: '2022-07-01', endsOn: '2023-06-30' } });
    const decision = decidePayment(
      paymentInput({
        reading: { purpose: 'soq-resubmittal', amountCents: 28000, paidOn },
        person: pat,
        lapsed,
        programme,
      }),
    );
    expect(decision.facts.find(({ fact }) => fact === 'payment-recorded')).toMatchObject({
      payment: { state },
    });
  },
);

test('after these months it is the full fee again', () => {
  const programme = programmeWith({
    renewal: { ...igpTorSource.renewal, ladder: { requalify: 'reduced', reducedMonths: 7 } },
  });
  const lapsed = term({ term: { startsOn: '2022-07-01', endsOn: '2023-06-30' } });
  const pays = (purpose: 'soq-new' | 'soq-resubmittal', amountCents: number) =>
    decidePayment(paymentInput({ reading: { purpose, amountCents }, person: pat, lapsed, programme })).kind;
  expect([pays('soq-resubmittal', 28000), pays('soq-new', 53000)]).toEqual(['review', 'apply']);
});

test('a fee that was waived and is paid all the same is shown to staff, who may have it count', () => {
  const application = { ...present, feeWaived: true };
  const doubt = 'the SOQ fee of Pat Doe was waived, and was paid all the same';
  expect(decidePayment(paymentInput({ person: pat, application }))).toMatchObject({
    kind: 'review',
    reason: doubt,
  });
  const assigned = { address: 'pat@example.org', name: null, by: 'U01APPROVER' };
  expect(decidePayment(paymentInput({ person: pat, application, assigned, doubted: doubt })).kind).toBe(
    'apply',
  );
});
