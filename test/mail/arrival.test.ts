import { expect, test } from 'vitest';
import { arrival } from '../../src/mail/arrival.ts';

const date = { name: 'date', value: 'Fri, 19 May 2023 15:54:00 -0700' };
const statedAt = new Date('2023-05-19T22:54:00Z');
const internalDate = new Date('2023-05-20T00:00:00Z');
const ours = {
  name: 'received',
  value:
    'from mx.example.org (mx.example.org [192.0.2.1]) by mail.casqa.example; Fri, 19 May 2023 16:08:00 -0700 (PDT)',
};
const theirs = { name: 'received', value: 'from pc by mx.example.org; Fri, 19 May 2023 15:54:01 -0700' };

test("the topmost Received stamp counts, not the sender's date", () => {
  expect(arrival([ours, theirs, date], internalDate)).toEqual({
    receivedAt: new Date('2023-05-19T23:08:00Z'),
    source: 'received-header',
    statedAt,
  });
});

test.each([
  ['there is no stamp', [date]],
  ['the stamp has no date', [{ name: 'received', value: 'from a by b' }, theirs, date]],
  ['the stamp has no zone', [{ name: 'received', value: 'from a by b; Fri, 19 May 2023 16:08:00' }, date]],
])('INTERNALDATE counts when %s', (_name, headers) => {
  expect(arrival(headers, internalDate)).toEqual({
    receivedAt: internalDate,
    source: 'internal-date',
    statedAt,
  });
});

test('without either nothing is known', () => {
  expect(arrival([date])).toBeNull();
});
