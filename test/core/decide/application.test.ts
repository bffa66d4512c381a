import { describe, expect, test } from 'vitest';
import { decideAnswer } from '../../../src/core/approval.ts';
import { answerInput, application, pat, programmeWith } from '../../support/cases.ts';
import { igpTor } from '../../support/programme.ts';

const draft = {
  channel: 'mail',
  key: 'decision/prompt-1',
  to: 'pat@example.org',
  toName: 'Pat Doe',
  about: { kind: 'application', id: 'application-1' },
  personId: 'pat',
  condition: { kind: 'decision', promptId: 'prompt-1' },
};

test('approve: a candidate, told in the notification week', () => {
  expect(decideAnswer(answerInput())).toEqual({
    kind: 'stand',
    tell: 'Approved: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    event: 'approved',
    expects: [{ row: 'application', id: 'application-1', version: 3 }],
    facts: [
      {
        fact: 'application-decided',
        applicationId: 'application-1',
        outcome: 'candidate',
        by: 'U01APPROVER',
        reason: null,
        at: new Date('2023-05-22T17:00:00Z'),
      },
    ],
    drafts: [
      {
        ...draft,
        notBefore: new Date('2023-06-12T16:00:00Z'),
        message: {
          name: 'selected',
          values: {
            orientation: 'Wednesday, June 21, 2023, 10:00 AM PDT',
            annualFee: '$65.00',
            termStarts: 'Saturday, July 1, 2023',
            termEnds: 'Sunday, June 30, 2024',
            steps: [
              'attend the orientation webinar for candidate trainers',
              'sign the Compliance Agreement that we send you',
              'pay the annual Trainer of Record fee',
            ],
          },
        },
      },
    ],
  });
});

test('decline: not selected, with the reason and the lower fee of the next time', () => {
  const reason = ' Part C shows no industrial sites. ';
  expect(decideAnswer(answerInput({ choice: 'decline', reason }))).toEqual({
    kind: 'stand',
    tell: 'Declined: Pat Doe. The applicant is told on Monday, June 12, 2023, 9:00 AM PDT.',
    event: 'declined',
    expects: [{ row: 'application', id: 'application-1', version: 3 }],
    facts: [
      {
        fact: 'application-decided',
        applicationId: 'application-1',
        outcome: 'not-selected',
        by: 'U01APPROVER',
        reason,
        at: new Date('2023-05-22T17:00:00Z'),
      },
    ],
    drafts: [
      {
        ...draft,
        notBefore: new Date('2023-06-12T16:00:00Z'),
        message: {
          name: 'not-selected',
          values: { reason: 'Part C shows no industrial sites.', resubmittalFee: '$280.00' },
        },
      },
    ],
  });
});

describe('request resubmittal', () => {
  const reason = '- References: only two\n\n* Section 3 ends early ';

  test('asks for a new version at once and leaves the application undecided', () => {
    const now = new Date('2023-05-15T17:00:00Z');
    expect(decideAnswer(answerInput({ choice: 'resubmittal', reason, now }))).toEqual({
      kind: 'stand',
      tell: 'Asked Pat Doe for a new version.',
      event: 'resubmittal-requested',
      expects: [],
      facts: [],
      drafts: [
        {
          ...draft,
          notBefore: null,
          message: {
            name: 'resubmittal-requested',
            values: {
              deficiencies: ['References: only two', 'Section 3 ends early'],
              deadline: 'Friday, May 19, 2023, 4:00 PM PDT',
              deadlinePassed: false,
              submitTo: 'tor@casqa.example',
            },
          },
        },
      ],
    });
  });

  test('says when the deadline has passed', () => {
    const decision = decideAnswer(answerInput({ choice: 'resubmittal', reason }));
    expect(decision.kind === 'stand' && decision.drafts[0]).toMatchObject({
      message: { values: { deadlinePassed: true } },
    });
  });
});

test.each([
  ['in the notification week', igpTor, '2023-06-13T17:00:00Z', 'Tuesday, June 13, 2023, 10:10 AM PDT'],
  [
    'where decisions are told at once',
    programmeWith({ decisions: { notify: 'at-once', at: '09:00' } }),
    '2023-05-22T17:00:00Z',
    'Monday, May 22, 2023, 10:10 AM PDT',
  ],
])('a decision %s is told when it can no longer be undone', (_name, programme, now, when) => {
  const decision = decideAnswer(answerInput({ programme, now: new Date(now) }));
  expect(decision.tell).toBe(`Approved: Pat Doe. The applicant is told on ${when}.`);
  expect(decision.kind === 'stand' && decision.drafts[0]).toMatchObject({
    notBefore: new Date(new Date(now).getTime() + 10 * 60_000),
  });
});

test.each([
  ['approve', 'Approved: Pat Doe. No address of the applicant takes mail: please tell them another way.'],
  [
    'resubmittal',
    'A new version is wanted from Pat Doe. No address of the applicant takes mail: please tell them another way.',
  ],
] as const)(
  '%s for somebody whose mail bounces: staff are told that nobody was written to',
  (choice, tell) => {
    const person = { ...pat, addresses: [{ address: 'pat@example.org', bouncedAt: new Date(0) }] };
    const decision = decideAnswer(answerInput({ choice, reason: 'x', application: application({ person }) }));
    expect(decision).toMatchObject({ kind: 'stand', tell, drafts: [] });
  },
);
