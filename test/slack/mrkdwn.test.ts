import { describe, expect, test } from 'vitest';
import { behindSign } from '../../src/core/rich-text.ts';
import { toPlainText } from '../../src/render/plain-text.ts';
import { readMrkdwn } from '../../src/slack/mrkdwn.ts';

const emoji = new Map([
  ['wave', '👋'],
  ['+1', '👍'],
  ['party_parrot', null],
]);
const read = (text: string) => readMrkdwn(text, emoji);
const asText = (text: string) => toPlainText(read(text).words, []).trimEnd();
const paragraph = (...children: object[]) => [{ kind: 'paragraph', children }];
const words = (text: string) => ({ kind: 'text', text });

describe('formatting of Slack', () => {
  test.each([
    ['bold', '*May 19* it is', paragraph({ kind: 'strong', children: [words('May 19')] }, words(' it is'))],
    [
      'italics in bold',
      '*_so_*',
      paragraph({ kind: 'strong', children: [{ kind: 'em', children: [words('so')] }] }),
    ],
    [
      'a link with words',
      '<https://example.org/a_b?c=1&amp;d=2|the *form*>',
      paragraph({ kind: 'link', href: 'https://example.org/a_b?c=1&d=2', children: [words('the *form*')] }),
    ],
    [
      'a bare link',
      '<https://example.org/_x_>',
      paragraph({
        kind: 'link',
        href: 'https://example.org/_x_',
        children: [words('https://example.org/_x_')],
      }),
    ],
    ['stars in sums and names', '2*3*4 and a_b_c', paragraph(words('2*3*4 and a_b_c'))],
    ['entities', 'a &lt; b &amp;amp; c &gt; d', paragraph(words('a < b &amp; c > d'))],
    ['code', '`*x* &lt;b&gt;`', paragraph(words('*x* <b>'))],
    [
      'emoji with and without skin',
      ':wave::skin-tone-3: :+1:',
      paragraph(words('👋'), words(' '), words('👍')),
    ],
    ['times and unknown codes', 'at 10:30:45 :no_emoji:', paragraph(words('at 10:30:45 :no_emoji:'))],
    ['a date', '<!date^1684000000^{date}|May 13>', paragraph(words('May 13'))],
    ['a link that could run something', '<javascript:alert(1)|here>', paragraph(words('here'))],
    [
      'what turns text around or hides in it',
      'ab\u202ecd\u200b\uFDD00\uFDD1\uE0000\uE001',
      paragraph(words('abcd00')),
    ],
    ['an unclosed mark', '*so', paragraph(words('*so'))],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual({ words: expected, problems: [] });
  });

  test('paragraphs, lists, quotations and code keep their lines', () => {
    const text = [
      'Dear Pat,',
      'two lines.',
      '',
      '• one',
      '• *two*',
      '1. first',
      '2. second',
      '&gt; you wrote',
      '&gt; this',
      'My answer',
      '```',
      'a  b',
      'c',
      '```',
    ].join('\n');
    expect(asText(text)).toBe(
      'Dear Pat,\ntwo lines.\n\n- one\n- two\n\n1. first\n2. second\n\n> you wrote\n> this\n\nMy answer\na b\nc',
    );
  });

  test.each([
    ['Ask <@U012ABC>.', /mentions <@U012ABC>/],
    ['Ask <@U012ABC|kim>.', /mentions <@U012ABC>/],
    ['See <#C012ABC|tor-staff>.', /names a Slack channel/],
    ['<!here> look', /calls a group/],
    ['<!subteam^S012|@staff> look', /calls a group/],
    ['<https://casqa.slack.com/archives/C1/p1|this>', /link into Slack/],
    ['~not~ this', /struck-out/],
    ['hurray :party_parrot:', /:party_parrot: exists in Slack only/],
  ])('%s cannot be mailed', (text, problem) => {
    const { problems, words: kept } = read(text);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(JSON.stringify(kept)).not.toMatch(/[UCS]012/);
  });

  test.each([
    ['stars', '*a '.repeat(6000)],
    ['brackets', '<'.repeat(20_000)],
    ['backticks', '`a'.repeat(9000)],
    ['underlines and tildes', '_~'.repeat(9000)],
    ['colons', ':a'.repeat(9000)],
    ['quotations', '&gt;'.repeat(5000)],
    ['fences', '```'.repeat(6000)],
  ])('20,000 signs of %s are read quickly', (_name, text) => {
    const began = performance.now();
    read(text);
    expect(performance.now() - began).toBeLessThan(1500);
  });
});

describe('the sign', () => {
  const behind = (text: string, sign = 'mail:') => {
    const found = behindSign(read(text).words, sign);
    return found === null ? null : toPlainText(found, []).trimEnd();
  };

  test.each([
    ['mail: Yes.', 'Yes.'],
    ['Mail:Yes.', 'Yes.'],
    ['  MAIL:\n\nYes.', 'Yes.'],
    ['mail:\nYes.\nNo.', 'Yes.\nNo.'],
    ['mail: *Yes*', 'Yes'],
    ['mail:', ''],
    ['email: Yes.', null],
    ['> mail: Yes.', null],
    ['*mail:* Yes.', null],
    ['• mail: Yes.', null],
    ['', null],
  ])('%j: %j', (text, expected) => {
    expect(behind(text)).toBe(expected);
  });
});
