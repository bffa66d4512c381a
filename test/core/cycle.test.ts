import { describe, expect, test } from 'vitest';
import {
  cycleAt,
  cycleBefore,
  cycleNamed,
  cycleOn,
  isInPaymentWindow,
  notifyAt,
  soqDeadline,
  timelinessOf,
} from '../../src/core/cycle.ts';
import type { CycleDates } from '../../src/programme/schema.ts';
import { programmeWith } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const cycle = igpTor.cycles[0] as CycleDates;
const deadline = soqDeadline(igpTor, cycle);

test('the deadline is a wall-clock time in the zone of the programme', () => {
  expect(deadline.toISOString()).toBe('2023-05-19T23:00:00.000Z');
});

test.each([
  ['long before', '2023-05-18T23:00:00Z', 15, 'in-time'],
  ['a second before the band', '2023-05-19T22:44:59Z', 15, 'in-time'],
  ['when the band begins', '2023-05-19T22:45:00Z', 15, 'near-deadline'],
  ['at the deadline', '2023-05-19T23:00:00Z', 15, 'near-deadline'],
  ['received at 11:08 where 11:00 was due', '2023-05-19T23:08:00Z', 15, 'near-deadline'],
  ['when the band ends', '2023-05-19T23:15:00Z', 15, 'near-deadline'],
  ['a second after the band', '2023-05-19T23:15:01Z', 15, 'late'],
  ['without a band, a second before', '2023-05-19T22:59:59Z', 0, 'in-time'],
  ['without a band, a second after', '2023-05-19T23:00:01Z', 0, 'late'],
])('an SOQ %s', (_name, receivedAt, band, expected) => {
  expect(timelinessOf(new Date(receivedAt), deadline, band)).toBe(expected);
});

describe('the cycle of a date', () => {
  const [source] = igpTorSource.cycles;
  const two = programmeWith({
    cycles: [
      { ...source, name: '2024', opens: '2024-04-01' },
      { ...source, name: '2023', opens: '2023-04-03' },
    ],
  });

  test.each([
    ['before the first', '2023-04-02', null],
    ['the day it opens', '2023-04-03', '2023'],
    ['the day before the next', '2024-03-31', '2023'],
    ['the day the next opens', '2024-04-01', '2024'],
    ['long after', '2030-01-01', '2024'],
  ])('%s', (_name, date, name) => {
    expect(cycleOn(two, date)?.name ?? null).toBe(name);
  });

  test('follows the calendar of the programme, not of UTC', () => {
    expect(cycleAt(two, new Date('2024-04-01T06:59:00Z'))?.name).toBe('2023');
    expect(cycleAt(two, new Date('2024-04-01T07:00:00Z'))?.name).toBe('2024');
  });

  test('the one before, and the one with a name', () => {
    expect(cycleBefore(two, cycleNamed(two, '2024') as CycleDates)?.name).toBe('2023');
    expect(cycleBefore(two, cycleNamed(two, '2023') as CycleDates)).toBeNull();
    expect(cycleNamed(two, '2022')).toBeNull();
  });
});

test.each([
  ['2023-04-02', false],
  ['2023-04-03', true],
  ['2023-05-19', true],
  ['2023-05-20', false],
])('a fee paid on %s is in the payment window: %s', (paidOn, inside) => {
  expect(isInPaymentWindow(cycle, paidOn)).toBe(inside);
});

describe('decision mails', () => {
  const now = new Date('2023-05-22T17:00:00Z');

  test('wait for the morning of the notification week', () => {
    expect(notifyAt(igpTor, cycle, now)?.toISOString()).toBe('2023-06-12T16:00:00.000Z');
  });

  test('of a week that is given by its Saturday wait for Monday', () => {
    expect(notifyAt(igpTor, { ...cycle, notificationWeek: '2023-06-10' }, now)?.toISOString()).toBe(
      '2023-06-12T16:00:00.000Z',
    );
  });

  test('go out at once when that morning has passed', () => {
    expect(notifyAt(igpTor, cycle, new Date('2023-06-12T16:00:00Z'))).toBeNull();
    expect(notifyAt(igpTor, cycle, new Date('2023-06-12T15:59:59Z'))).not.toBeNull();
  });

  test('go out at once when the programme says so', () => {
    const eager = programmeWith({ decisions: { notify: 'at-once', at: '09:00' } });
    expect(notifyAt(eager, cycle, now)).toBeNull();
  });
});
