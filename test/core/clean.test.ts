import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine, cleanLines } from '../../src/core/clean.ts';

test.each([
  ['a line break becomes a space', 'Pat\r\nBcc: all@example.org', 'Pat Bcc: all@example.org'],
  ['every kind of line break does', 'a\u2028b\u2029c\u0085d\u000be\ff', 'a b c d e f'],
  ['spaces at the ends and in a row go', '  Pat \t  Doe ', 'Pat Doe'],
  ['control characters go', 'P\u0000a\u001b[31mt\u007f\u009b', 'Pa[31mt'],
  ['what turns text around goes', 'Pat \u202Egpj.exe\u2066\u200F', 'Pat gpj.exe'],
  ['what cannot be seen goes', 'P\u200Ba\u2060t\uFEFF\u{E0041}', 'Pat'],
  ['half a character becomes the sign for it', 'Pat \uD83D', 'Pat \uFFFD'],
  [
    'letters of any language stay, with what joins them',
    'Zoë 李小龍 مهدی‌زاده O’Brien 👩‍🔬',
    'Zoë 李小龍 مهدی‌زاده O’Brien 👩‍🔬',
  ],
  ['markup is only text', '<b>_x_</b> [a](b) `c`', '<b>_x_</b> [a](b) `c`'],
])('%s', (_what, dirty, clean) => {
  expect(cleanLine(dirty)).toBe(clean);
});

test('line breaks stay where they are wanted, without empty lines at the ends or in a row', () => {
  expect(cleanLines('\n one\r\ntwo\u0007\n\n\n\u2028three\n ')).toEqual(['one', 'two', '', 'three']);
});

test('a cleaned line is clean', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanLine(text);
      expect(cleanLine(clean)).toBe(clean);
      expect(clean).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Bidi_Control}|^\s|\s$/u);
    }),
  );
});

test('visible text is never changed, only its spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(cleanLine(text)).toBe(text.split(' ').filter(Boolean).join(' '));
    }),
  );
});
