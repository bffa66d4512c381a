import { expect, test } from 'vitest';
import { paymentWindow } from '../../src/core/payment-window.ts';
import { programmeWith } from '../support/cases.ts';
import { igpTorSource } from '../support/programme.ts';

const [first] = igpTorSource.cycles;
const programme = programmeWith({
  cycles: [
    first,
    {
      ...first,
      name: '2024',
      opens: '2024-03-25',
      payment: { opens: '2024-04-01 09:00', closes: '2024-05-17 16:00' },
      soqDeadline: '2024-05-17 16:00',
      notificationWeek: '2024-06-10',
      orientation: { at: null, again: null, minutes: 90, join: null },
      renewalMeeting: { at: null, minutes: 90, join: null, recording: null },
      term: { starts: '2024-07-01', ends: '2025-06-30' },
    },
  ],
});

test.each([
  ['before the first cycle', '2023-01-10', 'before 2023'],
  ['on the day on which it opens, by date', '2023-04-03', 'open 2023'],
  ['an hour before it opens, by time', '2023-04-03 08:00', 'before 2023'],
  ['at the minute at which it opens', '2023-04-03 09:00', 'open 2023'],
  ['at the minute at which it closes', '2023-05-19 16:00', 'open 2023'],
  ['a minute later', '2023-05-19 16:01', 'closed 2023'],
  ['on the day on which it closes, by date', '2023-05-19', 'open 2023'],
  ['the day after', '2023-05-20', 'closed 2023'],
  ['before the next cycle is announced', '2024-03-24', 'closed 2023'],
  ['when the next one is announced, and cannot be paid yet', '2024-03-25', 'before 2024'],
  ['in the next one', '2024-04-02', 'open 2024'],
  ['after the last one', '2025-01-01', 'closed 2024'],
])('%s', (_when, local, expected) => {
  const found = paymentWindow(programme, local);
  expect(`${found?.state} ${found?.cycle.name}`).toBe(expected);
});
