import { expect, test } from 'vitest';
import { yearReport } from '../../../src/core/simulation/report.ts';
import type { Trace, TracedMail } from '../../../src/core/simulation/trace.ts';

const mail = (at: string, changes: Partial<TracedMail> = {}): TracedMail => ({
  ...{ at: new Date(at), to: 'pat@example.org', person: 'Pat Doe', message: 'renewal-reminder' },
  ...{ subject: 'Please renew', nature: 'notice', ...changes },
});
const trace: Trace = {
  ...{ from: '2023-06-30', to: '2023-07-02', timeZone: 'America/Los_Angeles', programmes: ['IGP'] },
  ...{
    isCopy: false,
    people: 2,
    seed: 7,
    holidays: ['2023-06-30'],
    quietHours: { from: '20:00', to: '08:00' },
  },
  mails: [
    mail('2023-06-30T16:00:00Z'),
    mail('2023-07-01T06:59:00Z', { message: 'late-fee-notice', subject: 'Late' }),
    mail('2023-07-02T16:00:00Z', {
      nature: 'answer',
      message: 'fee-received',
      subject: 'Thanks',
      person: 'Ann Lee',
    }),
  ],
  cards: [
    { at: new Date('2023-06-20T16:00:00Z'), kind: 'question', title: 'A question', answeredAt: null },
    { at: new Date('2023-07-01T16:00:00Z'), kind: 'daily', title: 'Saturday', answeredAt: null },
  ],
  deeds: [
    { at: new Date('2023-07-02T15:00:00Z'), person: 'Ann Lee', what: 'pays' },
    { at: new Date('2023-07-02T15:30:00Z'), person: null, what: 'staff answer' },
  ],
};

test('a year is told by day, by person and by what is odd, in the programme’s zone', () => {
  expect(yearReport(trace)).toEqual({
    ...{ title: 'IGP', from: '2023-06-30', to: '2023-07-02', timeZone: 'America/Los_Angeles' },
    ...{ people: 2, isCopy: false, seed: 7 },
    totals: {
      ...{ mails: 3, cards: 2, byKind: { daily: 1, question: 1 } },
      byMessage: { 'fee-received': 1, 'late-fee-notice': 1, 'renewal-reminder': 1 },
    },
    days: [
      { date: '2023-06-30', mails: { 'late-fee-notice': 1, 'renewal-reminder': 1 }, cards: {} },
      { date: '2023-07-01', mails: {}, cards: { daily: 1 } },
      { date: '2023-07-02', mails: { 'fee-received': 1 }, cards: {} },
    ],
    timelines: [
      {
        person: 'Ann Lee',
        entries: [
          { at: 'Sunday, July 2, 2023, 8:00 AM PDT', side: 'person', what: 'pays' },
          { at: 'Sunday, July 2, 2023, 9:00 AM PDT', side: 'torq', what: 'fee-received: Thanks' },
        ],
      },
      {
        person: 'Pat Doe',
        entries: [
          { at: 'Friday, June 30, 2023, 9:00 AM PDT', side: 'torq', what: 'renewal-reminder: Please renew' },
          { at: 'Friday, June 30, 2023, 11:59 PM PDT', side: 'torq', what: 'late-fee-notice: Late' },
        ],
      },
    ],
    conflicts: [
      { kind: 'waiting', date: '2023-06-20', what: 'A question' },
      { kind: 'holiday', date: '2023-06-30', what: 'Pat Doe: late-fee-notice' },
      { kind: 'quiet', date: '2023-06-30', what: 'Pat Doe: late-fee-notice' },
      { kind: 'holiday', date: '2023-06-30', what: 'Pat Doe: renewal-reminder' },
      { kind: 'two-on-one-day', date: '2023-06-30', what: 'Pat Doe: renewal-reminder, late-fee-notice' },
    ],
  });
});
