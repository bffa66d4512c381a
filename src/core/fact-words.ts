// How staff read what is kept about a payment and an SOQ.
import type { PaymentState, Timeliness } from './case.ts';
import type { Purpose } from './payments/reading.ts';

export const purposeWords: Readonly<Record<Purpose, string>> = {
  'soq-new': 'SOQ fee',
  'soq-resubmittal': 'SOQ fee for a resubmittal',
  'tor-annual': 'annual fee',
  'late-fee': 'late fee',
  unknown: 'for nothing that torq knows',
};

export const paymentStateWords: Readonly<Record<PaymentState, string>> = {
  matched: 'counts',
  review: 'waits for staff',
  refunded: 'given back',
  'set-aside': 'taken care of elsewhere',
};

export const timelinessWords: Readonly<Record<Timeliness, string>> = {
  'in-time': 'in time',
  'near-deadline': 'so close to the deadline that staff decide',
  late: 'late',
};
