import { describe, expect, test } from 'vitest';
import type { ChoiceForm } from '../../src/core/choice.ts';
import { choicesOf } from '../../src/core/choices.ts';
import { formOf } from '../../src/slack/form.ts';
import { asksForWords } from '../../src/slack/payload.ts';
import { limitProblems } from '../support/slack-limits.ts';

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const forms: readonly ChoiceForm[] = Object.values(choicesOf).flat();

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

  test('offers what is said often, and then own words are not needed', () => {
    const decline = choicesOf['soq-approval'][1];
    const view = formOf(decline, { promptId: 'p1', place: null }, null, ['Experience', 'x'.repeat(80)]);
    expect(view.blocks[0]).toEqual({
      type: 'input',
      block_id: 'reasons',
      optional: true,
      label: plain('What is said often'),
      element: {
        type: 'checkboxes',
        action_id: 'reasons',
        options: [
          { text: plain('Experience'), value: '0' },
          { text: plain(`${'x'.repeat(74)}…`), value: '1' },
        ],
      },
    });
    expect(view.blocks[1]).toMatchObject({ block_id: 'words', optional: true });
    expect(limitProblems(view.blocks, 100)).toEqual([]);
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
