import { expect, test } from 'vitest';
import { type JunkFind, junkFindNotice } from '../../../src/core/decide/junk-find.ts';

const find = (changes: Partial<JunkFind> = {}): JunkFind => ({
  inboundMailId: 'mail-1',
  kind: 'payment',
  decision: 'apply',
  folders: ['Junk'],
  inbox: 'INBOX',
  from: 'orders@casqa.example',
  subject: 'Your order is complete',
  receivedAt: new Date('2023-05-12T19:00:00Z'),
  zone: 'America/Los_Angeles',
  ...changes,
});

test('a payment in Junk is told of: it was processed, and what keeps the next one from getting there', () => {
  expect(junkFindNotice(find())).toEqual({
    key: 'card/junk-find/mail-1',
    title: 'A payment was found in Junk',
    facts: [
      ['From', 'orders@casqa.example'],
      ['Subject', 'Your order is complete'],
      ['Received', 'Friday, May 12, 2023, 12:00 PM PDT'],
      [
        'What it means',
        'Your mail server put it into Junk instead of INBOX. It has been processed like any other mail.',
      ],
      [
        'What to do',
        'Add the sender to the allow list of your mail server, so that the next mail is not lost. Move this one to INBOX if you like: it will not be processed twice.',
      ],
    ],
  });
});

test.each<[string, Partial<JunkFind>, string | null]>([
  ['an SOQ that needs a person', { kind: 'submission', decision: 'review' }, 'An SOQ was found in Junk'],
  [
    'a payment in two other folders',
    { folders: ['Junk', 'Quarantine'] },
    'A payment was found in Junk, Quarantine',
  ],
  ['a payment that is also in the inbox', { folders: ['INBOX', 'Junk'] }, null],
  ['a payment in the inbox', { folders: ['INBOX'] }, null],
  ['a question', { kind: 'question', decision: 'review' }, null],
  ['a payment that only looks like one', { kind: 'payment-lookalike', decision: 'review' }, null],
  ['a payment that is known already', { decision: 'ignore' }, null],
  ['a mail of which nobody knows where it was', { folders: [] }, null],
  ['a payment while no mailbox is configured', { inbox: null }, null],
])('%s', (_name, changes, title) => {
  expect(junkFindNotice(find(changes))?.title ?? null).toBe(title);
});
