// Samples of the mails from the announcement to a complete SOQ (see ../samples.ts).

import type { ApplicationValues } from '../../core/messages/application.ts';
import type { Message } from '../../core/messages.ts';
import { incompleteSamples } from './soq-incomplete.ts';

const submitTo = 'trainers@example.org';
const deadline = 'Friday, May 19, 2023, 4:00 PM PDT';
const notificationWeek = 'Monday, June 12, 2023';
const reminder = { order: '4812', deadline, submitTo, acceptedTypes: 'PDF', maxSize: '20 MB' };

const reasons = [
  'You receive this email because you are a member of CASQA. Please pass it on to colleagues who may want to apply.',
  'You receive this email because you are an active QISP.',
];

export const applicationSamples: {
  [M in keyof ApplicationValues]: readonly Extract<Message, { name: M }>[];
} = {
  announcement: reasons.map((why) => ({
    name: 'announcement',
    values: {
      why,
      paymentOpens: 'Monday, April 3, 2023, 9:00 AM PDT',
      paymentCloses: deadline,
      deadline,
      soqFee: '$530.00',
      resubmittalFee: '$280.00',
      notificationWeek,
    },
  })),
  instructions: [null, '20', '30'].map((maxPages) => ({
    name: 'instructions',
    values: {
      deadlinePassed: maxPages === '30',
      order: '4812',
      amount: '$530.00',
      deadline,
      submitTo,
      acceptedTypes: 'PDF',
      maxPages,
      maxSize: '20 MB',
    },
  })),
  'soq-reminder': [reminder, { ...reminder, order: '' }].map((values) => ({ name: 'soq-reminder', values })),
  'soq-last-reminder': [reminder, { ...reminder, order: '' }].map((values) => ({
    name: 'soq-last-reminder',
    values,
  })),
  'soq-received': [false, true].map((nearDeadline) => ({
    name: 'soq-received',
    values: {
      receivedAt: nearDeadline ? 'Friday, May 19, 2023, 3:52 PM PDT' : 'Tuesday, May 16, 2023, 10:54 AM PDT',
      version: nearDeadline ? '2' : '1',
      documents: ['Pat Doe SOQ 2023.pdf (12 pages)', 'references_[final](2).pdf (3 pages)'],
      deadline,
      nearDeadline,
      notificationWeek,
    },
  })),
  'soq-incomplete': incompleteSamples,
  'soq-late': [
    {
      name: 'soq-late',
      values: { receivedAt: 'Saturday, May 20, 2023, 8:05 AM PDT', deadline },
    },
  ],
  'soq-outside-window': ['Monday, April 1, 2024, 9:00 AM PDT', null].map((opens) => ({
    name: 'soq-outside-window',
    values: { receivedAt: 'Friday, June 2, 2023, 10:00 AM PDT', opens, closes: deadline, deadline },
  })),
  'payment-outside-window': ['Monday, April 1, 2024, 9:00 AM PDT', null].map((opens) => ({
    name: 'payment-outside-window',
    values: { order: '4812', amount: '$530.00', paidOn: 'Friday, June 2, 2023', opens, closes: deadline },
  })),
  'soq-without-fee': [
    {
      name: 'soq-without-fee',
      values: { receivedAt: 'Tuesday, May 16, 2023, 10:54 AM PDT', deadline },
    },
  ],
};
