import { describe, expect, test } from 'vitest';
import { readMessage } from '../../src/slack/read-message.ts';

const self = { userId: 'U0BOT', botId: 'B0BOT' };
const plain = {
  type: 'message',
  channel: 'C0TOR',
  user: 'UANNA',
  text: 'mail: Yes',
  ts: '1700000001.000100',
  thread_ts: '1700000000.000100',
};
const read = (event: unknown) => readMessage({ event }, self);
const edited = { user: 'UANNA', ts: '1700000009.000000' };

describe('a message event', () => {
  test('of somebody who writes in a thread', () => {
    expect(read({ ...plain, files: [{ id: 'F1', name: 'a.pdf', size: 12 }], subtype: 'file_share' })).toEqual(
      {
        kind: 'written',
        channel: 'C0TOR',
        ts: '1700000001.000100',
        thread: '1700000000.000100',
        by: 'UANNA',
        edition: '',
        isBroadcast: false,
        words: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'mail: Yes' }] }],
        problems: [],
        files: [{ id: 'F1', name: 'a.pdf', bytes: 12 }],
      },
    );
  });

  test('of an edit carries when it was edited; of links that unfold, nothing', () => {
    const message = { ...plain, edited };
    const event = { ...plain, subtype: 'message_changed', text: undefined, message };
    expect(read({ ...event, previous_message: { ...plain, text: 'mail: No' } })).toMatchObject({
      edition: '1700000009.000000',
      thread: '1700000000.000100',
    });
    expect(read({ ...event, previous_message: message })).toBeNull();
    expect(read({ ...event, message: plain, previous_message: { ...plain, text: 'other' } })).toBeNull();
  });

  test('of a deletion, also of one that leaves a stone', () => {
    const gone = { kind: 'deleted', channel: 'C0TOR', ts: plain.ts, thread: plain.thread_ts };
    const event = { type: 'message', channel: 'C0TOR', previous_message: plain };
    expect(read({ ...event, subtype: 'message_deleted', deleted_ts: plain.ts })).toEqual(gone);
    const stone = { ...plain, subtype: 'tombstone' };
    expect(read({ ...event, subtype: 'message_changed', message: stone })).toEqual(gone);
  });

  test.each([
    ['to the channel as well', { subtype: 'thread_broadcast' }, { isBroadcast: true, by: 'UANNA' }],
    ['of a bot', { subtype: 'bot_message', user: undefined, bot_id: 'B1' }, { by: null }],
    ['of an app in the name of a person', { bot_id: 'B1' }, { by: null }],
    ['that begins a thread', { thread_ts: plain.ts }, { thread: null }],
    ['in no thread', { thread_ts: undefined }, { thread: null }],
  ])('%s', (_name, change, expected) => {
    expect(read({ ...plain, ...change })).toMatchObject(expected);
  });

  test('names emoji by the signs that Slack gives with the blocks', () => {
    const element = { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fb' };
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [element] }] }];
    const message = read({ ...plain, text: 'mail: :wave::skin-tone-2:', blocks });
    expect(message?.kind === 'written' && JSON.stringify(message.words)).toContain('👋🏻');
  });

  test.each([
    ['our own by its user', { user: 'U0BOT' }],
    ['our own by its bot', { bot_id: 'B0BOT' }],
    ['of Slack itself', { subtype: 'channel_join' }],
    ['without a channel', { channel: 'nowhere' }],
    ['without a time', { ts: 'now' }],
    ['of another kind', { type: 'reaction_added' }],
  ])('%s is nothing', (_name, change) => {
    expect(read({ ...plain, ...change })).toBeNull();
  });

  test.each([
    [null],
    [undefined],
    [[]],
    ['text'],
    [{ event: null }],
    [{ event: { type: 'message', channel: 'C1', subtype: 'message_changed' } }],
  ])('%j is nothing', (body) => {
    expect(readMessage(body, self)).toBeNull();
  });
});
