// Samples of the mails of the yearly renewal (see ../samples.ts).

import type { RenewalValues } from '../../core/messages/renewal.ts';
import type { Message } from '../../core/messages.ts';

const path = 'log in, Orders, CASQA qualified IGP Trainer of Record (CGP ToR), Renew';
const renewalDue = 'Monday, June 30, 2025, 11:59 PM PDT';
const lateUntil = 'Tuesday, September 30, 2025, 11:59 PM PDT';
const term = { termStarts: 'Tuesday, July 1, 2025', termEnds: 'Tuesday, June 30, 2026' };
const joinAt = 'https://meet.example.org/renewal?id=84_202&lang=en';
const tasks = {
  qisp: 'keep your QISP qualification current',
  meeting: 'attend the renewal meeting, or view its recording',
  fee: 'pay the annual fee',
};

export const renewalSamples: {
  [M in keyof RenewalValues]: readonly Extract<Message, { name: M }>[];
} = {
  'renewal-reminder': [[tasks.qisp, tasks.meeting, tasks.fee], [tasks.fee], [tasks.qisp]].map(
    (openItems) => ({
      name: 'renewal-reminder',
      values: {
        ...term,
        due: renewalDue,
        fee: '$65.00',
        lateFee: '$25.00',
        openItems,
        feeOpen: openItems.includes(tasks.fee),
        path,
      },
    }),
  ),
  'meeting-invitation': [
    { joinAt, changed: false },
    { joinAt: null, changed: true },
  ].map((values) => ({
    name: 'meeting-invitation',
    values: {
      starts: 'Thursday, May 15, 2025, 10:00 AM PDT',
      ends: 'Thursday, May 15, 2025, 11:00 AM PDT',
      due: renewalDue,
      ...values,
    },
  })),
  'meeting-recording': [
    {
      name: 'meeting-recording',
      values: {
        held: 'Thursday, May 15, 2025, 10:00 AM PDT',
        recording: 'https://video.example.org/renewal-meeting-2025',
        due: renewalDue,
      },
    },
  ],
  'late-fee-notice': [
    {
      name: 'late-fee-notice',
      values: {
        due: renewalDue,
        totalDue: '$90.00',
        fee: '$65.00',
        lateFee: '$25.00',
        lateUntil,
        path,
      },
    },
  ],
  'fee-received': [
    { amount: '$65.00', excess: null, openItems: [] },
    { amount: '$90.00', excess: '$25.00', openItems: [tasks.meeting] },
  ].map((values) => ({
    name: 'fee-received',
    values: { paidOn: 'Friday, June 27, 2025', ...term, ...values },
  })),
  'fee-underpaid': [
    {
      name: 'fee-underpaid',
      values: {
        paid: '$65.00',
        paidOn: 'Thursday, July 3, 2025',
        due: renewalDue,
        totalDue: '$90.00',
        missing: '$25.00',
        path,
      },
    },
  ],
  lapsed: [
    { openItems: [tasks.meeting, tasks.fee], reducedFee: null, reducedUntil: null },
    { openItems: [], reducedFee: '$280.00', reducedUntil: 'Wednesday, September 30, 2026' },
  ].map((values) => ({
    name: 'lapsed',
    values: { termEnded: 'Monday, June 30, 2025', lateUntil, ...values },
  })),
  'status-ended': [
    {
      name: 'status-ended',
      values: {
        endedOn: 'Monday, November 3, 2025',
        because: 'the annual fee was given back and has not been paid again',
      },
    },
  ],
  reinstated: [[tasks.meeting], []].map((openItems) => ({
    name: 'reinstated',
    values: {
      termEnds: 'Tuesday, June 30, 2026',
      until: 'Friday, October 31, 2025, 11:59 PM PDT',
      openItems,
    },
  })),
};
