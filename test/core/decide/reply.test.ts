import { describe, expect, test } from 'vitest';
import { lengthProblems, recipientOf, replySubject } from '../../../src/core/decide/reply-draft.ts';
import { type ReplyUnderWay, tellOfReply } from '../../../src/core/decide/reply-told.ts';
import { deletedChange, judgeWording, type Wording } from '../../../src/core/decide/reply-wording.ts';
import type { WrittenMessage } from '../../../src/core/staff-message.ts';
import { application } from '../../support/cases.ts';
import { igpTor } from '../../support/programme.ts';

const { timeZone } = igpTor;
const at = new Date('2023-05-12T19:00:00Z');
const when = 'Friday, May 12, 2023, 12:00 PM PDT';

test.each([
  ['May I?', 'Re: May I?'],
  ['Re: May I?', 'Re: May I?'],
  ['RE: AW: Fwd: Re[2]: May I?', 'Re: May I?'],
  ['', 'Re: your question about IGP Trainer of Record'],
  ['Re: ', 'Re: your question about IGP Trainer of Record'],
  ['Reading list', 'Re: Reading list'],
  ['a\r\nBcc: x@example.net', 'Re: a Bcc: x@example.net'],
])('the subject of an answer to %j is %j', (subject, expected) => {
  expect(replySubject(subject, igpTor)).toBe(expected);
});

test.each([
  ['pat@example.org', application(), 'Pat Doe'],
  ['pat@elsewhere.example', application(), ''],
  ['pat@example.org', null, ''],
])('%s is greeted by name only where the address is known to be theirs', (sender, subjectCase, toName) => {
  const asked = { inboundMailId: 'm', kind: 'question', sender, subject: '', subjectCase, bouncedAt: null };
  expect(recipientOf(asked)).toEqual({ toAddress: sender, toName });
});

test.each([
  ['a'.repeat(9500), []],
  ['a'.repeat(9501), [expect.stringMatching(/two parts/)]],
  ['<'.repeat(1901), [expect.stringMatching(/two parts/)]],
])('what a card cannot show as a whole is too long', (text, problem) => {
  expect(lengthProblems(text)).toEqual(problem);
});

function said(text: string, changes: Partial<WrittenMessage> = {}): WrittenMessage {
  const words = [{ kind: 'paragraph' as const, children: [{ kind: 'text' as const, text }] }];
  const spot = { channel: 'C1', ts: '2.0', thread: '1.0', by: 'U1', edition: '' };
  return { kind: 'written', ...spot, isBroadcast: false, words, problems: [], files: [], ...changes };
}
const shown = (changes: Partial<Wording> = {}): Wording => ({
  ...{
    channel: 'C1',
    ts: '2.0',
    edition: '',
    questionId: 'q1',
    previewId: 'v1',
    toAddress: 'pat@example.org',
  },
  approvedAt: null,
  isOpen: true,
  ...changes,
});

describe('a message', () => {
  const verdict = (message: WrittenMessage, known: Wording[] = [], isBelowCard = true) =>
    judgeWording(message, { known, isBelowCard, programmes: [igpTor] });
  const kind = (...given: Parameters<typeof verdict>) => verdict(...given).kind;

  test.each([
    ['with the sign', said('mail: yes'), [], true, 'wording'],
    ['without it', said('yes'), [], true, 'nothing'],
    ['told of twice', said('mail: yes'), [shown()], true, 'nothing'],
    ['edited', said('mail: no', { edition: '3.0' }), [shown()], true, 'wording'],
    [
      'whose older edit comes late',
      said('mail: x', { edition: '3.0' }),
      [shown({ edition: '4.0' })],
      true,
      'nothing',
    ],
    ['whose sign is edited away', said('no', { edition: '3.0' }), [shown()], true, 'change'],
    [
      'the same after it was discarded',
      said('no', { edition: '3.0' }),
      [shown({ isOpen: false })],
      true,
      'nothing',
    ],
    ['edited after it was sent', said('no', { edition: '3.0' }), [shown({ approvedAt: at })], true, 'change'],
    ['where no card is', said('mail: yes'), [], false, 'tell'],
    ['of a bot where no card is', said('mail: yes', { by: null }), [], false, 'nothing'],
  ] as const)('%s', (_name, message, known, isBelowCard, expected) => {
    expect(kind(message, [...known], isBelowCard)).toBe(expected);
  });

  test('that is deleted takes its open previews away; one that was sent is told of', () => {
    expect(deletedChange([shown(), shown({ previewId: 'v0', isOpen: false })], igpTor)).toEqual({
      event: 'reply-message-deleted',
      facts: [
        {
          fact: 'prompt-superseded',
          promptId: 'v1',
          because: 'The message was deleted, so this is not sent.',
        },
      ],
      drafts: [],
    });
    expect(deletedChange([shown({ approvedAt: at, isOpen: false })], igpTor).drafts).toEqual([
      {
        channel: 'note',
        key: 'note/reply-deleted/C1/2.0',
        promptId: 'q1',
        words: `The message was deleted here, but its mail to pat@example.org was let go on ${when}.`,
      },
    ]);
  });
});

describe('what became of a mail', () => {
  const reply = (changes: Partial<ReplyUnderWay> = {}): ReplyUnderWay => ({
    ...{
      replyId: 'r1',
      questionId: 'q1',
      inboundMailId: 'm1',
      toAddress: 'pat@example.org',
      approvedBy: 'U1',
    },
    ...{ told: null, status: 'pending', statusReason: null, attempts: 0, sentAt: null, ...changes },
  });
  const hold = { heldAt: at, heldBy: 'U2', reason: 'test' };
  const told = (changes: Partial<ReplyUnderWay>, standing: typeof hold | null = null) =>
    tellOfReply(reply(changes), { hold: standing, timeZone });

  test('that was sent closes its question, once', () => {
    const key = 'note/reply/r1/nothing-sent/1';
    expect(told({ status: 'sent', sentAt: at, attempts: 1 })).toEqual({
      expects: [{ row: 'outbox-key', key }],
      facts: [
        { fact: 'reply-told', replyId: 'r1', before: null, told: 'sent' },
        { fact: 'question-answered', promptId: 'q1', by: 'U1', inboundMailId: 'm1' },
      ],
      drafts: [{ channel: 'note', key, promptId: 'q1', words: `Sent to pat@example.org on ${when}.` }],
    });
  });

  test.each([
    ['waits for its turn', {}, null, null],
    ['is being sent', { status: 'sending' }, null, null],
    ['was told of', { status: 'failed', told: 'failed' }, null, null],
    [
      'waits as all mail is held',
      {},
      hold,
      `Not sent yet: all mail is held since ${when}. It goes out when mail is resumed.`,
    ],
    [
      'is held by a limit',
      { status: 'held', statusReason: 'too many' },
      null,
      'Not sent yet: the mail to pat@example.org is held: too many. Somebody has to let it go (“torq held” shows it).',
    ],
    [
      'was refused for now',
      { attempts: 2, statusReason: '451 later' },
      null,
      'Not sent yet: the mail server did not take the mail to pat@example.org: 451 later. torq tries again by itself.',
    ],
    [
      'may have gone out',
      { status: 'unknown' },
      null,
      'The mail to pat@example.org may or may not have gone out. A card in the channel asks what to do.',
    ],
    [
      'is no longer right',
      { status: 'superseded', statusReason: 'withdrawn' },
      null,
      'Not sent to pat@example.org: withdrawn. The question is still open.',
    ],
    [
      'failed',
      { status: 'failed', statusReason: '550 nobody' },
      null,
      'Not sent: the mail to pat@example.org failed: 550 nobody. The question is still open; please reach them another way.',
    ],
  ])('that %s', (_name, changes, standing, words) => {
    const news = told(changes, standing);
    expect(news?.drafts.map((draft) => draft.channel === 'note' && draft.words) ?? [null]).toEqual([words]);
    expect(news?.facts.some(({ fact }) => fact === 'question-answered') ?? false).toBe(false);
  });
});
