import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../../src/errors.ts';
import type { SlackOptions } from '../../src/slack/connection.ts';
import { startFakeSlack } from '../support/fake-slack.ts';
import { freePort } from '../support/servers/free-port.ts';
import { eventually } from './eventually.ts';
import { useFakeSlack } from './fake-door.ts';
import { buttonClick } from './payloads.ts';
import { soqApproval } from './prompts.ts';

const fake = useFakeSlack();
let promptIds: string[];
beforeEach(() => {
  promptIds = [];
});

/** A door that notes which prompts are answered. */
function open(changes: Partial<SlackOptions> = {}) {
  return fake.open({
    onAnswer: async ({ promptId }) => {
      promptIds.push(promptId);
      return { kind: 'stands', tell: 'Approved.' };
    },
    ...changes,
  });
}

test('a dropped connection is back soon, and clicks arrive', async () => {
  const door = await open();
  const before = door.health().since;
  fake.slack.dropConnections();
  const began = performance.now();
  await fake.slack.connected();
  expect(performance.now() - began).toBeLessThan(2000);
  await fake.slack.send(buttonClick());
  await eventually(() => promptIds).toEqual(['p1']);
  expect(door.health()).toMatchObject({ connected: true, problem: null });
  expect(door.health().since > before).toBe(true);
});

test('a connection that is dropped again and again is taken up more and more slowly', async () => {
  await open();
  const pauses: number[] = [];
  for (let drop = 0; drop < 4; drop++) {
    fake.slack.dropConnections();
    const began = performance.now();
    await fake.slack.connected();
    pauses.push(performance.now() - began);
  }
  expect(pauses[3]).toBeGreaterThan(1000);
});

test('Slack asking for another connection gets one', async () => {
  await open();
  fake.slack.sendRaw('{"type":"disconnect","reason":"refresh_requested"}');
  await eventually(() => fake.slack.calls('apps.connections.open').length).toBe(2);
  await fake.slack.connected();
  await fake.slack.send(buttonClick());
  await eventually(() => promptIds).toEqual(['p1']);
});

test('a refused reconnect does not end the process; the reason shows, and a good one follows', async () => {
  const door = await open();
  fake.slack.fail('apps.connections.open', { error: 'invalid_auth' }, 2);
  fake.slack.fail('apps.connections.open', { status: 500 });
  fake.slack.dropConnections();
  await eventually(() => door.health().problem).toMatch(/SLACK_APP_TOKEN/);
  expect(door.health().connected).toBe(false);
  await eventually(() => door.health()).toMatchObject({ connected: true, problem: null });
  await fake.slack.send(buttonClick());
  await eventually(() => promptIds).toEqual(['p1']);
  expect(fake.slack.calls('apps.connections.open')).toHaveLength(5);
});

test('the door opens while Slack is down, posts fail for now, and it connects when Slack is there', async () => {
  const port = await freePort();
  const door = await open({ apiUrl: `http://127.0.0.1:${port}/api/` });
  expect(door.health()).toMatchObject({ connected: false, problem: expect.stringContaining('reached') });
  await expect(door.post(soqApproval())).rejects.toBeInstanceOf(TransientError);
  const late = await startFakeSlack({ port });
  try {
    await eventually(() => door.health().connected).toBe(true);
    await late.send(buttonClick());
    await eventually(() => promptIds).toEqual(['p1']);
    expect(await door.post(soqApproval())).toMatchObject({ channel: 'C0TOR' });
  } finally {
    await door.stop();
    await late.stop();
  }
});

test('wrong tokens are a state with a sentence, not an end', async () => {
  const door = await open({ receiving: { kind: 'socket', appToken: 'xapp-wrong' }, botToken: 'xoxb-wrong' });
  expect(door.health()).toMatchObject({ connected: false, problem: expect.stringContaining('token') });
  await expect(door.post(soqApproval())).rejects.toBeInstanceOf(PermanentError);
});

test('a wrong bot token shows before the first card is due', async () => {
  const door = await open({ botToken: 'xoxb-wrong' });
  expect(door.health()).toMatchObject({
    connected: true,
    problem: expect.stringContaining('SLACK_BOT_TOKEN'),
  });
});

test('a click that comes in while the connection breaks is still decided', async () => {
  const decided: string[] = [];
  await open({
    onAnswer: async ({ promptId }) => {
      fake.slack.dropConnections();
      await sleep(100);
      decided.push(promptId);
      return { kind: 'stands', tell: 'Approved.' };
    },
  });
  const payload = buttonClick();
  fake.slack.sendRaw(JSON.stringify({ envelope_id: 'e', type: 'interactive', payload }));
  await eventually(() => fake.slack.ephemerals.map(({ text }) => text)).toEqual(['Approved.']);
  expect(decided).toEqual(['p1']);
  await fake.slack.connected();
});

test('frames that make no sense do no harm', async () => {
  await open();
  for (const frame of ['', 'not json', '{}', '{"type":"interactive"}', '{"type":"hello"}'])
    fake.slack.sendRaw(frame);
  fake.slack.sendRaw(
    '{"envelope_id":"e","type":"interactive","payload":{"type":"block_actions","actions":[]}}',
  );
  await fake.slack.send(buttonClick());
  await eventually(() => promptIds).toEqual(['p1']);
});

test('stopping waits for the click that has arrived, and takes no connection up again', async () => {
  let decided = false;
  const door = await open({
    onAnswer: async () => {
      await sleep(300);
      decided = true;
      return { kind: 'stands', tell: 'Approved.' };
    },
  });
  await fake.slack.send(buttonClick());
  await door.stop();
  expect(decided).toBe(true);
  expect(fake.slack.ephemerals).toHaveLength(1);
  await sleep(500);
  expect([fake.slack.connections(), fake.slack.calls('apps.connections.open').length]).toEqual([0, 1]);
});

test('stopping does not wait for a Slack that never answers', async () => {
  const door = await open();
  fake.slack.greets = false;
  fake.slack.dropConnections();
  await eventually(() => fake.slack.calls('apps.connections.open').length).toBe(2);
  const began = performance.now();
  await door.stop();
  expect(performance.now() - began).toBeLessThan(3000);
});

test('a connection that died without a word is noticed, and replaced', async () => {
  const silent = await startFakeSlack({ pongs: false });
  const door = await open({ apiUrl: silent.apiUrl });
  try {
    const replaced = () => silent.calls('apps.connections.open').length;
    await eventually(replaced).toBe(2);
  } finally {
    await door.stop();
    await silent.stop();
  }
});
