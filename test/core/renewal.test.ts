import { expect, test } from 'vitest';
import { openRenewals } from '../../src/core/renewal.ts';
import { programmeWith } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const coming = {
  startsOn: '2023-07-01',
  endsOn: '2024-06-30',
  openedAt: new Date('2023-05-01T07:00:00Z'),
};

test.each([
  ['the day before it opens', '2023-04-30', []],
  ['the day it opens', '2023-05-01', [coming]],
  ['its last day in time', '2023-06-30', [coming]],
  ['the day its term starts', '2023-07-01', [coming]],
  ['the last late day', '2023-09-30', [coming]],
  ['the day after', '2023-10-01', []],
  ['in winter', '2024-01-15', []],
  [
    'a year later: that year’s',
    '2024-05-01',
    [{ startsOn: '2024-07-01', endsOn: '2025-06-30', openedAt: new Date('2024-05-01T07:00:00Z') }],
  ],
])('renewals that are open, %s', (_name, today, expected) => {
  expect(openRenewals(igpTor, today)).toEqual(expected);
});

test('two are open when the late time of one reaches into the next', () => {
  const long = programmeWith({ renewal: { ...igpTorSource.renewal, lateUntil: '05-31' } });
  expect(openRenewals(long, '2023-05-15').map(({ startsOn }) => startsOn)).toEqual([
    '2022-07-01',
    '2023-07-01',
  ]);
});

test('a term that starts on February 29 or March 1 ends the day before the next', () => {
  const leap = programmeWith({
    renewal: {
      ...igpTorSource.renewal,
      termStarts: '03-01',
      opens: '01-01',
      due: '02-29',
      lateUntil: '05-31',
    },
  });
  expect(openRenewals(leap, '2024-01-15')).toEqual([
    { startsOn: '2024-03-01', endsOn: '2025-02-28', openedAt: new Date('2024-01-01T08:00:00Z') },
  ]);
  expect(openRenewals(leap, '2023-02-01')).toEqual([
    { startsOn: '2023-03-01', endsOn: '2024-02-29', openedAt: new Date('2023-01-01T08:00:00Z') },
  ]);
});
