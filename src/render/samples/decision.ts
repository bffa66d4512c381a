// Samples of the mails about the result, and from candidate to Trainer of Record (see ../samples.ts).

import type { DecisionValues } from '../../core/messages/decision.ts';
import type { Message } from '../../core/messages.ts';

const submitTo = 'trainers@example.org';
const soqDeadline = 'Friday, May 19, 2023, 4:00 PM PDT';
const term = { termStarts: 'Saturday, July 1, 2023', termEnds: 'Sunday, June 30, 2024' };
const joinAt = 'https://meet.example.org/orientation?id=84_201&lang=en';
const starts = 'Wednesday, June 21, 2023, 10:00 AM PDT';
const ends = 'Wednesday, June 21, 2023, 11:30 AM PDT';
const agreement = 'Compliance Agreement.pdf';

export const decisionSamples: {
  [M in keyof DecisionValues]: readonly Extract<Message, { name: M }>[];
} = {
  selected: ['Wednesday, June 21, 2023', null].map((orientation) => ({
    name: 'selected',
    values: {
      orientation,
      annualFee: '$65.00',
      ...term,
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
  'orientation-invitation': [
    { joinAt, changed: false },
    { joinAt: null, changed: true },
  ].map((values) => ({ name: 'orientation-invitation', values: { starts, ends, ...values } })),
  'orientation-missed': [
    { next: 'Monday, June 26, 2023, 2:00 PM PDT', joinAt },
    { next: 'Monday, June 26, 2023, 2:00 PM PDT', joinAt: null },
    { next: null, joinAt: null },
  ].map((values) => ({ name: 'orientation-missed', values: { held: starts, ...values } })),
  'agreement-to-sign': ['Friday, June 23, 2023, 11:59 PM PDT', null].map((returnBy) => ({
    name: 'agreement-to-sign',
    values: { document: agreement, returnBy, submitTo },
  })),
  'agreement-received': [
    {
      name: 'agreement-received',
      values: { receivedOn: 'Friday, June 23, 2023, 2:12 PM PDT', documents: ['agreement-signed.pdf'] },
    },
  ],
  'agreement-returned': [
    ['agreement.pdf: the file is empty; please attach it again'],
    ['page 4 is missing', 'the last page is not signed'],
  ].map((reasons) => ({ name: 'agreement-returned', values: { reasons, submitTo } })),
  'agreement-countersigned': [
    { document: agreement, openItems: ['pay the annual fee'] },
    { document: agreement, openItems: [] },
    { document: null, openItems: [] },
  ].map((values) => ({
    name: 'agreement-countersigned',
    values: { countersignedOn: 'Monday, June 26, 2023', ...values },
  })),
  'onboarding-reminder': [
    {
      openItems: [
        'attend the orientation webinar for candidate trainers',
        'sign the Compliance Agreement that we send you',
        'pay the annual Trainer of Record fee',
      ],
      amount: '$65.00',
      signsAgreement: true,
    },
    { openItems: ['pay the annual Trainer of Record fee'], amount: '$25.00', signsAgreement: false },
    {
      openItems: ['attend the orientation webinar for candidate trainers'],
      amount: null,
      signsAgreement: false,
    },
  ].map((values) => ({
    name: 'onboarding-reminder',
    values: { ...values, termStarts: 'Saturday, July 1, 2023', termEnds: 'Sunday, June 30, 2024' },
  })),
  'candidate-fee': ['Friday, June 30, 2023, 11:59 PM PDT', null].map((payBy) => ({
    name: 'candidate-fee',
    values: { amount: '$65.00', item: 'CASQA qualified IGP Trainer of Record (CGP ToR)', ...term, payBy },
  })),
  certificate: [
    { publicList: 'https://tor.example.org/', replaces: null },
    { publicList: null, replaces: 'IGP-2023-28T5-CY40' },
  ].map((values) => ({
    name: 'certificate',
    values: {
      document: 'Certificate IGP-2023-0123-454C.pdf',
      number: 'IGP-2023-0123-454C',
      ...term,
      verifyLink: 'https://tor.example.org/verify/IGP-2023-0123-454C',
      ...values,
    },
  })),
};
