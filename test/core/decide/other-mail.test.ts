import { describe, expect, test } from 'vitest';
import type {
  BouncedRecipient,
  Classification,
  MailKind,
} from '../../../src/core/classify/classification.ts';
import { homelessAnswer } from '../../../src/core/decide/homeless.ts';
import type { OtherMailInput } from '../../../src/core/decide/mail-review.ts';
import { decideOtherMail } from '../../../src/core/decide/other-mail.ts';
import { receivedAt } from '../../support/cases.ts';
import { attachment } from '../../support/mail-value.ts';
import { igpTor } from '../../support/programme.ts';

const now = new Date('2023-05-12T17:00:00Z');

function input(kind: MailKind, changes: Partial<OtherMailInput> = {}, said: Partial<Classification> = {}) {
  const classification: Classification = {
    kind,
    reason: 'it says so',
    payment: null,
    bounce: null,
    command: null,
    replyText: 'Hello',
    ...said,
  };
  return {
    classification,
    inboundMailId: 'mail-3',
    from: 'Pat Doe <pat@example.org>',
    subject: 'A subject',
    arrival: receivedAt('2023-05-12T17:00:00Z'),
    attachments: [],
    timeZone: 'America/Los_Angeles',
    about: null,
    matched: 'nothing names a person we know',
    ourMail: null,
    homeless: null,
    likely: [],
    assigned: null,
    promptId: 'new-prompt',
    now,
    ...changes,
  };
}

test.each(['auto-reply', 'own-mail', 'bulk', 'calendar'] as const)('%s: nothing to do, no answer', (kind) => {
  expect(decideOtherMail(input(kind))).toEqual({
    kind: 'ignore',
    reason: `${kind}: nothing to do`,
    about: null,
    facts: [],
  });
});

test('what a person wrote goes to staff with all that is known', () => {
  const about = { kind: 'application', id: 'application-1' } as const;
  expect(decideOtherMail(input('question', { about, matched: 'matched by its signed address' }))).toEqual({
    kind: 'review',
    reason: 'A question needs a person',
    about,
    facts: [],
    drafts: [
      {
        channel: 'slack',
        key: 'card/mail-review/mail-3',
        prompt: {
          id: 'new-prompt',
          kind: 'mail-review',
          title: 'A question',
          facts: [
            ['From', 'Pat Doe <pat@example.org>'],
            ['Subject', 'A subject'],
            ['Received', 'Friday, May 12, 2023, 10:00 AM PDT'],
            ['Why you see it', 'it says so; A question needs a person'],
            ['Whose', 'matched by its signed address'],
            ['Text', 'Hello'],
          ],
          applicationId: 'application-1',
          submissionId: null,
          paymentId: null,
          inboundMailId: 'mail-3',
          outboxItemId: null,
        },
      },
    ],
  });
});

test.each(['payment-lookalike', 'agreement', 'command', 'unreadable'] as const)(
  '%s goes to staff',
  (kind) => {
    expect(decideOtherMail(input(kind))).toMatchObject({ kind: 'review', facts: [] });
  },
);

test('an SOQ without a fee goes to staff; its sender is told, once a cycle', () => {
  const at = new Date('2023-05-12T17:00:00Z');
  const homeless = homelessAnswer(igpTor, { address: 'pat@example.org', name: 'Pat' }, at);
  const decision = decideOtherMail(input('submission', { homeless }));
  expect(decision.kind === 'review' && decision.drafts.map(({ key }) => key)).toEqual([
    'card/mail-review/mail-3',
    'soq-without-fee/pat@example.org/2023',
  ]);
  const silent = decideOtherMail(input('submission'));
  expect(silent.kind === 'review' && silent.drafts.map(({ key }) => key)).toEqual([
    'card/mail-review/mail-3',
  ]);
});

describe('a mail of ours that came back', () => {
  const failed: BouncedRecipient = {
    address: 'Pat@example.org',
    action: 'failed',
    status: '5.1.1',
    permanent: true,
  };
  const sent = { itemId: 'item-1', sentTo: 'pat@example.org', returnedBefore: 0, softBounces: 3 };
  const bounced = (recipients: BouncedRecipient[], ourMail: OtherMailInput['ourMail'] = sent) =>
    decideOtherMail(
      input('bounce', { ourMail }, { bounce: { recipients, originalMessageId: '<torq.x@casqa.example>' } }),
    );
  const full: BouncedRecipient = { ...failed, status: '4.2.2', permanent: false };
  const returned = (why: string) => ({ fact: 'mail-returned', outboxItemId: 'item-1', why, at: now });
  const stopped = { fact: 'address-bounced', address: 'pat@example.org', at: now };

  test('for good stops mail to that address, and staff are told', () => {
    expect(bounced([failed])).toMatchObject({
      kind: 'review',
      reason:
        'mail to pat@example.org cannot be delivered (5.1.1): no more mail goes there until somebody writes from it, or you say so',
      facts: [returned('cannot be delivered (5.1.1)'), stopped],
    });
  });

  test('for a while is lost all the same: staff are told, and mail still goes there', () => {
    expect(bounced([full])).toMatchObject({
      kind: 'review',
      reason:
        'a mail to pat@example.org did not arrive and will not be tried again (4.2.2): the 1st in a row; after the 3rd no more mail goes there',
      facts: [returned('did not arrive and will not be tried again (4.2.2)')],
    });
  });

  test('for a while, so many times in a row, stops mail to that address', () => {
    expect(bounced([full], { ...sent, returnedBefore: 2 })).toMatchObject({
      kind: 'review',
      reason:
        'a mail to pat@example.org did not arrive and will not be tried again (4.2.2): the 3rd in a row: no more mail goes there until somebody writes from it, or you say so',
      facts: [returned('did not arrive and will not be tried again (4.2.2)'), stopped],
    });
  });

  test('late is only kept: it is still on its way, and counts for nothing', () => {
    expect(
      bounced([{ ...full, action: 'delayed', status: '4.4.1' }], { ...sent, returnedBefore: 9 }),
    ).toEqual({
      kind: 'ignore',
      reason: 'mail to pat@example.org is delayed; its mail system is still trying',
      about: null,
      facts: [],
    });
  });

  test('from another address is a question: it may have been forwarded there', () => {
    expect(bounced([{ ...failed, address: 'pat@elsewhere.example' }])).toMatchObject({
      kind: 'review',
      reason: 'mail to pat@example.org came back from pat@elsewhere.example',
      facts: [],
    });
  });

  test('but names none of our mails stops nothing', () => {
    expect(bounced([failed], null)).toMatchObject({
      kind: 'review',
      reason: 'a bounce that names none of our mails',
      facts: [],
    });
  });
});

describe('what a machine tells and only a person can mend goes to staff without an answer', () => {
  test.each([
    ['complaint', null, 'it names none of our mails; nothing was stopped'],
    [
      'complaint',
      'pat@example.org',
      'it is about a mail that we sent to pat@example.org; nothing was stopped, mail still goes there',
    ],
    ['challenge', null, 'our mail waits until a person answers it'],
    ['challenge', 'pat@example.org', 'our mail to pat@example.org waits until a person answers it'],
  ] as const)('a %s about a mail to %s', (what, sentTo, reason) => {
    const ourMail = sentTo === null ? null : { itemId: 'item-1', sentTo, returnedBefore: 0, softBounces: 3 };
    const notice = { what, originalMessageId: null };
    const decision = decideOtherMail(input('auto-reply', { ourMail }, { notice }));
    const titles = {
      complaint: 'Somebody took our mail for spam',
      challenge: 'A filter holds a mail of ours back',
    };
    expect(decision).toMatchObject({ kind: 'review', reason, facts: [] });
    expect(decision.kind === 'review' && decision.drafts).toEqual([
      expect.objectContaining({
        channel: 'slack',
        prompt: expect.objectContaining({ title: titles[what] }),
      }),
    ]);
  });
});

test('a card lists what was attached, up to twenty files', () => {
  const attached = (count: number) => {
    const attachments = Array.from({ length: count }, (_, at) =>
      attachment({ filename: `${at + 1}.pdf`, pages: at === 0 ? 3 : null, bytes: 2048 }),
    );
    const decision = decideOtherMail(input('submission', { attachments }));
    const [card] = decision.kind === 'review' ? decision.drafts : [];
    return card?.channel === 'slack' ? new Map(card.prompt.facts).get('Attached')?.split('\n') : null;
  };
  expect(attached(0)).toBeUndefined();
  expect(attached(2)).toEqual(['1.pdf (3 pages, 2 KB)', '2.pdf (2 KB)']);
  expect(attached(22)?.slice(19)).toEqual(['20.pdf (2 KB)', 'and 2 more']);
});

test('a long text is cut, and an empty one is said to be so', () => {
  const textOf = (replyText: string) => {
    const decision = decideOtherMail(input('question', {}, { replyText }));
    const [card] = decision.kind === 'review' ? decision.drafts : [];
    return card?.channel === 'slack' ? card.prompt.facts.at(-1)?.[1] : undefined;
  };
  expect(textOf('x'.repeat(901))).toBe(`${'x'.repeat(900)} ...`);
  expect(textOf('  \n')).toBe('(no text)');
});
