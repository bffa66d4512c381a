import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { type SlackDoor, type SlackOptions, startSlack } from '../../src/slack/connection.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { buttonClick, formSubmission } from './payloads.ts';
import { soqApproval } from './prompts.ts';

let slack: FakeSlack;
let door: SlackDoor | undefined;
const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);

beforeEach(async () => {
  slack = await startFakeSlack({ pageSize: 2 });
  unhandled.length = 0;
  process.on('unhandledRejection', remember);
});
afterEach(async () => {
  await door?.stop();
  door = undefined;
  await slack.stop();
  process.off('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

async function open(changes: Partial<SlackOptions> = {}): Promise<SlackDoor> {
  const { apiUrl, botToken, appToken } = slack;
  door = await startSlack({
    apiUrl,
    botToken,
    appToken,
    log: createLog('silent'),
    mayAnswer: async () => null,
    onAnswer: async () => ({ kind: 'stands', tell: 'Approved.' }),
    ...changes,
  });
  return door;
}

const since = new Date();
const place = { channel: 'C0TOR', ts: '1700000000.000100' };

describe('posting', () => {
  test.each(['lost', 'broken-off'] as const)(
    'whose answer is %s makes one card, which is found',
    async (fault) => {
      const door = await open();
      slack.fail('chat.postMessage', fault);
      await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
      expect(slack.messages).toHaveLength(1);
      const found = await door.find(soqApproval().id, 'C0TOR', since);
      expect(found).toEqual({ channel: 'C0TOR', ts: slack.messages[0]?.ts });
    },
  );

  test('that Slack refused leaves nothing to be found', async () => {
    const door = await open();
    slack.fail('chat.postMessage', { error: 'internal_error' });
    await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toBeNull();
  });

  test('twice all the same is answered with the first card', async () => {
    const door = await open();
    const first = await door.post(soqApproval());
    for (let i = 0; i < 5; i++) await door.post(soqApproval({ id: `other-${i}` }));
    await door.post(soqApproval());
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toEqual(first);
  });

  test('is not mistaken for a message of somebody else that looks the same', async () => {
    const door = await open();
    await door.post(soqApproval());
    for (const message of slack.messages) Object.assign(message, { user: 'UEVE', bot_id: 'B0EVE' });
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toBeNull();
  });

  test('is found by its metadata when somebody took its blocks away', async () => {
    const door = await open();
    const posted = await door.post(soqApproval());
    for (const message of slack.messages) message.blocks = [];
    expect(await door.find(soqApproval().id, 'C0TOR', since)).toEqual(posted);
  });

  test.each([
    ['HTTP 429', { status: 429, headers: { 'retry-after': '30' } }],
    ['HTTP 429 without a time', { status: 429 }],
    ['HTTP 500', { status: 500 }],
    ['ratelimited', { error: 'ratelimited' }],
    ['a page of a proxy', { page: '<html>Bad gateway</html>' }],
  ])('answered with %s fails at once and may be tried again', async (_, fault) => {
    const door = await open();
    slack.fail('chat.postMessage', fault);
    await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
  });

  test('into a channel without the app says what to do, until it works again', async () => {
    const door = await open();
    slack.fail('chat.postMessage', { error: 'not_in_channel' });
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
  const door = await open();
  const posted = await door.post(soqApproval());
  slack.fail('chat.update', { error });
  await expect(door.redraw(soqApproval({ place: posted }))).rejects.toBeInstanceOf(kind);
});

describe('clicks', () => {
  test('are acknowledged at once although deciding is slow, and each person is told', async () => {
    const onAnswer: SlackOptions['onAnswer'] = async ({ by, promptId }) => {
      await sleep(800);
      return { kind: 'stands', tell: `${promptId} by <@${by}>` };
    };
    await open({ onAnswer });
    const clicks = Array.from({ length: 50 }, (_, i) => buttonClick({ promptId: `p${i}`, user: `U${i}A` }));
    const acks = await Promise.all(clicks.map((click) => slack.send(click)));
    expect(Math.max(...acks.map(({ ms }) => ms))).toBeLessThan(500);
    await expect.poll(() => slack.ephemerals.length).toBe(50);
    expect(slack.ephemerals).toContainEqual({ channel: 'C0TOR', user: 'U7A', text: 'p7 by <@U7A>' });
  });

  test('whose deciding fails are told so, and the next one works', async () => {
    let broken = true;
    await open({
      onAnswer: async () => {
        if (broken) throw new Error('database is locked');
        return { kind: 'stands', tell: 'Approved.' };
      },
    });
    await slack.send(buttonClick());
    await expect.poll(() => slack.ephemerals.at(-1)?.text).toMatch(/did not go through/);
    broken = false;
    await slack.send(buttonClick());
    await expect.poll(() => slack.ephemerals.at(-1)?.text).toBe('Approved.');
  });

  test('of a person who cannot be told in the channel are told by direct message', async () => {
    await open();
    slack.fail('chat.postEphemeral', { error: 'user_not_in_channel' });
    await slack.send(buttonClick());
    await expect
      .poll(() => slack.messages.map(({ channel, text }) => [channel, text]))
      .toEqual([['UANNA', 'Approved.']]);
  });

  test('on an unknown button are acknowledged and answered privately', async () => {
    await open({ onAnswer: () => Promise.reject(new Error('must not be asked')) });
    const { ms } = await slack.send(buttonClick({ choice: 'from-an-older-version' }));
    expect(ms).toBeLessThan(500);
    await expect
      .poll(() => slack.ephemerals)
      .toEqual([{ channel: 'C0TOR', user: 'UANNA', text: expect.stringMatching(/Nothing was changed/) }]);
  });

  test('with forged values are acknowledged, refused and told', async () => {
    const asked: unknown[] = [];
    await open({
      onAnswer: async (answer) => {
        asked.push(answer);
        return { kind: 'stands', tell: 'Approved.' };
      },
    });
    await slack.send(buttonClick({ promptId: 'p1', blockId: 'prompt:p2' }));
    await slack.send(formSubmission({ metadata: '{"promptId":"p1","choice":"approve","place":null}' }));
    await expect.poll(() => [slack.ephemerals.length, slack.messages.length]).toEqual([1, 1]);
    expect(asked).toEqual([]);
  });

  test('on a card that is weeks old arrive after a restart', async () => {
    const answers: unknown[] = [];
    await open({
      onAnswer: async (answer) => {
        answers.push(answer);
        return { kind: 'too-late', tell: 'Bob approved it on May 31.' };
      },
    });
    await slack.send(buttonClick({ promptId: 'p-old' }));
    await expect.poll(() => slack.ephemerals.at(-1)?.text).toBe('Bob approved it on May 31.');
    expect(answers).toEqual([{ promptId: 'p-old', choice: 'approve', by: 'UANNA', reason: null, place }]);
  });
});

describe('forms', () => {
  test('open although checking is slow, and are taken back from someone who may not answer', async () => {
    const mayAnswer: SlackOptions['mayAnswer'] = async () => {
      await sleep(300);
      return { kind: 'refused', tell: 'You are recused.' };
    };
    await open({ mayAnswer });
    await slack.send(buttonClick({ choice: 'decline' }));
    await expect.poll(() => slack.views.length).toBe(1);
    expect(slack.ephemerals).toEqual([]);
    await expect.poll(() => slack.views.map(({ id }) => id)).toEqual(['V1', 'V1']);
    await expect.poll(() => slack.ephemerals.map(({ text }) => text)).toEqual(['You are recused.']);
  });

  test('that Slack does not open in time ask for another click', async () => {
    await open();
    slack.fail('views.open', { error: 'expired_trigger_id' });
    await slack.send(buttonClick({ choice: 'decline' }));
    await expect.poll(() => slack.ephemerals.at(-1)?.text).toMatch(/click once more/);
  });

  test('without words stay open with a complaint', async () => {
    await open();
    const { payload } = await slack.send(formSubmission({ words: ' ' }));
    expect(payload).toEqual({ response_action: 'errors', errors: { words: expect.any(String) } });
  });

  test('close at once and bring their words', async () => {
    const answers: unknown[] = [];
    await open({
      onAnswer: async (answer) => {
        answers.push(answer);
        return { kind: 'stands', tell: 'Declined.' };
      },
    });
    const { payload } = await slack.send(formSubmission({ words: 'Part C\nPart D' }));
    expect(payload).toEqual({});
    await expect.poll(() => slack.ephemerals.at(-1)?.text).toBe('Declined.');
    expect(answers).toEqual([
      { promptId: 'p1', choice: 'decline', by: 'UANNA', reason: 'Part C\nPart D', place },
    ]);
  });
});
