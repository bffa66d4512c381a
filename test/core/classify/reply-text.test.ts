import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replyText } from '../../../src/core/classify/reply-text.ts';

const wanted = 'Thank you.\n\nIs the deadline 4 pm Pacific?';

describe('what stands above the quoted mail is kept', () => {
  test.each([
    [
      'Gmail',
      'On Mon, May 8, 2023 at 9:14 AM CASQA <tor@casqa.example> wrote:\n\n> Dear Pat,\n> you may send it.',
    ],
    [
      'wrapped attribution',
      'On Mon, May 8, 2023 at 9:14 AM CASQA Trainer of Record\n<tor@casqa.example>\nwrote:\n\n> Dear Pat',
    ],
    [
      'Outlook',
      'From: CASQA <tor@casqa.example>\nSent: Monday, May 8, 2023 9:14 AM\nTo: Pat Doe\nSubject: SOQ\n\nDear Pat',
    ],
    [
      'Outlook with a line',
      '________________________________\nFrom: CASQA\nSent: Monday, May 8, 2023\nTo: Pat\nSubject: SOQ\n\nDear Pat',
    ],
    ['old Outlook', '-----Original Message-----\nFrom: CASQA\n\nDear Pat'],
    ['German', 'Am 08.05.2023 um 09:14 schrieb CASQA <tor@casqa.example>:\n> Dear Pat'],
    ['French', 'Le 8 mai 2023 \u00e0 09:14, CASQA <tor@casqa.example> a \u00e9crit :\n> Dear Pat'],
    ['Spanish', 'El lun, 8 may 2023 a las 9:14, CASQA (<tor@casqa.example>) escribi\u00f3:\n> Dear Pat'],
    ['bare quotation', '> Dear Pat,\n> you may send it.'],
    ['quotation and signature below', '> Dear Pat\n\n-- \nPat Doe'],
    ['Windows line ends', 'On Mon, May 8, 2023, CASQA wrote:\r\n> Dear Pat\r\n'],
  ])('%s', (_name, below) => {
    expect(replyText(`${wanted}\n\n${below}`)).toBe(wanted);
  });
});

describe('in doubt everything is kept', () => {
  test.each([
    ['no quotation', wanted],
    ['answers between quotations', 'Hello,\n\n> When is it due?\nMay 19.\n> May I send two files?\nYes.'],
    ['an answer below the quotation', 'On Mon, May 8, 2023, CASQA wrote:\n> Dear Pat\n\nI will.'],
    ['nothing but a forwarded mail', '---------- Forwarded message ---------\nFrom: CASQA\n\nYour receipt'],
    [
      'a sentence that begins like an attribution',
      'On this day I wrote something:\nthat was on May 8, 2023 of course.',
    ],
    ['a line that only looks like a header', 'From: my point of view it is fine.\nThanks'],
  ])('%s', (_name, text) => {
    expect(replyText(text)).toBe(text);
  });
});

test('never invents a word and never leaves nothing of something', () => {
  const line = fc.constantFrom(
    '',
    'yes',
    '> no',
    'From: a',
    'Sent: b',
    'To: c',
    'On 1 May 2023 x wrote:',
    '-----Original Message-----',
    '-- ',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      const found = replyText(text);
      expect(text.trim().startsWith(found)).toBe(true);
      expect(found === '').toBe(text.trim() === '');
    }),
  );
});

test.each([
  ['one endless line', 'On 1 '.repeat(40_000)],
  ['many attributions without an end', 'On 1 May 2023 <a@b.example> \n'.repeat(8_000)],
  ['many quotations', '> > > x\n'.repeat(30_000)],
  ['many labels', 'From: a\n'.repeat(30_000)],
  ['many dashes', '-'.repeat(200_000)],
])('takes no longer for %s', (_name, text) => {
  const started = performance.now();
  replyText(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});
