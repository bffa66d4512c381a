import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookRefusal, pageOf, readCommandWords, searchWords } from '../../src/core/staff-view.ts';
import { programmeWith } from '../support/cases.ts';
import { igpTorSource } from '../support/programme.ts';

const lines = (count: number) => Array.from({ length: count }, (_, i) => ({ under: 'x', text: String(i) }));

describe('pages', () => {
  test.each([
    [0, 0, { from: 0, shown: [] }],
    [3, 0, { from: 0, shown: ['0', '1', '2'] }],
    [12, 10, { from: 10, shown: ['10', '11'] }],
    // Lines may have become fewer since the button was drawn.
    [12, 40, { from: 10, shown: ['10', '11'] }],
    [10, 10, { from: 0, shown: lines(10).map(({ text }) => text) }],
    [12, 13, { from: 10, shown: ['10', '11'] }],
  ])('of %i lines from %i', (count, from, { from: start, shown }) => {
    const page = pageOf(lines(count), from);
    expect({ ...page, lines: page.lines.map(({ text }) => text) }).toEqual({
      from: start,
      lines: shown,
      total: count,
    });
  });

  test('show every line once', () => {
    fc.assert(
      fc.property(fc.nat(200), (count) => {
        const seen: string[] = [];
        for (let from = 0; from === 0 || from < count; from += 10)
          seen.push(...pageOf(lines(count), from).lines.map(({ text }) => text));
        expect(seen).toEqual(lines(count).map(({ text }) => text));
      }),
    );
  });
});

describe('who may look', () => {
  const slack = (changes: object) => programmeWith({ slack: { ...igpTorSource.slack, ...changes } });
  const programmes = [
    slack({ approvers: ['UA'], finalApprover: null }),
    slack({ approvers: [], finalApprover: 'UF' }),
  ];

  test.each(['UA', 'UF'])('%s, who is listed in one of the programmes, may', (by) => {
    expect(lookRefusal(programmes, by)).toBeNull();
  });

  test.each(['UB', '', 'ua'])('"%s" may not', (by) => {
    expect(lookRefusal(programmes, by)).toMatch(/only those who decide/);
  });

  test('where nobody is listed, nobody may', () => {
    expect(lookRefusal([slack({ approvers: [], finalApprover: null })], 'UA')).not.toBeNull();
    expect(lookRefusal([], 'UA')).not.toBeNull();
  });
});

describe('the words of the command', () => {
  test.each([
    ['', { kind: 'overview' }],
    [' \n ', { kind: 'overview' }],
    ['Help', { kind: 'help' }],
    ['  Pat   Doe ', { kind: 'find', words: 'Pat Doe' }],
    ['#4812', { kind: 'find', words: '#4812' }],
    ['<mailto:pat@example.org|pat@example.org>', { kind: 'find', words: 'pat@example.org' }],
  ])('"%s"', (text, words) => {
    expect(readCommandWords(text)).toEqual(words);
  });

  test('are one line of at most 100 well-formed characters, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const words = searchWords(text);
        expect(words.length).toBeLessThanOrEqual(100);
        expect(words).not.toMatch(/[\n\r\t]/);
        expect(words.isWellFormed()).toBe(true);
      }),
    );
  });
});
