import { describe, expect, test } from 'vitest';
import type { AnswerInput } from '../../src/core/answer.ts';
import { decideAnswer } from '../../src/core/approval.ts';
import { answerInput, application, pat, programmeWith } from '../support/cases.ts';
import { igpTor, igpTorSource } from '../support/programme.ts';

const { slack } = igpTorSource;
const decided = { outcome: 'candidate', at: new Date(0), by: 'U01APPROVER', reason: null } as const;

describe('an answer is refused', () => {
  test.each<[string, Partial<AnswerInput>, string]>([
    [
      'that does not belong to the card',
      { choice: 'send-again' },
      'That answer does not belong to this card. Nothing was changed.',
    ],
    [
      'while nobody is listed',
      { programme: programmeWith({ slack: { ...slack, approvers: [] } }) },
      'Nobody is listed as an approver of IGP Trainer of Record yet, so nothing was changed. Whoever operates torq can add Slack user ids under slack.approvers in the programme folder.',
    ],
    [
      'from somebody who is not listed',
      { by: 'U99STRANGER' },
      'You are not on the list of approvers of IGP Trainer of Record, so nothing was changed. One of them can decide: <@U01APPROVER>.',
    ],
    [
      'from the applicant',
      { application: application({ person: { ...pat, slackUserId: 'U01APPROVER' } }) },
      'This is about you, so another approver has to decide. Nothing was changed.',
    ],
    [
      'on a card without an application',
      { application: null },
      'This card names no application. Nothing was changed.',
    ],
    [
      'on a withdrawn application',
      { application: application({ application: { withdrawnAt: new Date(0) } }) },
      'This application was withdrawn. Nothing was changed.',
    ],
    [
      'on a decided application',
      { application: application({ application: { decision: decided } }) },
      'This application was decided before (candidate). Nothing was changed.',
    ],
    [
      'that declines without a reason',
      { choice: 'decline', reason: ' \n ' },
      'Declining needs a reason that the applicant can read. Nothing was changed.',
    ],
    [
      'that asks for a new version without a deficiency',
      { choice: 'resubmittal', reason: '\n - \n' },
      'A resubmittal needs at least one deficiency, so that the applicant knows what to mend.',
    ],
    [
      'that asks for a new version of a decided application',
      {
        choice: 'resubmittal',
        reason: 'References',
        application: application({ application: { decision: decided } }),
      },
      'This application was decided before (candidate). Nothing was changed.',
    ],
    [
      'about a mail that the card does not name',
      {
        choice: 'send-again',
        prompt: { id: 'prompt-1', kind: 'outbox-unknown', outboxItemId: null, inboundMailId: null },
      },
      'This card names no mail. Nothing was changed.',
    ],
  ])('%s', (_name, changes, tell) => {
    expect(decideAnswer(answerInput(changes))).toEqual({ kind: 'refuse', tell });
  });
});

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
            orientation: 'Wednesday, June 21, 2023',
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
  ['in the notification week', igpTor, '2023-06-13T17:00:00Z'],
  [
    'where decisions are told at once',
    programmeWith({ decisions: { notify: 'at-once', at: '09:00' } }),
    '2023-05-22T17:00:00Z',
  ],
])('a decision %s is told now', (_name, programme, now) => {
  const decision = decideAnswer(answerInput({ programme, now: new Date(now) }));
  expect(decision.tell).toBe('Approved: Pat Doe. The applicant is told now.');
  expect(decision.kind === 'stand' && decision.drafts[0]).toMatchObject({ notBefore: null });
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

describe('cards about torq’s own doings', () => {
  const unknown = {
    id: 'prompt-1',
    kind: 'outbox-unknown',
    outboxItemId: 'item-1',
    inboundMailId: null,
  } as const;
  const parked = {
    id: 'prompt-1',
    kind: 'mail-parked',
    outboxItemId: null,
    inboundMailId: 'mail-2',
  } as const;
  const answered = { fact: 'outbox-answered', outboxItemId: 'item-1', by: 'U01APPROVER' };

  test.each<[Partial<AnswerInput>, string, string, unknown[]]>([
    [
      { prompt: unknown, choice: 'went-out' },
      'outbox-answered',
      'Noted: it counts as sent.',
      [{ ...answered, as: 'sent' }],
    ],
    [
      { prompt: unknown, choice: 'send-again' },
      'outbox-answered',
      'It will be sent again now, with the same Message-ID.',
      [{ ...answered, as: 'pending' }],
    ],
    [
      { prompt: parked, choice: 'retry' },
      'mail-retried',
      'Trying again now.',
      [{ fact: 'mail-retried', inboundMailId: 'mail-2' }],
    ],
    [{ prompt: parked, choice: 'seen' }, 'prompt-closed', 'Thank you: marked as taken care of.', []],
  ])('%o', (changes, event, tell, facts) => {
    expect(decideAnswer(answerInput({ application: null, ...changes }))).toEqual({
      kind: 'stand',
      tell,
      event,
      expects: [],
      facts,
      drafts: [],
    });
  });
});
