import { expect, test } from 'vitest';
import type { Condition } from '../../src/core/decision.ts';
import { type SendingFacts, stillWanted } from '../../src/core/still-wanted.ts';
import { application, submission } from '../support/cases.ts';
import { igpTor } from '../support/programme.ts';

const on = new Date('2023-05-20T17:00:00Z');
const reminder: Condition = {
  kind: 'reminder',
  rule: 'soq-missing',
  referenceDate: '2023-05-19',
  offset: -7,
};
const decision: Condition = { kind: 'decision', promptId: 'prompt-1' };
const missing: Condition = { kind: 'newest-version', version: 1 };
const decided = application({
  application: { decision: { outcome: 'candidate', at: on, by: 'U1', reason: null } },
});

const asked = (changes: Partial<SendingFacts>): SendingFacts => ({
  condition: { kind: 'always' },
  subject: application(),
  bouncedAt: null,
  personHeld: null,
  answer: null,
  programme: igpTor,
  now: new Date('2023-05-12T17:00:00Z'),
  ...changes,
});

test.each<[string, Partial<SendingFacts>]>([
  ['an answer to something that happened', {}],
  ['an answer about no case', { subject: null }],
  ['a reminder while nothing has changed', { condition: reminder }],
  ['the decision that stands', { condition: decision, subject: decided, answer: 'approve' }],
  [
    'what is missing in the newest version',
    { condition: missing, subject: application({ submissions: [submission()] }) },
  ],
  ['a request for a new version', { condition: decision, answer: 'resubmittal' }],
  ['a question whether to withdraw', { condition: { kind: 'withdraw-confirm' } }],
  ['a question about an address', { condition: { kind: 'address-confirm', address: 'p@example.net' } }],
])('%s is still wanted', (_name, changes) => {
  expect(stillWanted(asked(changes))).toEqual({ wanted: true });
});

test('a mail to an address that bounced cannot arrive, and that is for staff to know', () => {
  expect(stillWanted(asked({ bouncedAt: on }))).toEqual({
    wanted: 'impossible',
    reason: 'mail to this address bounced on Saturday, May 20, 2023, 10:00 AM PDT',
  });
});

test('a reminder that is right waits until the quiet hours are over', () => {
  const night = asked({ condition: reminder, now: new Date('2023-05-13T06:00:00Z') });
  expect(stillWanted(night)).toEqual({
    wanted: 'later',
    at: new Date('2023-05-13T15:00:00Z'),
    reason: expect.stringMatching(/^it waits for the quiet hours to end, until .* 8:00 AM PDT$/),
  });
});

test.each<[string, Partial<SendingFacts>, string]>([
  [
    'a reminder of somebody who has submitted',
    { condition: reminder, subject: application({ submissions: [submission()] }) },
    'the SOQ came on Friday, May 12, 2023, 10:00 AM PDT',
  ],
  ['a reminder about a case that was erased', { condition: reminder, subject: null }, 'its case is gone'],
  [
    'what was missing in a version before the newest',
    {
      condition: missing,
      subject: application({ submissions: [submission(), submission({ number: 2 })] }),
    },
    'version 2 of the SOQ has come meanwhile',
  ],
  [
    'what is missing in a case that was erased',
    { condition: missing, subject: null },
    'its application is gone',
  ],
  [
    'a decision about a case that was erased',
    { condition: decision, subject: null },
    'its application is gone',
  ],
  [
    'a decision on a withdrawn application',
    { condition: decision, subject: application({ application: { withdrawnAt: on } }), answer: 'approve' },
    'withdrawn on Saturday, May 20, 2023, 10:00 AM PDT',
  ],
  [
    'a question whether to withdraw, when that is done',
    {
      condition: { kind: 'withdraw-confirm' },
      subject: application({ application: { withdrawnAt: on } }),
    },
    'withdrawn on Saturday, May 20, 2023, 10:00 AM PDT',
  ],
  [
    'a decision that was taken back',
    { condition: decision, answer: 'decline' },
    'the decision was taken back',
  ],
  [
    'a request for a new version after the decision',
    { condition: decision, subject: decided, answer: 'resubmittal' },
    'the application has been decided meanwhile',
  ],
])('%s is no longer wanted', (_name, changes, reason) => {
  expect(stillWanted(asked(changes))).toEqual({ wanted: false, reason });
});
