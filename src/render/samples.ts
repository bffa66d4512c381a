// Invented people and values with which every mail is tried at start and shown by `torq preview`.
import type { CommonValues, Message, MessageName } from '../core/messages.ts';
import { commandSamples } from './command-samples.ts';
import { incompleteSamples } from './soq-incomplete-samples.ts';

export const sampleCommon: CommonValues = {
  name: 'Pat Doe',
  programmeTitle: 'IGP Trainer of Record',
  organisation: 'Example Stormwater Association',
  organisationShort: 'ESA',
  website: 'https://www.example.org/trainer-of-record',
  accountLink: 'https://www.example.org/my-account',
  staffAddress: 'training@example.org',
};

/** The same values with a name that tries to become markup, a header and a reversed text. */
export const hostileCommon: CommonValues = {
  ...sampleCommon,
  name: 'Pat [click](http://example.net) <b>_Doe_</b> `x`\r\nBcc: all@example.net \u202Egpj.exe',
};

const submitTo = 'trainers@example.org';
const path = 'log in, Orders, CASQA qualified IGP Trainer of Record (CGP ToR), Renew';
const soqDeadline = 'Friday, May 19, 2023, 4:00 PM PDT';
const renewalDue = 'Monday, June 30, 2025, 11:59 PM PDT';
const term = { termStarts: 'Tuesday, July 1, 2025', termEnds: 'Tuesday, June 30, 2026' };

/** One or more of each message, so that every branch of its template is seen. Text that may be null is null in one. */
export const samples: { [M in MessageName]: readonly Extract<Message, { name: M }>[] } = {
  instructions: [null, '20'].map((maxPages) => ({
    name: 'instructions',
    values: {
      order: '4812',
      amount: '$530.00',
      deadline: soqDeadline,
      submitTo,
      acceptedTypes: 'PDF',
      maxPages,
      maxSize: '20 MB',
    },
  })),
  'soq-received': [false, true].map((nearDeadline) => ({
    name: 'soq-received',
    values: {
      receivedAt: nearDeadline ? 'Friday, May 19, 2023, 3:52 PM PDT' : 'Tuesday, May 16, 2023, 10:54 AM PDT',
      version: nearDeadline ? '2' : '1',
      documents: ['Pat Doe SOQ 2023.pdf (12 pages)', 'references_[final](2).pdf (3 pages)'],
      deadline: soqDeadline,
      nearDeadline,
      notificationWeek: 'Monday, June 12, 2023',
    },
  })),
  'soq-incomplete': incompleteSamples,
  'soq-late': [
    {
      name: 'soq-late',
      values: { receivedAt: 'Saturday, May 20, 2023, 8:05 AM PDT', deadline: soqDeadline },
    },
  ],
  'soq-without-fee': [
    {
      name: 'soq-without-fee',
      values: { receivedAt: 'Tuesday, May 16, 2023, 10:54 AM PDT', deadline: soqDeadline },
    },
  ],
  selected: ['Wednesday, June 21, 2023', null].map((orientation) => ({
    name: 'selected',
    values: {
      orientation,
      annualFee: '$65.00',
      termStarts: 'Saturday, July 1, 2023',
      termEnds: 'Sunday, June 30, 2024',
      steps: [
        'attend the orientation webinar for candidate trainers',
        'sign the Compliance Agreement that we send you',
        'pay the annual Trainer of Record fee',
      ],
    },
  })),
  'not-selected': [
    {
      name: 'not-selected',
      values: {
        reason:
          'The committee could not see from your SOQ how much industrial stormwater work you have led yourself.\n\nA table of projects with your own role in each would help.',
        resubmittalFee: '$280.00',
      },
    },
  ],
  'resubmittal-requested': [false, true].map((deadlinePassed) => ({
    name: 'resubmittal-requested',
    values: {
      deficiencies: ['References: only two are given', 'Section 3: the training outline ends after day one'],
      deadline: soqDeadline,
      deadlinePassed,
      submitTo,
    },
  })),
  'soq-reminder': [
    {
      name: 'soq-reminder',
      values: { order: '4812', deadline: soqDeadline, submitTo, acceptedTypes: 'PDF', maxSize: '20 MB' },
    },
  ],
  'renewal-reminder': [
    [
      'your QISP qualification is current',
      'renewal meeting attended, or its recording viewed',
      'annual fee paid',
    ],
    ['annual fee paid'],
    ['your QISP qualification is current'],
  ].map((openItems) => ({
    name: 'renewal-reminder',
    values: {
      ...term,
      due: renewalDue,
      fee: '$65.00',
      lateFee: '$25.00',
      openItems,
      feeOpen: openItems.includes('annual fee paid'),
      path,
    },
  })),
  'late-fee-notice': [
    {
      name: 'late-fee-notice',
      values: {
        due: renewalDue,
        totalDue: '$90.00',
        fee: '$65.00',
        lateFee: '$25.00',
        lateUntil: 'Tuesday, September 30, 2025, 11:59 PM PDT',
        path,
      },
    },
  ],
  'fee-received': [
    { amount: '$65.00', excess: null, openItems: [] },
    { amount: '$90.00', excess: '$25.00', openItems: ['renewal meeting attended, or its recording viewed'] },
  ].map((values) => ({
    name: 'fee-received',
    values: { paidOn: 'Friday, June 27, 2025', ...term, ...values },
  })),
  ...commandSamples,
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
};
