import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PaymentFact, TermCase } from '../../../src/core/case.ts';
import { decidePayment } from '../../../src/core/decide/payment.ts';
import type { Fact } from '../../../src/core/facts.ts';
import type { PaymentReading } from '../../../src/core/payments/reading.ts';
import { paymentInput, term } from '../../support/cases.ts';

type Event = Pick<PaymentReading, 'order' | 'purpose' | 'amountCents'> & { email: string; paidOn: string };
type Known = {
  payments: (PaymentFact & { email: string })[];
  people: Set<string>;
  applications: Set<string>;
  ticked: Set<string>;
  keys: Set<string>;
};

const trainer = 'trainer@example.org';

/** What would be known after one more confirmation; the facts are kept as the store keeps them. */
function after(known: Known, event: Event): Known {
  const own = known.payments.filter(({ email }) => email === event.email);
  const decision = decidePayment(
    paymentInput({
      reading: { ...event, payer: { name: null, email: event.email } },
      paidOn: event.paidOn,
      inboundMailId: `mail-${event.order}`,
      known: known.payments.find(({ orderNumber }) => orderNumber === event.order) ?? null,
      person: known.people.has(event.email) ? personOf(event.email) : null,
      application: known.applications.has(event.email) ? applicationOf(event.email, own) : null,
      annualFee: event.email === trainer ? termWith(own) : null,
      ids: { ...paymentInput().ids, person: event.email, application: event.email, payment: event.order },
    }),
  );
  const drafts = decision.kind === 'ignore' ? [] : decision.drafts;
  return {
    ...decision.facts.reduce(keep, known),
    keys: new Set([...known.keys, ...drafts.map(({ key }) => key)]),
  };
}

function keep(known: Known, fact: Fact): Known {
  switch (fact.fact) {
    case 'person-created':
      return { ...known, people: new Set([...known.people, fact.address]) };
    case 'application-opened':
      return { ...known, applications: new Set([...known.applications, fact.applicationId]) };
    case 'fee-ticked':
      return { ...known, ticked: new Set([...known.ticked, fact.termId]) };
    case 'payment-recorded': {
      const { id, store, reading, paidOn, state, stateReason } = fact.payment;
      const { order: orderNumber, purpose, amountCents, currency, payer } = reading;
      const order = { id, store, orderNumber, purpose, amountCents, currency, paidOn };
      const payment = { ...order, state, stateReason, about: null };
      return { ...known, payments: [...known.payments, { ...payment, email: payer.email ?? '' }] };
    }
    default:
      return known;
  }
}

const personOf = (email: string) => ({
  id: email,
  name: email,
  addresses: [{ address: email, bouncedAt: null }],
  slackUserId: null,
});

function applicationOf(email: string, payments: readonly PaymentFact[]) {
  const matched = payments.filter(({ purpose, state }) => purpose === 'soq-new' && state === 'matched');
  return { id: email, version: 0, withdrawnAt: null, outcome: null, feeWaived: false, payments: matched };
}

function termWith(own: readonly PaymentFact[]): TermCase {
  const payments = own.filter(({ purpose, state }) => purpose !== 'soq-new' && state === 'matched');
  return term({ person: personOf(trainer), payments });
}

function outcome(events: readonly Event[]) {
  const start: Known = {
    payments: [],
    people: new Set([trainer]),
    applications: new Set(),
    ticked: new Set(),
    keys: new Set(),
  };
  const { payments, ...sets } = events.reduce(after, start);
  const sorted = (set: Set<string>) => [...set].sort();
  return {
    payments: payments.toSorted((a, b) => a.orderNumber.localeCompare(b.orderNumber)),
    people: sorted(sets.people),
    applications: sorted(sets.applications),
    ticked: sorted(sets.ticked),
    keys: sorted(sets.keys),
  };
}

/** The confirmations of each payer, in their order; amounts right and wrong. */
const byPayer = fc
  .record({
    [trainer]: payments('tor-annual', [6500, 2500, 9000, 4000], ['2023-06-20', '2023-06-30', '2023-07-03']),
    'ann@example.org': payments('soq-new', [53000, 50000], ['2023-05-10', '2023-05-20']),
    'bob@example.org': payments('soq-new', [53000, 28000], ['2023-05-01']),
  })
  .map((record) =>
    Object.entries(record).map(([email, list]) =>
      list.map((event, index): Event => ({ ...event, email, order: `${email}-${index}` })),
    ),
  );

function payments(purpose: PaymentReading['purpose'], cents: number[], days: string[]) {
  const event = fc.record({
    purpose: fc.constant(purpose),
    amountCents: fc.constantFrom(...cents),
    paidOn: fc.constantFrom(...days),
  });
  return fc.array(event, { maxLength: 4 });
}

/** Merges the lists so that each keeps its own order. */
const interleaved = byPayer.chain((lists) => {
  const turns = lists.flatMap((list, index) => list.map(() => index));
  return fc.shuffledSubarray(turns, { minLength: turns.length }).map((order) => {
    const queues = lists.map((list) => [...list]);
    return { lists, mixed: order.flatMap((index) => queues[index]?.splice(0, 1) ?? []) };
  });
});

test('confirmations replayed twice leave the same facts and the same keys', () => {
  fc.assert(
    fc.property(interleaved, ({ mixed }) => {
      expect(outcome([...mixed, ...mixed])).toEqual(outcome(mixed));
      expect(outcome(mixed.flatMap((event) => [event, event]))).toEqual(outcome(mixed));
    }),
  );
});

test('confirmations of different payers leave the same in any order', () => {
  fc.assert(
    fc.property(interleaved, ({ lists, mixed }) => {
      expect(outcome(mixed)).toEqual(outcome(lists.flat()));
    }),
  );
});
