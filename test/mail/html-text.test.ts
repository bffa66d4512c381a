import { describe, expect, test } from 'vitest';
import { htmlText } from '../../src/mail/html-text.ts';

test.each([
  [
    'rows',
    '<table><tr><th>Total:</th><td><b>$5</b>.00</td></tr><tr><td>A</td><td></td><td>B</td></tr></table>',
    'Total:\t$5.00\nA\tB',
  ],
  [
    'a cell with details',
    '<table><tr><td>Fee<ul><li>for Pat</li></ul></td><td>1</td></tr></table>',
    'Fee\t1\nfor Pat',
  ],
  [
    'a table in a cell',
    '<table><tr><td><table><tr><td><img></td><td><h3>Fee</h3></td></tr></table></td><td>1</td></tr></table>',
    'Fee\t1',
  ],
  [
    'addresses side by side',
    '<table><tr><td>Billing<br>Pat</td><td>Shipping<br>Ann</td></tr></table>',
    'Billing\nPat\nShipping\nAnn',
  ],
  ['entities', '<p>A&nbsp;&amp;&#160;B &mdash; &#36;5 &euro;</p>', 'A & B \u2014 $5 \u20ac'],
  ['quotations', 'Yes<blockquote>No<blockquote>Why</blockquote></blockquote>So', 'Yes\n> No\n> > Why\nSo'],
  [
    'what is not shown',
    '<title>T</title><style>p{}</style><script>x()</script><!-- c --><p>Words</p>',
    'Words',
  ],
  ['paragraphs and breaks', '<div>One</div><div><br></div><div>Two<br>Three</div>', 'One\n\nTwo\nThree'],
  ['cells without a table', '<td>One<td>Two', 'One Two'],
])('%s', (_name, html, text) => {
  expect(htmlText(html)).toEqual({ text, note: null });
});

test('more than two million characters are not read, and it says so', () => {
  const { text, note } = htmlText(`<p>start</p>${'<i>x</i>'.repeat(300_000)}<p>end</p>`);
  expect({ starts: text.startsWith('start'), ends: text.endsWith('end'), note }).toEqual({
    starts: true,
    ends: false,
    note: 'HTML longer than 2000000 characters, the rest was not read',
  });
});

describe('hostile HTML takes linear time', () => {
  test.each([
    ['20,000 nested tags', `${'<div>'.repeat(20_000)}x`],
    ['20,000 nested tables', `${'<table><tr><td>'.repeat(20_000)}x`],
    ['600,000 open tags', '<b>'.repeat(600_000)],
    ['600,000 stray end tags', `${'<b>'.repeat(20_000)}${'</u>'.repeat(400_000)}`],
    ['5 MB of links', '<a href="https://example.org/a">link</a> '.repeat(125_000)],
    ['a million entities', '&lt;'.repeat(1_000_000)],
    ['nested quotations', '<blockquote>x'.repeat(100_000)],
  ])('%s', (_name, html) => {
    const started = performance.now();
    htmlText(html);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
