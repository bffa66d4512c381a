import { describe, expect, test } from 'vitest';
import { reminderWanted } from '../../src/core/reminders.ts';
import { explainReminders } from '../../src/core/why.ts';
import { annualFee, application, payment, programmeWith, submission, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const at = (local: string) => new Date(`${local}:00-07:00`);

describe('a planned reminder is no longer wanted', () => {
  const now = at('2023-05-12T12:00');
  const reminder = {
    kind: 'reminder',
    rule: 'soq-missing',
    referenceDate: '2023-05-19',
    offset: -7,
  } as const;
  const renewal = { kind: 'reminder', rule: 'renewal-due', referenceDate: '2023-06-30', offset: -7 } as const;
  const june = at('2023-06-23T12:00');
  const done = new Date('2023-06-20T17:00:00Z');
  const ticked = { ticks: { qisp: null, meeting: null, agreement: null, fee: done } };

  test.each([
    [
      'withdrawn',
      application({ application: { withdrawnAt: done } }),
      'withdrawn on 2023-06-20T17:00:00.000Z',
    ],
    ['submitted', application({ submissions: [submission()] }), 'already submitted'],
    ['not paid any more', application({ payments: [payment({ state: 'refunded' })] }), 'not paid'],
    ['about a renewal', term(), 'the date it counts from has moved'],
  ])('%s', (_name, subject, reason) => {
    expect(reminderWanted(subject, reminder, igpTor, now)).toEqual({ wanted: false, reason });
  });

  test.each([
    ['paid', term({ term: ticked }), 'the fee has been paid'],
    ['paid, not ticked yet', term({ payments: [annualFee('2023-06-20', 6500)] }), 'the fee has been paid'],
    ['confirmed', term({ term: { confirmedAt: done } }), 'the renewal has been confirmed'],
    ['lapsed', term({ term: { lapsedAt: done } }), 'the renewal has lapsed'],
    [
      'ended',
      term({ credential: { id: 'c', endedOn: '2023-06-20' } }),
      'no longer a Trainer of Record since 2023-06-20',
    ],
  ])('a renewal that is %s', (_name, subject, reason) => {
    expect(reminderWanted(subject, renewal, igpTor, june)).toEqual({ wanted: false, reason });
  });

  test.each([
    ['its rung has passed', { ...reminder, offset: -21 }, 'its time has passed'],
    [
      'the deadline was moved',
      { ...reminder, referenceDate: '2023-05-12' },
      'the date it counts from has moved',
    ],
    ['the rule is off', { ...reminder, rule: 'gone' }, 'the rule gone is off'],
  ])('%s', (_name, condition, reason) => {
    expect(reminderWanted(application(), condition, igpTor, now)).toEqual({ wanted: false, reason });
  });

  test('and otherwise it is', () => {
    expect(reminderWanted(application(), reminder, igpTor, now)).toEqual({ wanted: true });
    expect(reminderWanted(term(), renewal, igpTor, june)).toEqual({ wanted: true });
  });

  test('rules about decided applications ask for a decision', () => {
    const rules = [{ ...igpTorSource.reminders[0], when: { about: 'application', decided: false } }];
    const programme = programmeWith({ reminders: rules });
    const decision = { outcome: 'candidate', at: done, by: 'U01APPROVER', reason: null } as const;
    expect(reminderWanted(application({ application: { decision } }), reminder, programme, now)).toEqual({
      wanted: false,
      reason: 'already decided',
    });
  });
});

describe('what each rule says of a case', () => {
  test.each([
    ['due', application(), '2023-05-12T12:00', { due: true, at: at('2023-05-12T09:00'), why: 'due now' }],
    [
      'later',
      application(),
      '2023-04-25T12:00',
      { due: false, at: at('2023-04-28T09:00'), why: 'not due yet' },
    ],
    [
      'fulfilled',
      application({ submissions: [submission()] }),
      '2023-05-12T12:00',
      { due: false, at: null, why: 'already submitted' },
    ],
    ['over', application(), '2023-05-20T12:00', { due: false, at: null, why: 'its time has passed' }],
  ])('%s', (_name, subject, now, expected) => {
    expect(explainReminders(subject, igpTor, at(now))).toEqual([{ rule: 'soq-missing', ...expected }]);
  });

  test('a case is only asked about its own rules', () => {
    expect(
      explainReminders(term(), igpTor, at('2023-07-05T12:00')).map(({ rule, why }) => `${rule}: ${why}`),
    ).toEqual(['renewal-due: its time has passed', 'late-fee: due now']);
  });
});
