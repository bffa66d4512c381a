import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChoiceForm, choicesOf, type PromptView } from '../../src/core/prompt.ts';
import { cardOf } from '../../src/slack/blocks.ts';
import { formOf } from '../../src/slack/form.ts';
import { asksForWords } from '../../src/slack/payload.ts';
import { limitProblems } from '../support/slack-limits.ts';
import { soqApproval } from './prompts.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const bold = (text: string) => ({ type: 'mrkdwn', text: `*${text}*`, verbatim: true });
const forms: readonly ChoiceForm[] = Object.values(choicesOf).flat();

describe('a card', () => {
  test('of an open prompt shows title, facts and the buttons of its kind', () => {
    const { id } = soqApproval();
    const button = (action_id: string, text: string) => ({
      type: 'button',
      action_id,
      text: plain(text),
      value: id,
    });
    expect(cardOf(soqApproval())).toEqual({
      text: 'SOQ of Pat Doe · Received: May 30, 2026, 4:12 PM PDT (1 day before the deadline) · Payment: order 4812, $530.00',
      blocks: [
        { type: 'header', block_id: `card:${id}`, text: plain('SOQ of Pat Doe') },
        {
          type: 'section',
          fields: [
            bold('Received'),
            plain('May 30, 2026, 4:12 PM PDT (1 day before the deadline)'),
            bold('Payment'),
            plain('order 4812, $530.00'),
          ],
        },
        {
          type: 'actions',
          block_id: `prompt:${id}`,
          elements: [
            { ...button('approve', 'Approve'), style: 'primary' },
            { ...button('decline', 'Decline'), style: 'danger' },
            button('resubmittal', 'Request resubmittal'),
          ],
        },
      ],
    });
  });

  test('of an answered prompt says who, what, when and why, and has no buttons', () => {
    const answered = {
      choice: 'decline',
      by: 'UBOB',
      at: new Date('2026-06-01T06:30:00Z'),
      reason: 'Part C is missing.',
    };
    const card = cardOf(soqApproval({ facts: [], answered }));
    expect(card).toEqual({
      text: 'Decline, <@UBOB>: SOQ of Pat Doe',
      blocks: [
        { type: 'header', block_id: `card:${soqApproval().id}`, text: plain('SOQ of Pat Doe') },
        { type: 'section', text: plain('Reason: Part C is missing.') },
        {
          type: 'context',
          elements: [
            { type: 'mrkdwn', text: '*Decline* · <@UBOB> · May 31, 2026, 11:30 PM PDT', verbatim: true },
          ],
        },
      ],
    });
  });

  test('answered from elsewhere than Slack names its source as text', () => {
    const answered = {
      choice: 'expired',
      by: 'command line',
      at: new Date('2026-01-05T20:00:00Z'),
      reason: null,
    };
    expect(cardOf(soqApproval({ facts: [], answered })).blocks.slice(1)).toEqual([
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: '*expired* · command line · Jan 5, 2026, 12:00 PM PST', verbatim: true },
        ],
      },
    ]);
  });

  test('keeps markup from outside as text', () => {
    const { text, blocks } = cardOf(
      soqApproval({
        title: 'SOQ of <!channel> & <@UBOB>',
        facts: [['Subject', '<https://evil.example|Payment>\n*Payment*\nverified']],
      }),
    );
    expect(text).toBe(
      'SOQ of &lt;!channel&gt; &amp; &lt;@UBOB&gt; · Subject: &lt;https://evil.example|Payment&gt; *Payment* verified',
    );
    expect(blocks.slice(0, 2)).toEqual([
      {
        type: 'header',
        block_id: `card:${soqApproval().id}`,
        text: plain('SOQ of &lt;!channel&gt; &amp; &lt;@UBOB&gt;'),
      },
      {
        type: 'section',
        fields: [bold('Subject'), plain('&lt;https://evil.example|Payment&gt;\n*Payment*\nverified')],
      },
    ]);
  });

  test('shortens long values rather than leaving facts out', () => {
    const facts = Array.from({ length: 30 }, (_, i) => [`Fact ${i}`, 'x'.repeat(2000)] as const);
    const fields = cardOf(soqApproval({ facts })).blocks.flatMap((block) =>
      block.type === 'section' ? (block.fields ?? []) : [],
    );
    expect(fields.filter(({ type }) => type === 'plain_text').map(({ text }) => text)).toEqual(
      facts.map(() => `${'x'.repeat(199)}…`),
    );
  });

  test('with more facts than there is room for says how many are left out', () => {
    const facts = Array.from({ length: 400 }, (_, i) => [`Fact ${i}`, `value ${i}`] as const);
    const { blocks } = cardOf(soqApproval({ facts }));
    const shown =
      blocks.flatMap((block) => (block.type === 'section' ? (block.fields ?? []) : [])).length / 2;
    expect(shown).toBeGreaterThan(60);
    expect(blocks.at(-2)).toEqual({
      type: 'context',
      elements: [plain(`${400 - shown} more not shown here`)],
    });
  });
});

const hostile = fc.constantFrom(
  '<!channel> <!here|now> <@UBOB> <#C0TOR> <https://evil.example|safe> &amp; <script>',
  '&'.repeat(3000),
  '👩‍👩‍👧‍👦'.repeat(400),
  'שלום עולם ‮ 0.03$ مرحبا'.repeat(50),
  'a'.repeat(20_000),
  '\ud800 lone \udc00',
  '\u0000\u0007\r\n\r\n\t',
  '"\\"'.repeat(1500),
  '',
  ' ',
);
const words = fc.oneof(
  hostile,
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const promptView: fc.Arbitrary<PromptView> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...(Object.keys(choicesOf) as PromptView['kind'][])),
  title: words,
  facts: fc.array(fc.tuple(words, words), { maxLength: 60 }),
  channel: fc.constant('C0TOR'),
  place: fc.constant(null),
  version: fc.nat(),
  timeZone: fc.constantFrom('America/Los_Angeles', 'UTC', 'Asia/Kathmandu'),
  answered: fc.option(
    fc.record({
      choice: fc.oneof(fc.constantFrom(...forms.map(({ choice }) => choice as string)), words),
      by: fc.oneof(fc.constant('UBOB'), words),
      at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      reason: fc.option(words),
    }),
  ),
});

test('every card stays inside the limits of Slack', () => {
  fc.assert(
    fc.property(promptView, (prompt) => {
      const { text, blocks } = cardOf(prompt);
      expect(limitProblems(blocks)).toEqual([]);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(700);
      expect(text).not.toContain('\n');
    }),
    { numRuns: 300 },
  );
});

test('no card contains markup but the mention of who answered', () => {
  fc.assert(
    fc.property(promptView, (prompt) => {
      const { text, blocks } = cardOf(prompt);
      const shown = [text, ...textsIn(blocks)].map((part) =>
        prompt.answered?.by === 'UBOB' ? part.replace('<@UBOB>', '') : part,
      );
      expect(shown.filter((part) => /[<>]|&(?!(?:amp|lt|gt);)/.test(part))).toEqual([]);
      expect(shown.filter((part) => !part.isWellFormed())).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a card for a title of many megabytes is drawn in no time', () => {
  const huge = '<&👩‍👩‍👧‍👦'.repeat(500_000);
  const began = performance.now();
  const { blocks } = cardOf(
    soqApproval({ title: huge, facts: Array.from({ length: 60 }, () => [huge, huge]) }),
  );
  expect(limitProblems(blocks)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(400);
});

describe('a form', () => {
  test('asks for the words of a choice and carries what it is about', () => {
    const decline = choicesOf['soq-approval'][1];
    const place = { channel: 'C0TOR', ts: '1.2' };
    expect(formOf(decline, { promptId: 'p1', place }, 'SOQ of Pat & Doe')).toEqual({
      type: 'modal',
      callback_id: 'answer',
      private_metadata: JSON.stringify({ promptId: 'p1', choice: 'decline', place }),
      title: plain('Decline this SOQ'),
      submit: plain('Decline'),
      close: plain('Cancel'),
      blocks: [
        { type: 'section', text: plain('SOQ of Pat &amp; Doe') },
        {
          type: 'input',
          block_id: 'words',
          label: plain('Reason'),
          hint: plain('The applicant reads this. Say what was missing and be kind.'),
          element: {
            type: 'plain_text_input',
            action_id: 'words',
            multiline: true,
            max_length: 3000,
            focus_on_load: true,
          },
        },
      ],
    });
  });

  test.each(forms.filter(asksForWords))('for $choice has texts that Slack does not cut', (form) => {
    const { title, submit } = form.asks;
    expect([title.length <= 24, submit.length <= 24]).toEqual([true, true]);
    const view = formOf(form, { promptId: 'p', place: null }, null);
    expect(limitProblems(view.blocks, 100)).toEqual([]);
    expect(view.title.text).toBe(title);
  });

  test('is the same for a choice in every kind of prompt, because a click names only its choice', () => {
    for (const form of forms) {
      const others = forms.filter(({ choice }) => choice === form.choice);
      expect(others.map(({ asks }) => asks)).toEqual(others.map(() => form.asks));
    }
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}
