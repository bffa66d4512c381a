import { expect, test } from 'vitest';
import { ignoreOldMail, oldMailNotice } from '../../../src/core/decide/old-mail.ts';

const zone = 'America/Los_Angeles';
const old = {
  kind: 'ignore',
  reason: 'received before IMAP_SINCE (2023-05-12): kept, and nothing else',
  about: null,
  facts: [],
};

test.each<[string, string | null, string, object | null]>([
  ['the day before', '2023-05-12', '2023-05-12T06:59:59Z', old],
  ['the first moment of the day, in the programme’s zone', '2023-05-12', '2023-05-12T07:00:00Z', null],
  ['later', '2023-05-12', '2024-01-01T00:00:00Z', null],
  ['long ago, when nothing is too old', null, '1999-01-01T00:00:00Z', null],
])('a mail of %s', (_name, since, receivedAt, decision) => {
  expect(ignoreOldMail(since, new Date(receivedAt), zone)).toEqual(decision);
});

test('all that were set aside are one card, with what they were', () => {
  const counts = [
    { kind: 'payment', count: 412 },
    { kind: 'bulk', count: 9000 },
    { kind: 'question', count: 412 },
  ];
  expect(oldMailNotice({ since: '2023-05-12', counts })).toMatchObject({
    key: 'card/old-mails/2023-05-12',
    title: '9824 old mails were set aside',
    facts: [
      ['Received before', 'Friday, May 12, 2023'],
      ['What they are', 'bulk 9000, payment 412, question 412'],
      ['What it means', expect.stringContaining('nobody was answered, no payment was counted')],
      ['What to do', expect.stringContaining('Nothing, if people have dealt with them')],
    ],
  });
  expect(oldMailNotice({ since: '2023-05-12', counts: [] })).toBeNull();
});
