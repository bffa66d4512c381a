// What is posted into threads, what is read there, and the whole of a mail.
import { describe, expect, test } from 'vitest';
import type { PromptView } from '../../src/core/prompt.ts';
import type { StaffMessage } from '../../src/core/staff-message.ts';
import { eventually } from './eventually.ts';
import { useFakeSlack } from './fake-door.ts';
import { everythingToSee, nothingToSee } from './looks.ts';
import { soqApproval } from './prompts.ts';

const fake = useFakeSlack({ pageSize: 2 });
const thread = { channel: 'C0TOR', ts: '1700000000.000100' };
const since = new Date();
const preview = (changes: Partial<PromptView> = {}) =>
  soqApproval({ kind: 'reply-preview', title: 'Send this as mail?', body: 'Hello Pat', thread, ...changes });
const posts = () => fake.slack.calls('chat.postMessage').map(({ args }) => args);

describe('a card in a thread', () => {
  test('stands there alone; what an applicant writes is shown in the channel as well', async () => {
    const door = await fake.open();
    await door.post(preview());
    await door.post(preview({ id: 'p2', kind: 'question-mail' }));
    expect(posts().map(({ thread_ts, reply_broadcast }) => [thread_ts, reply_broadcast])).toEqual([
      [thread.ts, undefined],
      [thread.ts, 'true'],
    ]);
  });

  test('whose answer was lost is found in the thread, and not by looking in the channel', async () => {
    const door = await fake.open();
    fake.slack.fail('chat.postMessage', 'lost');
    await expect(door.post(preview())).rejects.toThrow();
    for (const id of ['a', 'b', 'c']) await door.post(preview({ id }));
    expect(await door.find(preview().id, 'C0TOR', since, thread.ts)).toEqual({
      channel: 'C0TOR',
      ts: fake.slack.messages[0]?.ts,
    });
    expect(await door.find(preview().id, 'C0TOR', since)).toBeNull();
    expect(await door.find(preview().id, 'C0TOR', since, '1.1')).toBeNull();
  });
});

describe('a message', () => {
  const event = (changes: object = {}, body: object = {}) => ({
    type: 'event_callback',
    team_id: 'T0FAKE',
    event: {
      type: 'message',
      channel: 'C0TOR',
      user: 'UANNA',
      text: 'mail: Yes',
      ts: '1700000001.000100',
      thread_ts: thread.ts,
      ...changes,
    },
    ...body,
  });
  const open = async (tell: string | null = null) => {
    const seen: StaffMessage[] = [];
    await fake.open({
      onMessage: async (message) => {
        seen.push(message);
        return { tell };
      },
    });
    return seen;
  };
  const send = (payload: object) => fake.slack.send(payload, 'events_api');

  test('reaches the house, and what there is to say to its writer is said in its thread alone', async () => {
    const seen = await open('Write in the thread.');
    await send(event());
    await eventually(() => fake.slack.ephemerals).toEqual([
      { channel: 'C0TOR', user: 'UANNA', text: 'Write in the thread.', thread_ts: thread.ts },
    ]);
    expect(seen.map(({ kind, ts }) => [kind, ts])).toEqual([['written', '1700000001.000100']]);
  });

  test('that fails is not silent', async () => {
    await fake.open({
      onMessage: async () => {
        throw new Error('database is locked');
      },
    });
    await send(event());
    await eventually(() => fake.slack.ephemerals.at(-1)?.text).toMatch(
      /nothing was sent. Please write it once/,
    );
  });

  test('of our own, or of another workspace, is not read', async () => {
    const seen = await open();
    await send(event({ user: 'U0BOT', bot_id: 'B0BOT' }));
    await send(event({}, { team_id: 'T0OTHER' }));
    await send(event({}, { team_id: undefined }));
    await send(event({ text: 'mail: last' }));
    await eventually(() => seen.length).toBe(1);
    expect(JSON.stringify(seen)).toContain('mail: last');
  });
});

test('what people wrote in a thread can be read again, page by page, without our own', async () => {
  const door = await fake.open();
  const at = (ts: string, changes: object = {}) =>
    Object.assign(
      { ts, thread_ts: thread.ts, channel: 'C0TOR', user: 'UANNA', text: `mail: ${ts}`, blocks: [] },
      { type: 'message' },
      changes,
    );
  fake.slack.messages.push(
    at(thread.ts),
    at('1700000001.1'),
    at('1700000002.1', { user: 'U0BOT' }),
    at('1700000003.1', { edited: { user: 'UANNA', ts: '1700000009.1' } }),
    at('1700000004.1', { thread_ts: '1.1' }),
  );
  expect((await door.messages(thread)).map(({ ts, edition }) => [ts, edition])).toEqual([
    ['1700000001.1', ''],
    ['1700000003.1', '1700000009.1'],
  ]);
});

describe('the whole mail', () => {
  const click = {
    type: 'block_actions',
    team: { id: 'T0FAKE' },
    user: { id: 'UANNA', team_id: 'T0FAKE' },
    trigger_id: '1.2.3',
    actions: [{ type: 'button', action_id: 'look-mail', block_id: 'prompt:q1', value: 'q1' }],
  };

  test('is shown in a window, its text plain', async () => {
    const asked: unknown[] = [];
    await fake.open({ looks: everythingToSee(asked) });
    await fake.slack.send(click);
    await eventually(() => JSON.stringify(fake.slack.views.at(-1)?.view)).toMatch(
      /May I &lt;ask&gt;\?.*&gt; You may/,
    );
    expect(asked).toEqual([['mail', 'UANNA', 'q1']]);
  });

  test('is not shown to everybody', async () => {
    await fake.open({ looks: nothingToSee });
    await fake.slack.send(click);
    await eventually(() => JSON.stringify(fake.slack.views.at(-1)?.view)).toMatch(/Not for you/);
  });
});
