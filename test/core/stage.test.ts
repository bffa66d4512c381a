import { expect, test } from 'vitest';
import type { Case } from '../../src/core/case.ts';
import { nothingDone } from '../../src/core/onboarding.ts';
import { stageOf } from '../../src/core/stage.ts';
import { application, payment, submission, term } from '../support/cases.ts';
import { igpTor } from '../support/programme.ts';

const day = new Date('2023-06-20T17:00:00Z');
const ticks = { qisp: day, meeting: day, agreement: day, fee: day };
const outcome = (name: 'candidate' | 'not-selected') => ({
  decision: { outcome: name, at: day, by: 'U1', reason: null },
});
const lastMinute = '2023-07-01T06:59:59Z';
const firstMinute = '2023-07-01T07:00:00Z';

test.each<[string, Case, string]>([
  ['awaiting-fee', application({ payments: [payment({ state: 'refunded' })] }), lastMinute],
  ['awaiting-fee', application({ payments: [] }), lastMinute],
  ['awaiting-soq', application(), lastMinute],
  ['soq-incomplete', application({ submissions: [submission({ complete: false })] }), lastMinute],
  [
    'under-review',
    application({ submissions: [submission(), submission({ number: 2, complete: false })] }),
    lastMinute,
  ],
  ['candidate', application({ application: outcome('candidate') }), lastMinute],
  [
    'qualified',
    application({
      application: {
        ...outcome('candidate'),
        onboarding: { ...nothingDone, qualified: { at: day, by: 'U1' } },
      },
    }),
    lastMinute,
  ],
  ['not-selected', application({ application: outcome('not-selected') }), lastMinute],
  ['withdrawn', application({ application: { ...outcome('candidate'), withdrawnAt: day } }), lastMinute],
  ['renewal-open', term(), lastMinute],
  ['renewal-late', term(), firstMinute],
  ['renewal-to-confirm', term({ term: { ticks } }), firstMinute],
  ['trainer-of-record', term({ term: { ticks, confirmedAt: day } }), firstMinute],
  ['lapsed', term({ term: { lapsedAt: day, confirmedAt: day } }), firstMinute],
  ['lapsed', term({ credential: { id: 'c', endedOn: '2023-06-01' } }), firstMinute],
])('%s', (stage, subject, now) => {
  expect(stageOf(subject, igpTor, new Date(now))).toBe(stage);
});
