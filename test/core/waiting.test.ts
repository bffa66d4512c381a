import { describe, expect, test } from 'vitest';
import type { PaymentFact } from '../../src/core/case.ts';
import { planReminders } from '../../src/core/reminders.ts';
import { explainReminders } from '../../src/core/why.ts';
import { annualFee, application, payment, programmeWith, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const now = new Date('2023-06-23T17:00:00Z');
const waits = (changes: Partial<PaymentFact> = {}) =>
  annualFee('2023-06-01', 9000, { state: 'review', orderNumber: '99', ...changes });
const why = 'a payment of $90.00 from Thursday, June 1, 2023 waits for staff (order 99)';

describe('who waits for staff is not chased for a fee', () => {
  const answers = (waiting: readonly PaymentFact[], changes: Parameters<typeof term>[0] = {}) =>
    explainReminders(term({ waiting, ...changes }), igpTor, now).map((rule) => rule.why);

  test.each<[string, PaymentFact]>([
    ['a payment for this term', waits({ about: { kind: 'term', id: 'term-1' } })],
    ['a payment for nothing that can be told', waits({ purpose: 'unknown' })],
    ['an annual fee without a term', waits()],
    ['a payment on the eve of the renewal', waits({ paidOn: '2023-04-30' })],
  ])('%s', (_name, one) => {
    expect(planReminders(term({ waiting: [one] }), igpTor, now)).toEqual([]);
    const words = why.replace(
      'Thursday, June 1',
      one.paidOn === '2023-04-30' ? 'Sunday, April 30' : 'Thursday, June 1',
    );
    expect(answers([one])).toEqual([words, words]);
  });

  test.each<[string, PaymentFact]>([
    ['a payment for another term', waits({ about: { kind: 'term', id: 'term-0' } })],
    ['an SOQ fee', waits({ purpose: 'soq-new' })],
    ['a payment from before the renewal opened', waits({ paidOn: '2023-04-29' })],
  ])('%s is none of this fee', (_name, one) => {
    expect(planReminders(term({ waiting: [one] }), igpTor, now)).toHaveLength(1);
  });

  test('a reminder of what else is open goes out when the fee is paid', () => {
    const programme = programmeWith({
      reminders: [{ ...igpTorSource.reminders[1], when: { about: 'renewal', checklistOpen: true } }],
    });
    const paid = term({ payments: [annualFee('2023-06-01', 6500)], waiting: [waits()] });
    expect(planReminders(paid, programme, now)).toHaveLength(1);
  });
});

describe('a reminder of an SOQ fee', () => {
  const programme = programmeWith({
    reminders: [
      {
        ...igpTorSource.reminders[0],
        when: { about: 'application', paid: false },
        offsets: ['-7d'],
      },
    ],
  });
  const at = new Date('2023-05-12T17:00:00Z');
  const unpaid = (waiting: readonly PaymentFact[]) =>
    planReminders(application({ payments: [], waiting }), programme, at).length;

  test.each<[string, PaymentFact[], number]>([
    ['goes out', [], 1],
    ['waits with a payment of an SOQ fee', [payment({ state: 'review' })], 0],
    [
      'waits with a payment for nothing that can be told',
      [payment({ state: 'review', purpose: 'unknown' })],
      0,
    ],
    ['does not wait with an annual fee', [waits()], 1],
  ])('%s', (_name, waiting, planned) => {
    expect(unpaid(waiting)).toBe(planned);
  });
});
