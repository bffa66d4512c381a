import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { type SlackDoor, type SlackOptions, startSlack } from '../../src/slack/connection.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { freePort } from '../support/servers/free-port.ts';
import { buttonClick } from './payloads.ts';
import { soqApproval } from './prompts.ts';

let slack: FakeSlack;
let door: SlackDoor;
let promptIds: string[];
const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);

beforeEach(async () => {
  slack = await startFakeSlack();
  promptIds = [];
  unhandled.length = 0;
  process.on('unhandledRejection', remember);
});
afterEach(async () => {
  await door.stop();
  await slack.stop();
  process.off('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

async function open(changes: Partial<SlackOptions> = {}): Promise<void> {
  const { apiUrl, botToken, appToken } = slack;
  door = await startSlack({
    apiUrl,
    botToken,
    appToken,
    log: createLog('silent'),
    mayAnswer: async () => null,
    onAnswer: async ({ promptId }) => {
      promptIds.push(promptId);
      return { kind: 'stands', tell: 'Approved.' };
    },
    ...changes,
  });
}

test('a dropped connection is back within a second, and clicks arrive', async () => {
  await open();
  const before = door.health().since;
  for (const id of ['p1', 'p2', 'p3']) {
    slack.dropConnections();
    const began = performance.now();
    await slack.connected();
    expect(performance.now() - began).toBeLessThan(1000);
    await slack.send(buttonClick({ promptId: id }));
  }
  await expect.poll(() => promptIds).toEqual(['p1', 'p2', 'p3']);
  expect(door.health()).toMatchObject({ connected: true, problem: null });
  expect(door.health().since > before).toBe(true);
});

test('Slack asking for another connection gets one', async () => {
  await open();
  slack.sendRaw('{"type":"disconnect","reason":"refresh_requested"}');
  await expect.poll(() => slack.calls('apps.connections.open').length).toBe(2);
  await slack.connected();
  await slack.send(buttonClick());
  await expect.poll(() => promptIds).toEqual(['p1']);
});

test('a refused reconnect does not end the process; the reason shows, and a good one follows', async () => {
  await open();
  slack.fail('apps.connections.open', { error: 'invalid_auth' }, 2);
  slack.fail('apps.connections.open', { status: 500 });
  slack.dropConnections();
  await expect.poll(() => door.health().problem).toMatch(/SLACK_APP_TOKEN/);
  expect(door.health().connected).toBe(false);
  await expect
    .poll(() => door.health(), { timeout: 10_000 })
    .toMatchObject({ connected: true, problem: null });
  await slack.send(buttonClick());
  await expect.poll(() => promptIds).toEqual(['p1']);
  expect(slack.calls('apps.connections.open')).toHaveLength(5);
});

test('the door opens while Slack is down, posts fail for now, and it connects when Slack is there', async () => {
  const port = await freePort();
  await open({ apiUrl: `http://127.0.0.1:${port}/api/` });
  expect(door.health()).toMatchObject({ connected: false, problem: expect.stringContaining('reached') });
  await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
  const late = await startFakeSlack({ port });
  try {
    await expect.poll(() => door.health().connected, { timeout: 10_000 }).toBe(true);
    await late.send(buttonClick());
    await expect.poll(() => promptIds).toEqual(['p1']);
    expect(await door.post(soqApproval())).toMatchObject({ channel: 'C0TOR' });
  } finally {
    await door.stop();
    await late.stop();
  }
});

test('wrong tokens are a state with a sentence, not an end', async () => {
  await open({ appToken: 'xapp-wrong', botToken: 'xoxb-wrong' });
  expect(door.health()).toMatchObject({ connected: false, problem: expect.stringContaining('token') });
  await expect(door.post(soqApproval())).rejects.toBeInstanceOf(PermanentError);
});

test('a wrong bot token shows before the first card is due', async () => {
  await open({ botToken: 'xoxb-wrong' });
  expect(door.health()).toMatchObject({
    connected: true,
    problem: expect.stringContaining('SLACK_BOT_TOKEN'),
  });
});

test('a click that comes in while the connection breaks is still decided', async () => {
  const decided: string[] = [];
  await open({
    onAnswer: async ({ promptId }) => {
      slack.dropConnections();
      await sleep(100);
      decided.push(promptId);
      return { kind: 'stands', tell: 'Approved.' };
    },
  });
  await slack.send(buttonClick());
  await expect.poll(() => slack.ephemerals.map(({ text }) => text)).toEqual(['Approved.']);
  expect(decided).toEqual(['p1']);
  await slack.connected();
});

test('frames that make no sense do no harm', async () => {
  await open();
  for (const frame of ['', 'not json', '{}', '{"type":"interactive"}', '{"type":"hello"}'])
    slack.sendRaw(frame);
  slack.sendRaw('{"envelope_id":"e","type":"interactive","payload":{"type":"block_actions","actions":[]}}');
  await slack.send(buttonClick());
  await expect.poll(() => promptIds).toEqual(['p1']);
});

test('stopping waits for the click that has arrived, and takes no connection up again', async () => {
  let decided = false;
  await open({
    onAnswer: async () => {
      await sleep(300);
      decided = true;
      return { kind: 'stands', tell: 'Approved.' };
    },
  });
  await slack.send(buttonClick());
  await door.stop();
  expect(decided).toBe(true);
  expect(slack.ephemerals).toHaveLength(1);
  await sleep(500);
  expect([slack.connections(), slack.calls('apps.connections.open').length]).toEqual([0, 1]);
});

test('stopping does not wait for a Slack that never answers', async () => {
  await open();
  slack.greets = false;
  slack.dropConnections();
  await expect.poll(() => slack.calls('apps.connections.open').length).toBe(2);
  const began = performance.now();
  await door.stop();
  expect(performance.now() - began).toBeLessThan(3000);
});
