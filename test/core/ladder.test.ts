import { expect, test } from 'vitest';
import { addMonths, isDate } from '../../src/core/calendar.ts';
import { keepAtMostUntil, lapseCause, lastDayOf, reducedUntil } from '../../src/core/ladder.ts';
import { programmeWith, term } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const at = (instant: string) => new Date(instant);
const done = { qisp: at('2023-05-20T17:00:00Z'), meeting: at('2023-05-20T17:00:00Z') };
const allDone = { ...done, agreement: done.qisp, fee: done.qisp };
const confirmed = { ticks: allDone, confirmedAt: done.qisp };

test.each([
  ['its last second', {}, '2023-10-01T06:59:59Z', null],
  ['the midnight after it, Pacific', {}, '2023-10-01T07:00:00Z', 'not-renewed'],
  ['a year later, if nobody has decided', {}, '2024-10-01T07:00:00Z', 'not-renewed'],
  [
    'kept over the end of daylight saving, last second',
    { keptUntil: '2023-11-05' },
    '2023-11-06T07:59:59Z',
    null,
  ],
  [
    'kept over the end of daylight saving, after it',
    { keptUntil: '2023-11-05' },
    '2023-11-06T08:00:00Z',
    'not-renewed',
  ],
  ['kept until February 29, last second', { keptUntil: '2024-02-29' }, '2024-03-01T07:59:59Z', null],
  ['kept until February 29, after it', { keptUntil: '2024-02-29' }, '2024-03-01T08:00:00Z', 'not-renewed'],
  [
    'kept over the start of daylight saving, last second',
    { keptUntil: '2024-03-10' },
    '2024-03-11T06:59:59Z',
    null,
  ],
  [
    'kept over the start of daylight saving, after it',
    { keptUntil: '2024-03-10' },
    '2024-03-11T07:00:00Z',
    'not-renewed',
  ],
  ['a complete checklist', { ticks: allDone }, '2023-10-01T07:00:00Z', null],
  ['ended before', { lapsedAt: at('2023-10-02T07:00:00Z') }, '2023-10-03T07:00:00Z', null],
  ['a confirmed term', confirmed, '2023-12-01T08:00:00Z', null],
  [
    'its fee given back',
    { ...confirmed, ticks: { ...allDone, fee: null } },
    '2023-12-01T08:00:00Z',
    'fee-returned',
  ],
  [
    'its registration lost',
    { ...confirmed, qispLostAt: at('2023-11-01T08:00:00Z') },
    '2023-12-01T08:00:00Z',
    'qisp-lost',
  ],
  [
    'the same on the last day of the term',
    { ...confirmed, qispLostAt: at('2023-11-01T08:00:00Z') },
    '2024-07-01T06:59:59Z',
    'qisp-lost',
  ],
  [
    'the same when the term is over',
    { ...confirmed, qispLostAt: at('2023-11-01T08:00:00Z') },
    '2024-07-01T07:00:00Z',
    null,
  ],
] as const)('whether it is asked if a status ends: %s', (_, changes, now, cause) => {
  expect(lapseCause(term({ term: changes }), igpTor, at(now))).toBe(cause);
});

test('a day that staff gave counts only when it is later than the programme’s', () => {
  const { renewal } = igpTor;
  expect(lastDayOf(term(), renewal)).toBe('2023-09-30');
  expect(lastDayOf(term({ term: { keptUntil: '2023-08-01' } }), renewal)).toBe('2023-09-30');
  expect(lastDayOf(term({ term: { keptUntil: '2023-12-24' } }), renewal)).toBe('2023-12-24');
  expect(keepAtMostUntil(term(), renewal)).toBe('2024-04-30');
  expect(keepAtMostUntil(term({ term: confirmed }), renewal)).toBe('2024-06-30');
});

test('the reduced fee is there for some months after the last day, where the programme says so', () => {
  const reduced = (reducedMonths: number) =>
    programmeWith({
      renewal: {
        ...igpTorSource.renewal,
        lateUntil: '08-31',
        ladder: { requalify: 'reduced', reducedMonths },
      },
    });
  expect(reducedUntil(term(), igpTor)).toBeNull();
  expect([6, 12].map((months) => reducedUntil(term(), reduced(months)))).toEqual([
    '2024-02-29',
    '2024-08-31',
  ]);
});

test('months end where there is no such day', () => {
  expect([addMonths('2023-01-31', 1), addMonths('2024-01-31', 1), addMonths('2023-10-31', 12)]).toEqual([
    '2023-02-28',
    '2024-02-29',
    '2024-10-31',
  ]);
});

test('days that exist', () => {
  const days = [
    '2024-02-29',
    '2023-02-29',
    '2023-04-31',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '0000-00-00',
    '',
  ];
  expect(days.filter(isDate)).toEqual(['2024-02-29']);
});
