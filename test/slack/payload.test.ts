import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClick, readPerson, readSubmission } from '../../src/slack/payload.ts';

const click = {
  type: 'block_actions',
  user: { id: 'UANNA' },
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  container: { type: 'message', channel_id: 'C0TOR', message_ts: '1700000000.000100' },
  message: { text: 'SOQ of Pat &amp; Doe' },
  actions: [{ type: 'button', action_id: 'approve', block_id: 'prompt:p1', value: 'p1' }],
};
const place = { channel: 'C0TOR', ts: '1700000000.000100' };
const withAction = (changes: object) => ({ ...click, actions: [{ ...click.actions[0], ...changes }] });

const submission = {
  type: 'view_submission',
  user: { id: 'UANNA' },
  view: {
    callback_id: 'answer',
    private_metadata: JSON.stringify({ promptId: 'p1', choice: 'decline', place }),
    state: { values: { words: { words: { type: 'plain_text_input', value: ' Too late. ' } } } },
  },
};
const withMetadata = (private_metadata: string) => ({
  ...submission,
  view: { ...submission.view, private_metadata },
});
const withWords = (value: unknown) => ({
  ...submission,
  view: { ...submission.view, state: { values: { words: { words: { value } } } } },
});

describe('a click', () => {
  test('on our button is an answer without words', () => {
    expect(readClick(click)).toMatchObject({
      answer: { promptId: 'p1', choice: 'approve', by: 'UANNA', reason: null, place },
      triggerId: click.trigger_id,
      matter: 'SOQ of Pat & Doe',
    });
  });

  test('without a place is still an answer', () => {
    expect(readClick({ ...click, container: { type: 'view' } })?.answer.place).toBeNull();
  });

  test.each([
    ['another block id than that of its prompt', withAction({ block_id: 'prompt:p2' })],
    ['a choice that does not exist', withAction({ action_id: 'delete' })],
    ['a choice that every object has', withAction({ action_id: 'constructor' })],
    ['another element', withAction({ type: 'static_select' })],
    ['a value with other characters', withAction({ value: "p1' or 1=1", block_id: "prompt:p1' or 1=1" })],
    ['an endless value', withAction({ value: 'p'.repeat(201), block_id: `prompt:${'p'.repeat(201)}` })],
    ['no value', withAction({ value: undefined })],
    ['a user that is no id', { ...click, user: { id: '<!channel>' } }],
    ['no user', { ...click, user: undefined }],
    ['no trigger', { ...click, trigger_id: '' }],
    ['no actions', { ...click, actions: [] }],
    ['actions that are no list', { ...click, actions: { 0: click.actions[0] } }],
  ])('with %s is refused', (_, body) => {
    expect(readClick(body)).toBeNull();
  });

  test.each([
    { channel_id: 'C0TOR', message_ts: 'now' },
    { channel_id: '../C0TOR', message_ts: '1.1' },
    { channel_id: ['C0TOR'], message_ts: '1.1' },
  ])('with the place %j has none', (container) => {
    expect(readPerson({ ...click, container })).toEqual({ user: 'UANNA', place: null });
  });
});

describe('a submission', () => {
  test('of our form is an answer with trimmed words', () => {
    const answer = { promptId: 'p1', choice: 'decline', by: 'UANNA', reason: 'Too late.', place };
    expect(readSubmission(submission)).toEqual({ answer });
  });

  test.each<[string, unknown, readonly number[] | undefined]>([
    ['those that are set', [{ value: '1' }, { value: '0' }], [1, 0]],
    ['none', [], undefined],
    ['no list', { 0: { value: '1' } }, undefined],
    ['what is no number', [{ value: '-1' }, { value: '1e3' }, { value: 2 }, null, {}], undefined],
  ])('brings the check boxes: %s', (_name, selected_options, chosen) => {
    const values = { ...submission.view.state.values, reasons: { reasons: { selected_options } } };
    const body = { ...submission, view: { ...submission.view, state: { values } } };
    expect(readSubmission(body)).toMatchObject({ answer: { reason: 'Too late.' } });
    const read = readSubmission(body);
    expect(read !== null && 'answer' in read ? read.answer.chosen : null).toEqual(chosen);
  });

  test('with check boxes needs no words', () => {
    const values = {
      words: { words: { value: null } },
      reasons: { reasons: { selected_options: [{ value: '0' }] } },
    };
    const body = { ...submission, view: { ...submission.view, state: { values } } };
    expect(readSubmission(body)).toMatchObject({ answer: { reason: null, chosen: [0] } });
  });

  test.each(['', ' \n ', null, undefined, 5, ['x'], 'x'.repeat(3001)])(
    'with the words %j complains',
    (words) => {
      expect(readSubmission(withWords(words))).toEqual({ complaint: expect.any(String) });
    },
  );

  test.each([
    ['no JSON', withMetadata('{')],
    ['nothing', withMetadata('')],
    ['null', withMetadata('null')],
    ['a choice that asks for no words', withMetadata('{"promptId":"p1","choice":"approve","place":null}')],
    ['an inherited promptId', withMetadata('{"__proto__":{"promptId":"p1"},"choice":"decline"}')],
    ['a promptId that is an object', withMetadata('{"promptId":{"not":null},"choice":"decline"}')],
  ])('with %s as what it was asked about is refused', (_, body) => {
    expect(readSubmission(body)).toBeNull();
  });

  test('of another form is refused', () => {
    expect(readSubmission({ ...submission, view: { ...submission.view, callback_id: 'other' } })).toBeNull();
  });
});

test('nothing that can be sent makes the reading throw', () => {
  fc.assert(
    fc.property(
      fc.anything({ maxDepth: 5, key: fc.constantFrom('user', 'id', 'actions', 'view') }),
      (body) => {
        expect([readClick(body), readSubmission(body)]).toEqual([null, null]);
        readPerson(body);
      },
    ),
  );
});
