import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthProblems } from '../../src/core/decide/reply-draft.ts';
import { cardOf } from '../../src/slack/blocks.ts';
import { portionsOf } from '../../src/slack/portions.ts';
import { limitProblems } from '../support/slack-limits.ts';
import { soqApproval } from './prompts.ts';

const joined = (text: string) =>
  portionsOf(text)
    .join('')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, '');

test('nothing of a text is lost between its portions, and each of them fits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a & b <c>', 'word\n', '😀', '\n\n', 'x'.repeat(700)), { maxLength: 60 }),
      (parts) => {
        const text = parts.join(' ');
        expect(joined(text)).toBe(text.replace(/\s+/g, ''));
        expect(portionsOf(text).every((portion) => portion.length <= 3000)).toBe(true);
      },
    ),
  );
});

test('a mail that is short enough to be sent is shown as a whole on its preview', () => {
  for (const sign of ['a', '&', '"', '\n-', 'a b\n']) {
    const body = sign.repeat(10_000);
    let length = body.length;
    while (lengthProblems(body.slice(0, length)).length > 0) length -= 50;
    const whole = body.slice(0, length);
    const { blocks } = cardOf(
      soqApproval({ kind: 'reply-preview', body: whole, facts: [['To', 'Pat <pat@example.org>']] }),
    );
    expect(limitProblems(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('It goes on');
  }
});
