import { describe, expect, test } from 'vitest';
import type { Case } from '../../../src/core/case.ts';
import { decideRefund } from '../../../src/core/decide/refund.ts';
import type { RefundInput } from '../../../src/core/decide/refund-input.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import type { Refund } from '../../../src/core/payments/refund.ts';
import {
  annualFee,
  application,
  cardFacts,
  pat,
  payment,
  paymentInput,
  submission,
  term,
} from '../../support/cases.ts';

const paidFee = annualFee('2023-06-20', 6500, { about: { kind: 'term', id: 'term-1' } });
const whole: Refund = { extent: 'whole', amountCents: null };

function refund(
  said: Partial<PaymentReading>,
  { subject = null, ...found }: Partial<Omit<RefundInput, 'reading'>> = {},
): RefundInput {
  const input = paymentInput({
    reading: { status: 'refunded', refund: whole, ...said },
    known: payment(),
    now: new Date('2023-06-25T17:00:00Z'),
    ...found,
  });
  return { ...input, subject };
}

const ofAnnualFee = (subject: Case, said: Partial<PaymentReading> = {}) =>
  refund({ amountCents: 6500, purpose: 'tor-annual', ...said }, { known: paidFee, subject });

const ticked = (row: Parameters<typeof term>[0] = {}) =>
  term({
    payments: [paidFee],
    ...row,
    term: {
      ticks: { qisp: null, meeting: null, agreement: null, fee: new Date('2023-06-20T17:00:00Z') },
      feeTickedBy: 'torq',
      ...row.term,
    },
  });

describe('all of the money given back', () => {
  test('takes the SOQ fee back, and staff are told what that means', () => {
    const decision = decideRefund(refund({}, { subject: application({ submissions: [submission()] }) }));
    expect(decision).toEqual({
      kind: 'apply',
      event: 'payment-refunded',
      reason: 'order 4812 was refunded: $530.00',
      about: { kind: 'application', id: 'application-1' },
      personId: 'pat',
      expects: [
        { row: 'payment', id: 'payment-1', state: 'matched' },
        { row: 'application', id: 'application-1', version: 3 },
      ],
      facts: [
        { fact: 'payment-refunded', paymentId: 'payment-1', reason: 'order 4812 was refunded: $530.00' },
        { fact: 'payment-evidence', paymentId: 'payment-1', said: 'woocommerce order 4812: refunded' },
        {
          fact: 'approval-fee',
          applicationId: 'application-1',
          words: 'NOT PAID: order 4812 was refunded',
        },
      ],
      drafts: [
        {
          channel: 'slack',
          key: 'card/notice/refund/payment-1',
          prompt: {
            id: 'new-prompt',
            kind: 'notice',
            title: 'Refund: order 4812',
            facts: [
              ['Refunded', '$530.00, casqa order 4812, paid on 2023-05-10'],
              ['Whose', 'Pat Doe, pat@example.org, application in cycle 2023'],
              ['Taken back', 'the SOQ fee: it counts as not paid'],
              ['What it means', 'an SOQ waits for your decision; its card now says that the fee is not paid'],
            ],
            applicationId: 'application-1',
            submissionId: null,
            paymentId: 'payment-1',
            inboundMailId: 'mail-1',
            outboxItemId: null,
          },
        },
      ],
    });
  });

  test('takes the tick of the annual fee back; reminders go on', () => {
    const decision = decideRefund(ofAnnualFee(ticked()));
    expect(decision).toMatchObject({
      kind: 'apply',
      reason: 'order 4812 was refunded: $65.00',
      about: { kind: 'term', id: 'term-1' },
      expects: [
        { row: 'payment', id: paidFee.id, state: 'matched' },
        { row: 'term', id: 'term-1', version: 5 },
      ],
    });
    expect(decision.facts.at(-1)).toEqual({ fact: 'fee-unticked', termId: 'term-1' });
    expect(cardFacts(decision)).toEqual([
      ['Refunded', '$65.00, casqa order 4812, paid on 2023-06-20'],
      ['Whose', 'Pat Doe, pat@example.org, term 2023-07-01 to 2024-06-30'],
      ['Taken back', 'the tick for the annual fee of the term from Saturday, July 1, 2023'],
      [
        'What it means',
        'the fee is open again: $65.00 until Friday, June 30, 2023, 11:59 PM PDT. Reminders about it go on',
      ],
    ]);
  });

  test('says what is due then, when the due date is over', () => {
    const decision = decideRefund({ ...ofAnnualFee(ticked()), now: new Date('2023-07-05T17:00:00Z') });
    expect(cardFacts(decision).at(-1)).toEqual([
      'What it means',
      'the fee is open again: $90.00 until Saturday, September 30, 2023, 11:59 PM PDT. Reminders about it go on',
    ]);
  });

  test.each<[string, Case, string, readonly (readonly [string, string])[]]>([
    [
      'after selection: nobody is un-selected',
      application({
        application: {
          decision: {
            outcome: 'candidate',
            at: new Date('2023-05-22T17:00:00Z'),
            by: 'U01APPROVER',
            reason: null,
          },
        },
      }),
      'Refund after selection: order 4812',
      [
        ['Taken back', 'the SOQ fee: it counts as not paid'],
        [
          'What it means',
          'Pat Doe was selected on Monday, May 22, 2023, 10:00 AM PDT. That stands until you change it',
        ],
      ],
    ],
    [
      'after somebody was not selected',
      application({
        application: {
          decision: {
            outcome: 'not-selected',
            at: new Date('2023-05-22T17:00:00Z'),
            by: 'U01APPROVER',
            reason: 'x',
          },
        },
      }),
      'Refund after the decision: order 4812',
      [
        ['Taken back', 'the SOQ fee: it counts as not paid'],
        [
          'What it means',
          'Pat Doe was not selected on Monday, May 22, 2023, 10:00 AM PDT. That stands until you change it',
        ],
      ],
    ],
    [
      'of an application that was withdrawn',
      application({ application: { withdrawnAt: new Date('2023-05-22T17:00:00Z') } }),
      'Refund: order 4812',
      [
        ['Taken back', 'the SOQ fee: it counts as not paid'],
        [
          'What it means',
          'the application was withdrawn on Monday, May 22, 2023, 10:00 AM PDT: nothing more to do',
        ],
      ],
    ],
    [
      'before an SOQ has come',
      application(),
      'Refund: order 4812',
      [
        ['Taken back', 'the SOQ fee: it counts as not paid'],
        [
          'What it means',
          'no complete SOQ has come. torq sends no more reminders about it; if one comes, its card will say that the fee is not paid',
        ],
      ],
    ],
    [
      'of one of two payments for the same application',
      application({ payments: [payment(), payment({ id: 'payment-2', orderNumber: '4999' })] }),
      'Refund: order 4812',
      [['Taken back', 'this payment; the SOQ fee stays paid by order 4999']],
    ],
  ])('%s', (_name, subject, title, rows) => {
    const decision = decideRefund(refund({}, { subject }));
    expect(decision).toMatchObject({ kind: 'apply', drafts: [{ prompt: { title } }] });
    expect(cardFacts(decision).slice(2)).toEqual(rows);
  });

  test.each<[string, ReturnType<typeof term>, string, readonly (readonly [string, string])[]]>([
    [
      'after the renewal was confirmed: certificate and list stand',
      ticked({ term: { confirmedAt: new Date('2023-06-22T17:00:00Z') } }),
      'Refund after the renewal was confirmed: order 4812',
      [
        ['Taken back', 'the tick for the annual fee of the term from Saturday, July 1, 2023'],
        [
          'What it means',
          'the renewal of Pat Doe was confirmed on Thursday, June 22, 2023, 10:00 AM PDT. That, and what followed from it, stands until you decide: a card asks whether the status ends',
        ],
      ],
    ],
    [
      'of a fee that a person ticked: that tick is theirs',
      ticked({ term: { feeTickedBy: 'U01APPROVER' } }),
      'Refund: order 4812',
      [
        [
          'Taken back',
          'this payment; the annual fee of the term from Saturday, July 1, 2023 was ticked by a person, and stays so',
        ],
      ],
    ],
    [
      'of one payment of two: the other one still pays the fee',
      ticked({ payments: [paidFee, annualFee('2023-06-21', 6500)] }),
      'Refund: order 4812',
      [['Taken back', 'this payment; the annual fee of the term from Saturday, July 1, 2023 stays paid']],
    ],
    [
      'of a part that had not completed the fee',
      term({ payments: [paidFee] }),
      'Refund: order 4812',
      [
        [
          'Taken back',
          'this payment; the annual fee of the term from Saturday, July 1, 2023 was open before',
        ],
      ],
    ],
  ])('%s', (_name, subject, title, rows) => {
    const decision = decideRefund(ofAnnualFee(subject));
    expect(decision).toMatchObject({ kind: 'apply', drafts: [{ prompt: { title } }] });
    expect(cardFacts(decision).slice(2)).toEqual(rows);
    const unticked = rows[0]?.[1].startsWith('the tick') ?? false;
    expect(decision.facts.some(({ fact }) => fact === 'fee-unticked')).toBe(unticked);
  });

  test('tells of another payment of theirs that waits', () => {
    const waiting = [annualFee('2023-06-21', 6500, { state: 'review', orderNumber: '100' })];
    expect(cardFacts(decideRefund(ofAnnualFee(ticked({ waiting })))).at(-1)).toEqual([
      'Also',
      'a payment of $65.00 from Wednesday, June 21, 2023 waits for staff (order 100)',
    ]);
  });

  test.each([
    ['review', 'nothing: the payment was waiting for you and had not counted. Its card is closed'],
    ['set-aside', 'nothing: you had taken care of this payment, and it had not counted'],
  ] as const)('of a payment in state %s takes nothing back', (state, words) => {
    const decision = decideRefund(refund({}, { known: payment({ state }) }));
    expect(decision.facts.map(({ fact }) => fact)).toEqual(['payment-refunded', 'payment-evidence']);
    expect(decision).toMatchObject({ expects: [{ row: 'payment', id: 'payment-1', state }] });
    expect(cardFacts(decision).at(-1)).toEqual(['Taken back', words]);
  });
});

test('a refund that is read twice has one effect', () => {
  expect(decideRefund(refund({}, { known: payment({ state: 'refunded' }) }))).toEqual({
    kind: 'ignore',
    reason: 'the refund of order 4812 is known already: kept as evidence',
    about: null,
    facts: [{ fact: 'payment-evidence', paymentId: 'payment-1', said: 'woocommerce order 4812: refunded' }],
  });
});

describe('a person looks, and nothing is changed,', () => {
  test.each<[string, Partial<PaymentReading>, string]>([
    [
      'when a part was given back',
      { refund: { extent: 'part', amountCents: 10000 } },
      'a part of order 4812 was refunded: $100.00, of $530.00',
    ],
    [
      'when the amount is a part, whatever the words',
      { refund: { extent: 'not-said', amountCents: 10000 } },
      'a part of order 4812 was refunded: $100.00, of $530.00',
    ],
    [
      'when a part was given back and nobody says how much',
      { refund: { extent: 'part', amountCents: null } },
      'a part of order 4812 was refunded: how much cannot be read, of $530.00',
    ],
    [
      'when the amount cannot be read',
      { refund: { extent: 'not-said', amountCents: null } },
      'order 4812 was refunded, but how much of its $530.00 cannot be read',
    ],
    [
      'when words and amount disagree',
      { refund: { extent: 'whole', amountCents: 10000 } },
      'order 4812 was $530.00, and $100.00 were given back',
    ],
    [
      'when more than was paid was given back',
      { refund: { extent: 'not-said', amountCents: 60000 } },
      'order 4812 was $530.00, and $600.00 were given back',
    ],
    [
      'when the order was another sum',
      { amountCents: 28000 },
      'order 4812 was $530.00 before, the refund speaks of $280.00',
    ],
    ['when the currency is another', { currency: 'CAD' }, 'order 4812 was paid in USD, the refund is in CAD'],
    [
      'when the reader had doubts',
      { doubts: ['text and HTML disagree about the total: "1" and "2"'] },
      'text and HTML disagree about the total: "1" and "2"',
    ],
  ])('%s', (_name, said, why) => {
    const decision = decideRefund(refund(said, { subject: application() }));
    const reason = `${why}. Nothing was changed`;
    expect(decision).toMatchObject({
      kind: 'review',
      reason,
      about: { kind: 'application', id: 'application-1' },
      drafts: [
        { key: 'card/payment-review/payment-1/mail-1', prompt: { title: 'A refund needs your eyes' } },
      ],
    });
    expect(decision.facts.map(({ fact }) => fact)).toEqual(['payment-evidence']);
    expect(cardFacts(decision)).toEqual(
      expect.arrayContaining([
        ['Why', reason],
        ['Whose', 'Pat Doe, pat@example.org, application in cycle 2023'],
        ['Counts', 'yes, as before'],
      ]),
    );
  });
});

test('an amount that is the whole of it needs no words', () => {
  const said = { refund: { extent: 'not-said', amountCents: 53000 } } as const;
  expect(decideRefund(refund(said, { subject: application() })).kind).toBe('apply');
});

test('a refund of an order that is not known is kept, so that nothing counts later behind our back', () => {
  const input = refund({}, { known: null, person: pat });
  const reason =
    'a refund of order 4812, of which no payment is known. If a confirmation comes later, it will not count by itself';
  expect(decideRefund(input)).toEqual({
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
          paidOn: '2023-05-10',
          state: 'refunded',
          stateReason: reason,
          personId: 'pat',
          applicationId: null,
          termId: null,
        },
      },
    ],
    drafts: [
      expect.objectContaining({
        key: 'card/payment-review/new-payment/mail-1',
        prompt: expect.objectContaining({ title: 'A refund of an order that is not known' }),
      }),
    ],
  });
});
