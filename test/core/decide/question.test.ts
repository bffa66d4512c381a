import { describe, expect, test } from 'vitest';
import { alsoInThread, decideQuestion, type QuestionInput } from '../../../src/core/decide/question.ts';
import { receivedAt } from '../../support/cases.ts';

const conversation = { questionId: 'q1', sentTo: 'pat@example.org', openPreviews: ['v1'] };

function input(changes: Partial<QuestionInput> = {}): QuestionInput {
  return {
    inboundMailId: 'mail-3',
    kind: 'question',
    from: 'Pat Doe <pat@example.org>',
    sender: 'pat@example.org',
    replyTo: null,
    subject: 'May I?',
    arrival: receivedAt('2023-05-12T17:00:00Z'),
    text: 'May I have a week more?',
    attachments: [],
    files: [],
    about: null,
    matched: 'nothing names a person we know',
    isBeyondDoubt: false,
    authenticated: { yes: true, reason: 'dkim=pass' },
    standing: null,
    conversation: null,
    assigned: null,
    replySign: 'mail:',
    timeZone: 'America/Los_Angeles',
    promptId: 'new-prompt',
    ...changes,
  };
}

const cardIn = (changes: Partial<QuestionInput>) => {
  const [card] = decideQuestion(input(changes)).drafts;
  return card?.channel === 'slack' ? card.prompt : null;
};
const labels = (changes: Partial<QuestionInput>) => cardIn(changes)?.facts.map(([label]) => label);

test('a question of somebody whom nobody knows is a card that says so', () => {
  expect(decideQuestion(input())).toEqual({
    kind: 'review',
    reason: 'a person asks something',
    about: null,
    facts: [],
    drafts: [
      {
        channel: 'slack',
        key: 'card/question/mail-3',
        prompt: {
          id: 'new-prompt',
          kind: 'question',
          title: 'A question',
          body: 'May I have a week more?',
          facts: [
            ['From', 'Pat Doe <pat@example.org>'],
            ['Subject', 'May I?'],
            ['Received', 'Friday, May 12, 2023, 10:00 AM PDT'],
            ['Where they stand', 'not known: nothing names a person we know'],
            [
              'To answer',
              'Reply in this thread and begin with “mail:”. You see the mail before it goes out.',
            ],
          ],
          applicationId: null,
          submissionId: null,
          paymentId: null,
          inboundMailId: 'mail-3',
          outboxItemId: null,
        },
      },
    ],
  });
});

test.each([
  [
    'a sender who is not proven',
    { authenticated: { yes: false, reason: 'dkim=none' } },
    'The sender is not proven (dkim=none)',
  ],
  [
    'answers wanted elsewhere',
    { replyTo: 'eve@example.net' },
    'They ask for answers to eve@example.net; torq answers to pat@example.org',
  ],
])('%s is to be looked at twice', (_name, changes, words) => {
  expect(cardIn(changes)?.facts).toContainEqual(['Look twice', words]);
});

test('how it was matched is said only where it leaves a doubt', () => {
  const standing = 'Pat Doe: SOQ under review';
  expect(labels({ standing, isBeyondDoubt: true })).not.toContain('Whose');
  expect(labels({ standing, matched: 'matched, but ...' })).toContain('Whose');
});

test.each([
  ['', '(no text)'],
  [`${'x'.repeat(2399)}\u{1f600} and more`, `${'x'.repeat(2399)}\ufffd ...`],
])('the text on a card is short', (text, body) => {
  expect(cardIn({ text })?.body).toBe(body);
});

describe('an answer to a mail of staff', () => {
  test('opens the question again, in its thread, and takes back what was not sent yet', () => {
    const decision = decideQuestion(input({ conversation }));
    expect(decision.facts).toEqual([
      { fact: 'question-reopened', promptId: 'q1', at: new Date('2023-05-12T17:00:00Z') },
      {
        fact: 'prompt-superseded',
        promptId: 'v1',
        because: expect.stringMatching(/^Pat Doe .* wrote again/),
      },
    ]);
    expect(cardIn({ conversation })).toMatchObject({ kind: 'question-mail', threadOf: 'q1' });
  });

  test.each([
    ['whom it was sent to', {}, 'question-mail'],
    [
      'the same person from another known address',
      { sender: 'pat@home.example', isBeyondDoubt: true },
      'question-mail',
    ],
    ['somebody else', { sender: 'kim@example.net' }, 'question'],
    ['two senders', { sender: null }, 'question'],
  ])('of %s', (_name, changes, kind) => {
    expect(cardIn({ conversation, ...changes })?.kind).toBe(kind);
  });

  test('with an SOQ is told in the thread, and elsewhere an SOQ is no question', () => {
    expect(alsoInThread(input({ kind: 'soq' }))).toBeNull();
    expect(alsoInThread(input({ kind: 'soq', conversation, sender: 'kim@example.net' }))).toBeNull();
    expect(alsoInThread(input({ kind: 'soq', conversation }))?.drafts).toMatchObject([
      { prompt: { title: 'They answered with an SOQ', threadOf: 'q1' } },
    ]);
  });
});
