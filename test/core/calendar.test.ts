import { describe, expect, test } from 'vitest';
import {
  addDays,
  dateOf,
  endOf,
  firstOnOrAfter,
  instantAt,
  instantOf,
  isBusinessDay,
  isQuiet,
  lastOnOrBefore,
  minutesBetween,
  quietUntil,
  timeOf,
  wordsForDate,
  wordsForInstant,
  wordsForSpan,
} from '../../src/core/calendar.ts';

const pacific = 'America/Los_Angeles';

test.each([
  ['summer', '2023-05-19', '16:00', '2023-05-19T23:00:00.000Z'],
  ['winter', '2023-12-01', '16:00', '2023-12-02T00:00:00.000Z'],
  ['02:30 of the night that skips it is one hour later', '2023-03-12', '02:30', '2023-03-12T10:30:00.000Z'],
  ['the hour before that', '2023-03-12', '01:59', '2023-03-12T09:59:00.000Z'],
  [
    '01:30 of the night that has it twice is the first one',
    '2023-11-05',
    '01:30',
    '2023-11-05T08:30:00.000Z',
  ],
  ['the last minute of June is July in UTC', '2023-06-30', '23:59', '2023-07-01T06:59:00.000Z'],
  ['February 29', '2024-02-29', '12:00', '2024-02-29T20:00:00.000Z'],
])('wall-clock time: %s', (_name, date, time, instant) => {
  expect(instantAt(date, time, pacific).toISOString()).toBe(instant);
});

test('a date and time as programme folders write it', () => {
  expect(instantOf('2023-05-19 16:00', pacific).toISOString()).toBe('2023-05-19T23:00:00.000Z');
});

test.each([
  ['2023-06-30', '2023-07-01T07:00:00.000Z'],
  ['2023-12-31', '2024-01-01T08:00:00.000Z'],
  ['2024-02-28', '2024-02-29T08:00:00.000Z'],
  ['2024-02-29', '2024-03-01T08:00:00.000Z'],
  ['2023-03-12', '2023-03-13T07:00:00.000Z'],
  ['2023-11-05', '2023-11-06T08:00:00.000Z'],
])('%s ends at %s', (date, end) => {
  expect(endOf(date, pacific).toISOString()).toBe(end);
});

test.each([
  ['2023-07-01T06:59:59Z', '2023-06-30', '23:59'],
  ['2023-07-01T07:00:00Z', '2023-07-01', '00:00'],
  ['2023-03-12T09:59:00Z', '2023-03-12', '01:59'],
  ['2023-03-12T10:00:00Z', '2023-03-12', '03:00'],
  ['2023-11-05T08:30:00Z', '2023-11-05', '01:30'],
  ['2023-11-05T09:30:00Z', '2023-11-05', '01:30'],
  ['2024-01-01T07:59:00Z', '2023-12-31', '23:59'],
])('at %s clocks in California show %s %s', (instant, date, time) => {
  const at = new Date(instant);
  expect([dateOf(at, pacific), timeOf(at, pacific)]).toEqual([date, time]);
});

describe('days of the year', () => {
  test.each([
    ['06-30', '2023-07-01', '2023-06-30', '2024-06-30'],
    ['06-30', '2023-06-30', '2023-06-30', '2023-06-30'],
    ['12-31', '2024-01-01', '2023-12-31', '2024-12-31'],
    ['02-29', '2024-02-29', '2024-02-29', '2024-02-29'],
    ['02-29', '2023-02-27', '2022-02-28', '2023-02-28'],
    ['02-29', '2023-03-01', '2023-02-28', '2024-02-29'],
  ])('%s around %s: %s and %s', (monthDay, date, before, after) => {
    expect([lastOnOrBefore(monthDay, date), firstOnOrAfter(monthDay, date)]).toEqual([before, after]);
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2023-01-01', -1, '2022-12-31'],
    ['2023-03-11', 2, '2023-03-13'],
  ])('%s and %i days is %s', (date, days, then) => {
    expect(addDays(date, days)).toBe(then);
  });

  test('Monday to Friday are weekdays', () => {
    const week = [
      '2023-06-12',
      '2023-06-13',
      '2023-06-14',
      '2023-06-15',
      '2023-06-16',
      '2023-06-17',
      '2023-06-18',
    ];
    expect(week.map((day) => isBusinessDay(day, []))).toEqual([true, true, true, true, true, false, false]);
  });
});

test.each([
  ['over midnight, in the evening', { from: '20:00', to: '08:00' }, '2023-05-10T20:00', true],
  ['over midnight, a minute before', { from: '20:00', to: '08:00' }, '2023-05-10T19:59', false],
  ['over midnight, in the morning', { from: '20:00', to: '08:00' }, '2023-05-10T07:59', true],
  ['over midnight, when they end', { from: '20:00', to: '08:00' }, '2023-05-10T08:00', false],
  ['within a day', { from: '12:00', to: '13:00' }, '2023-05-10T12:30', true],
  ['within a day, outside', { from: '12:00', to: '13:00' }, '2023-05-10T13:00', false],
  ['none', { from: '00:00', to: '00:00' }, '2023-05-10T00:00', false],
])('quiet hours %s', (_name, quiet, local, expected) => {
  expect(isQuiet(instantOf(local.replace('T', ' '), pacific), quiet, pacific)).toBe(expected);
});

test.each([
  ['in the evening', '2023-05-10 20:00', '2023-05-11T15:00:00.000Z'],
  ['after midnight', '2023-05-11 00:30', '2023-05-11T15:00:00.000Z'],
  ['in the night that loses an hour', '2023-03-11 22:00', '2023-03-12T15:00:00.000Z'],
  ['by day', '2023-05-11 08:00', null],
])('quiet hours end: %s', (_name, local, end) => {
  const quiet = { from: '20:00', to: '08:00' };
  expect(quietUntil(instantOf(local, pacific), quiet, pacific)?.toISOString() ?? null).toBe(end);
});

test('words name the zone, without characters that mail readers show as boxes', () => {
  expect(wordsForInstant(new Date('2023-05-19T23:00:00Z'), pacific)).toBe(
    'Friday, May 19, 2023, 4:00 PM PDT',
  );
  expect(wordsForInstant(new Date('2023-07-01T06:59:00Z'), pacific)).toBe(
    'Friday, June 30, 2023, 11:59 PM PDT',
  );
  expect(wordsForInstant(new Date('2023-11-05T09:30:00Z'), pacific)).toBe(
    'Sunday, November 5, 2023, 1:30 AM PST',
  );
  expect(wordsForDate('2024-02-29')).toBe('Thursday, February 29, 2024');
});

test.each([
  [0, 'less than a minute'],
  [1, '1 minute'],
  [-14, '14 minutes'],
  [60, '1 hour'],
  [90, '1 hour 30 minutes'],
  [1445, '1 day 5 minutes'],
  [3061, '2 days 3 hours'],
])('%i minutes are %s', (minutes, words) => {
  expect(wordsForSpan(minutes)).toBe(words);
});

test('minutes between two instants are whole, and negative backwards', () => {
  const at = new Date('2023-05-19T23:00:00Z');
  expect(minutesBetween(at, new Date('2023-05-19T23:14:59Z'))).toBe(14);
  expect(minutesBetween(at, new Date('2023-05-19T22:45:00Z'))).toBe(-15);
});
