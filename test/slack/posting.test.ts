import { describe, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../../src/errors.ts';
import { useFakeSlack } from './fake-door.ts';
import { soqApproval } from './prompts.ts';

const fake = useFakeSlack({ pageSize: 2 });
const since = new Date();

describe('posting', () => {
  test.each(['lost', 'broken-off'] as const)(
    'whose answer is %s makes one card, which is found',
    async (fault) => {
      const door = await fake.open();
      fake.slack.fail('chat.postMessage', fault);
      await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
      expect(fake.slack.messages).toHaveLength(1);
      const found = await door.find(soqApproval().id, 'C0TOR', since);
      expect(found).toEqual({ channel: 'C0TOR', ts: fake.slack.messages[0]?.ts });
    },
  );

  test('in the thread of a card says our words, and mentions nobody but people', async () => {
    const door = await fake.open();
    await door.reply({ channel: 'C0TOR', ts: '5.6' }, 'It waits. <@U01> <!channel> & more', {
      key: 'note-1',
      again: false,
    });
    expect(fake.slack.calls('chat.postMessage').at(-1)?.args).toMatchObject({
      channel: 'C0TOR',
      thread_ts: '5.6',
      text: 'It waits. <@U01> &lt;!channel&gt; &amp; more',
    });
  });

  test('that Slack refused leaves nothing to be found', async () => {
    const door = await fake.open();
    fake.slack.fail('chat.postMessage', { error: 'internal_error' });
    await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toBeNull();
  });

  test('twice all the same is answered with the first card', async () => {
    const door = await fake.open();
    const first = await door.post(soqApproval());
    await door.post(soqApproval());
    for (let i = 0; i < 3; i++) await door.post(soqApproval({ id: `other-${i}` }));
    await door.post(soqApproval());
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toEqual(first);
  });

  test('is not mistaken for a message of somebody else that looks the same', async () => {
    const door = await fake.open();
    await door.post(soqApproval());
    for (const message of fake.slack.messages) Object.assign(message, { user: 'UEVE', bot_id: 'B0EVE' });
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toBeNull();
  });

  test('is found by its metadata when somebody took its blocks away', async () => {
    const door = await fake.open();
    const posted = await door.post(soqApproval());
    for (const message of fake.slack.messages) message.blocks = [];
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toEqual(posted);
  });

  test.each([
    ['HTTP 429', { status: 429, headers: { 'retry-after': '30' } }],
    ['HTTP 429 without a time', { status: 429 }],
    ['HTTP 500', { status: 500 }],
    ['ratelimited', { error: 'ratelimited' }],
    ['a page of a proxy', { page: '<html>Bad gateway</html>' }],
  ])('answered with %s fails at once and may be tried again', async (_, fault) => {
    const door = await fake.open();
    fake.slack.fail('chat.postMessage', fault);
    await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
    expect(fake.slack.calls('chat.postMessage')).toHaveLength(1);
  });

  test('into a channel without the app says what to do, until it works again', async () => {
    const door = await fake.open();
    fake.slack.fail('chat.postMessage', { error: 'not_in_channel' });
    await expect(door.post(soqApproval())).rejects.toBeInstanceOf(PermanentError);
    expect(door.health()).toMatchObject({ connected: true, problem: expect.stringContaining('/invite') });
    await door.post(soqApproval());
    expect(door.health()).toMatchObject({ connected: true, problem: null });
  });
});

test.each([
  ['message_not_found', PermanentError],
  ['fatal_error', TransientError],
])('a card that cannot be redrawn because of %s is an error, not silence', async (error, kind) => {
  const door = await fake.open();
  const posted = await door.post(soqApproval());
  fake.slack.fail('chat.update', { error });
  await expect(door.redraw(soqApproval({ place: posted }))).rejects.toBeInstanceOf(kind);
});
