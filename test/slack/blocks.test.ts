import { describe, expect, test } from 'vitest';
import { cardOf } from '../../src/slack/blocks.ts';
import { soqApproval } from './prompts.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const bold = (text: string) => ({ type: 'mrkdwn', text: `*${text}*`, verbatim: true });

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
            button('recuse', 'Recuse myself'),
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

  test('answered by naming a person says who it was, and what was written, as text', () => {
    const people = [{ name: '*Pat* <@UBOB>', address: 'pat@example.org' }];
    const at = new Date('2026-01-05T20:00:00Z');
    const answered = { choice: 'match-0', by: 'UBOB', at, reason: null };
    const match = (changes: object) =>
      cardOf(soqApproval({ kind: 'mail-review', facts: [], people, answered: { ...answered, ...changes } }));
    expect(match({}).blocks.at(-1)).toEqual({
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: '*It is Pat &lt;@UBOB&gt;* · <@UBOB> · Jan 5, 2026, 12:00 PM PST',
          verbatim: true,
        },
      ],
    });
    expect(match({ choice: 'match-other', reason: 'kim@example.org' }).blocks.at(-2)).toEqual({
      type: 'section',
      text: plain('Their mail address, name or order number: kim@example.org'),
    });
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

  test('lets nobody turn the direction of the text around', () => {
    const facts = [['Paid', '\u202e00.035$\u202c \u2067مرحبا\u2069']] as const;
    const [, section] = cardOf(soqApproval({ facts })).blocks;
    expect(section).toEqual({ type: 'section', fields: [bold('Paid'), plain('00.035$ مرحبا')] });
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
