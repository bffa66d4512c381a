import { describe, expect, test } from 'vitest';
import { decideAnswer } from '../../src/core/approval.ts';
import { answerInput, application, pat, programmeWith } from '../support/cases.ts';
import { igpTorSource } from '../support/programme.ts';

const { slack } = igpTorSource;
const decided = { outcome: 'candidate', at: new Date(0), by: 'U01APPROVER', reason: null } as const;

describe('an answer is refused', () => {
  test.each<[string, Parameters<typeof answerInput>[0], string]>([
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
      'from the applicant under another address of theirs',
      { byAddress: 'pat@example.org' },
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
      'This application was decided before (selected). Nothing was changed.',
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
      'This application was decided before (selected). Nothing was changed.',
    ],
    [
      'about a mail that the card does not name',
      {
        choice: 'send-again',
        prompt: {
          id: 'prompt-1',
          kind: 'outbox-unknown',
          outboxItemId: null,
          inboundMailId: null,
          paymentId: null,
        },
      },
      'This card names no mail. Nothing was changed.',
    ],
  ])('%s', (_name, changes, tell) => {
    expect(decideAnswer(answerInput(changes))).toEqual({ kind: 'refuse', tell });
  });
});

describe('cards about torq’s own doings', () => {
  const unknown = {
    id: 'prompt-1',
    kind: 'outbox-unknown',
    outboxItemId: 'item-1',
    inboundMailId: null,
    paymentId: null,
  } as const;
  const parked = {
    id: 'prompt-1',
    kind: 'mail-parked',
    outboxItemId: null,
    inboundMailId: 'mail-2',
    paymentId: null,
  } as const;
  const answered = { fact: 'outbox-answered', outboxItemId: 'item-1', by: 'U01APPROVER' };

  test.each<[Parameters<typeof answerInput>[0], string, string, unknown[]]>([
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
