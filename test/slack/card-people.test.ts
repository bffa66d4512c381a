import { expect, test } from 'vitest';
import { cardOf } from '../../src/slack/blocks.ts';
import { soqApproval } from './prompts.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `Pat ${at}`,
    address: 'p@example.org',
    personId: `p${at}`,
  }));
const buttons = (card: ReturnType<typeof cardOf>) =>
  card.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) =>
          element.type === 'button' ? [[element.action_id, element.text.text, element.value]] : [],
        )
      : [],
  );

test('a card about payers leads to each of them, as many as Slack shows, before its own button', () => {
  const shown = buttons(cardOf(soqApproval({ kind: 'payers', people: people(30) })));
  expect(shown.length).toBe(26);
  expect(shown[0]).toEqual([
    'look-person-of-card-0',
    'Pat 0',
    JSON.stringify({ personId: 'p0', part: 'facts', from: 0 }),
  ]);
  expect(shown.at(-1)?.[0]).toBe('seen');
});

test('no other card does, nor one that is answered', () => {
  const answered = { choice: 'seen', by: 'UANNA', at: new Date(0), reason: null };
  expect(buttons(cardOf(soqApproval({ kind: 'payers', people: people(1), answered })))).toEqual([]);
  expect(buttons(cardOf(soqApproval({ kind: 'notice', people: people(1) }))).map(([id]) => id)).toEqual([
    'seen',
  ]);
});
