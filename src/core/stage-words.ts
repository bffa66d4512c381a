import type { Stage } from './stage.ts';

/** How staff read a stage. */
export const stageWords: Readonly<Record<Stage, string>> = {
  'awaiting-fee': 'waiting for the SOQ fee',
  'awaiting-soq': 'paid, waiting for the SOQ',
  'soq-incomplete': 'SOQ incomplete',
  'under-review': 'SOQ under review',
  candidate: 'candidate',
  qualified: 'confirmed as Trainer of Record',
  'not-selected': 'not selected',
  withdrawn: 'withdrawn',
  'renewal-open': 'renewal open',
  'renewal-late': 'renewal late',
  'renewal-to-confirm': 'renewal to be confirmed',
  'trainer-of-record': 'Trainer of Record',
  lapsed: 'lapsed',
};
