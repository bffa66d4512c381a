import { expect, test } from 'vitest';
import { remindersToday } from '../../src/core/reminders-today.ts';
import { igpTor } from '../support/programme.ts';

const nine = (date: string) => new Date(`${date}T09:00:00-07:00`);

test.each([
  // A week before the SOQ deadline of May 19.
  ['2023-05-12T08:59:59-07:00', [{ rule: 'soq-missing', at: nine('2023-05-12') }]],
  ['2023-05-12T00:00:00-07:00', [{ rule: 'soq-missing', at: nine('2023-05-12') }]],
  // From its hour on it is planned, and in the outbox.
  ['2023-05-12T09:00:00-07:00', []],
  // The eve, although it is May 12 in UTC already.
  ['2023-05-11T23:00:00-07:00', []],
  ['2023-06-16T06:00:00-07:00', [{ rule: 'renewal-due', at: nine('2023-06-16') }]],
  ['2023-07-01T06:00:00-07:00', [{ rule: 'late-fee', at: nine('2023-07-01') }]],
  ['2023-08-12T06:00:00-07:00', []],
])('at %s the reminders still to come that day are %j', (at, expected) => {
  expect(remindersToday(igpTor, new Date(at))).toEqual(expected);
});
