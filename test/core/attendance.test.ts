import { describe, expect, test } from 'vitest';
import { type AttendanceLine, attendanceOf } from '../../src/core/attendance.ts';
import { readLocalTime, readMinutes } from '../../src/core/attended-minutes.ts';

test.each([
  ['62', 62],
  ['62.9', 62],
  ['62 minutes', 62],
  ['1:02:30', 62],
  ['1 hour 2 minutes', 62],
  ['1h 2m 30s', 62],
  ['45 sec', 0],
  ['', null],
  ['long', null],
  ['-5', null],
])('a length of "%s" is %s minutes', (text, minutes) => {
  expect(readMinutes(text)).toBe(minutes);
});

test.each([
  '2027-05-19 14:05:10',
  '2027-05-19T14:05:10Z',
  '2027-05-19 02:05 PM',
  '5/19/2027 2:05 PM',
  '05/19/2027, 14:05:59',
  'May 19, 2027 02:05:10 PM',
])('"%s" is read as a time', (text) => {
  expect(readLocalTime(text)).toBe(Date.UTC(2027, 4, 19, 14, 5) / 60_000);
});

test.each(['yesterday', '2027-13-19 14:05', '5/19/2027 25:05', 'Foo 19, 2027 02:05 PM'])(
  '"%s" is no time',
  (text) => {
    expect(readLocalTime(text)).toBe(null);
  },
);

const line = (place: string, more: Partial<AttendanceLine>): AttendanceLine => ({
  ...{ place, email: '', name: '', join: '', leave: '', minutes: '', attended: '' },
  ...more,
});

describe('the lines of one person', () => {
  test('are put together, and two devices at once count once', () => {
    const pat = { email: 'Pat@example.org', name: 'Pat' };
    expect(
      attendanceOf([
        line('a:2', { ...pat, join: '2027-05-19 09:00', leave: '2027-05-19 09:30' }),
        line('a:3', { ...pat, join: '2027-05-19 09:10', leave: '2027-05-19 09:40' }),
        line('a:4', { ...pat, join: '2027-05-19 10:00', leave: '2027-05-19 10:05' }),
        line('a:5', { email: 'kim@example.org', name: 'Kim', minutes: '20' }),
        line('a:6', { email: 'kim@example.org', name: 'Kim', minutes: '25' }),
        line('a:7', { name: '1415555', minutes: '3' }),
        line('a:8', { email: 'lee@example.org', attended: 'Yes' }),
        line('a:9', { email: 'no@example.org', attended: 'No' }),
      ]),
    ).toEqual({
      attendees: [
        { place: 'a:2', email: 'pat@example.org', name: 'Pat', minutes: 45 },
        { place: 'a:5', email: 'kim@example.org', name: 'Kim', minutes: 45 },
        { place: 'a:7', email: null, name: '1415555', minutes: 3 },
        { place: 'a:8', email: 'lee@example.org', name: '', minutes: null },
      ],
      absent: 1,
      problems: [],
    });
  });

  test('that cannot be read are named', () => {
    expect(
      attendanceOf([
        line('a:2', {}),
        line('a:3', { name: 'Pat', join: 'nine', leave: '2027-05-19 09:30' }),
        line('a:4', { name: 'Pat', join: '2027-05-19 09:30', leave: '2027-05-19 09:00' }),
        line('a:5', { name: 'Pat', minutes: 'long' }),
      ]),
    ).toEqual({
      attendees: [],
      absent: 0,
      problems: [
        'a:2: neither an address nor a name',
        'a:3: join and leave: expected times such as 2027-05-19 09:01 (found "nine")',
        'a:4: left before they came',
        'a:5: minutes: expected a length such as 62 or 1:02:00 (found "long")',
      ],
    });
  });
});
