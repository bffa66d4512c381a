import { describe, expect, test } from 'vitest';
import { planReminders } from '../../src/core/reminders.ts';
import { application, programmeWith, term } from '../support/cases.ts';
import { type igpTor, igpTorSource } from '../support/programme.ts';

const at = (local: string) => new Date(`${local}:00-07:00`);
const [soqRule, renewalRule] = igpTorSource.reminders;
const offsets = (subject: Parameters<typeof planReminders>[0], programme: typeof igpTor, now: Date) =>
  planReminders(subject, programme, now).map(({ key }) => key.split('/').at(-1));

describe('business days', () => {
  // The deadline is a Friday, May 19, 2023.
  const holidays = ['2023-05-17'];
  const counted = programmeWith({ holidays, reminders: [{ ...soqRule, offsets: ['-3bd'] }] });

  test.each([
    ['three business days before a Friday, with a holiday between: Monday', '2023-05-15T08:59', []],
    ['from the hour on', '2023-05-15T09:00', ['-3bd']],
    ['until the deadline', '2023-05-19T15:59', ['-3bd']],
    ['and not after it', '2023-05-19T16:00', []],
  ])('%s', (_name, now, expected) => {
    expect(offsets(application(), counted, at(now))).toEqual(expected);
  });

  test('a reminder before the date moves to the business day before, over a holiday too', () => {
    // Six days before is Saturday, May 13.
    const rule = { ...soqRule, offsets: ['-6d'], businessDays: true };
    const programme = programmeWith({ holidays: ['2023-05-12'], reminders: [rule] });
    expect(offsets(application(), programme, at('2023-05-11T08:59'))).toEqual([]);
    expect(offsets(application(), programme, at('2023-05-11T09:00'))).toEqual(['-6d']);
  });

  test('a notice after the date moves to the next business day: it may not be true before', () => {
    // July 1, 2023 is a Saturday, July 4 a holiday; +4d is that holiday.
    const rule = { ...igpTorSource.reminders[2], offsets: ['+1d', '+4d'], businessDays: true };
    const programme = programmeWith({ holidays: ['2023-07-04'], reminders: [rule] });
    expect(offsets(term(), programme, at('2023-07-01T09:00'))).toEqual([]);
    expect(offsets(term(), programme, at('2023-07-03T09:00'))).toEqual(['1d']);
    expect(offsets(term(), programme, at('2023-07-04T09:00'))).toEqual(['1d']);
    expect(offsets(term(), programme, at('2023-07-05T09:00'))).toEqual(['4d']);
  });
});

describe('conditions', () => {
  const day = at('2023-06-20T10:00');
  const now = at('2023-06-23T09:00');
  const ticks = { qisp: null, meeting: null, agreement: null, fee: null };
  const rule = (changes: object) => programmeWith({ reminders: [{ ...renewalRule, ...changes }] });

  test('a rule on one step by name is for those in whose checklist it is open', () => {
    const programme = rule({ when: { about: 'renewal', open: ['meeting'] } });
    expect(offsets(term(), programme, now)).toEqual(['-7d']);
    expect(offsets(term({ term: { ticks: { ...ticks, meeting: day } } }), programme, now)).toEqual([]);
  });

  test('what stops a rule is enough by itself', () => {
    const programme = rule({
      when: { about: 'renewal', checklistOpen: true },
      stop: { done: ['agreement', 'meeting'] },
    });
    const one = term({ term: { ticks: { ...ticks, meeting: day } } });
    const both = term({ term: { ticks: { ...ticks, meeting: day, agreement: day } } });
    expect([one, both].map((subject) => offsets(subject, programme, now))).toEqual([['-7d'], []]);
  });

  test('a rule that is off makes nothing', () => {
    expect(offsets(term(), rule({ active: false }), now)).toEqual([]);
  });

  test('a rule may have quiet hours of its own', () => {
    const programme = rule({ quietHours: { from: '10:00', to: '16:00' }, at: '09:00' });
    expect(offsets(term(), programme, at('2023-06-23T10:00'))).toEqual([]);
    expect(offsets(term(), programme, at('2023-06-23T22:00'))).toEqual(['-7d']);
  });
});

test.each([
  ['renewalOpens', '0d', '2023-05-01T09:00'],
  ['renewalDue', '0d', '2023-06-30T09:00'],
  ['renewalLateUntil', '-7d', '2023-09-23T09:00'],
  ['termStarts', '-1d', '2023-06-30T09:00'],
])('a renewal counts from %s', (reference, offset, now) => {
  const programme = programmeWith({ reminders: [{ ...renewalRule, reference, offsets: [offset] }] });
  expect(offsets(term(), programme, at(now))).toEqual([offset]);
});

test.each([
  ['cycleOpens', '+20d', '2023-04-23T09:00'],
  ['paymentOpens', '+20d', '2023-04-23T09:00'],
  ['paymentCloses', '-1d', '2023-05-18T09:00'],
  ['notificationWeek', '-3d', '2023-06-09T09:00'],
  ['orientation', '0d', '2023-06-21T09:00'],
  ['termStarts', '-1d', '2023-06-30T09:00'],
])('an application counts from %s', (reference, offset, now) => {
  const programme = programmeWith({ reminders: [{ ...soqRule, reference, offsets: [offset] }] });
  expect(offsets(application(), programme, at(now))).toEqual([offset.replace('+', '')]);
});
