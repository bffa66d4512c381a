import { expect, test } from 'vitest';
import { readMarkdown } from '../../src/render/document.ts';
import { toPlainText } from '../../src/render/plain-text.ts';

const text = (markdown: string): string => toPlainText(readMarkdown(markdown), []);

test.each([
  [
    'a first heading is underlined twice as strongly as the others',
    '# One\n\n## Two',
    'One\n===\n\nTwo\n---\n',
  ],
  ['emphasis is words', 'a **b** *c* d', 'a b c d\n'],
  ['an escaped sign is that sign', 'a \\* b \\_c\\_', 'a * b _c_\n'],
  [
    'a link shows its address',
    'see [the page](https://example.org/a) now',
    'see the page (https://example.org/a) now\n',
  ],
  ['a link that is its own text is shown once', '[a@example.org](mailto:a@example.org)', 'a@example.org\n'],
  ['a hard break is a line break', 'one\\\ntwo', 'one\ntwo\n'],
  ['a soft break is a space', 'one\ntwo', 'one two\n'],
  ['a list is tight', '- a\n- b', '- a\n- b\n'],
  ['a numbered list counts on', '3. a\n3. b', '3. a\n4. b\n'],
  ['a list within a list is indented', '- a\n  - b\n- c', '- a\n\n  - b\n\n- c\n'],
  ['a quotation is marked on every line', '> a\n>\n> b', '> a\n>\n> b\n'],
  ['a rule is a line', 'a\n\n---\n\nb', `a\n\n${'-'.repeat(75)}\n\nb\n`],
])('%s', (_what, markdown, expected) => {
  expect(text(markdown)).toBe(expected);
});

test('lines end before column 76, also in lists, with their continuation under the first word', () => {
  const words = Array(30).fill('seven77').join(' ');
  expect(text(`${words}\n\n- ${words}`)).toBe(
    [
      ...[9, 9, 9, 3].map((count) => Array(count).fill('seven77').join(' ')),
      '',
      ...[9, 9, 9, 3].map(
        (count, at) => `${at === 0 ? '- ' : '  '}${Array(count).fill('seven77').join(' ')}`,
      ),
      '',
    ].join('\n'),
  );
});

test('an address longer than a line stays in one piece', () => {
  const address = `https://example.org/${'a'.repeat(200)}`;
  expect(text(`see [this](${address})`)).toBe(`see this\n(${address})\n`);
});
