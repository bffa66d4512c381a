// Requests over HTTP: which are let in, and what becomes of the others.
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { PermanentError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import type { SlackOptions } from '../../src/slack/connection.ts';
import { type Endpoint, postToApp, type RequestType, slackRequest } from '../support/slack-requests.ts';
import { eventually } from './eventually.ts';
import { useFakeSlack } from './fake-door.ts';
import { buttonClick } from './payloads.ts';

const fake = useFakeSlack({ over: 'http' });
let promptIds: string[];
let lines: string[];
beforeEach(() => {
  promptIds = [];
  lines = [];
});

/** A door that notes which prompts are answered, and what it warns of. */
async function open(changes: Partial<SlackOptions> = {}) {
  const warn = (_: object, line: string) => void lines.push(line);
  const log: Log = { debug: () => {}, info: () => {}, warn, error: warn };
  const onAnswer: SlackOptions['onAnswer'] = async ({ promptId }) => {
    promptIds.push(promptId);
    return { kind: 'stands', tell: 'Approved.' };
  };
  const door = await fake.open({ log, onAnswer, ...changes });
  const { receiving } = fake.slack;
  if (receiving.kind !== 'http') throw new Error('the door is not over HTTP');
  return { door, endpoint: receiving satisfies Endpoint };
}

type Changes = { type?: RequestType; secret?: string; at?: Date };
const signed = (endpoint: Endpoint, payload: object = buttonClick(), changes: Changes = {}) =>
  slackRequest(payload, { type: 'interactive', secret: endpoint.signingSecret, ...changes });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** A refused request leaves nothing behind: nothing was asked of the house, and nothing said in Slack. */
async function expectNoTrace(reason: RegExp) {
  await sleep(50);
  expect(promptIds).toEqual([]);
  expect(fake.slack.ephemerals).toEqual([]);
  expect(fake.slack.messages).toEqual([]);
  expect(lines).toEqual([expect.stringMatching(reason)]);
}

describe('a request is refused, with one line in the log and nothing else,', () => {
  test('when it is signed with another secret', async () => {
    const { endpoint } = await open();
    const forged = signed(endpoint, buttonClick(), { secret: 'somebody-elses-secret' });
    expect(await postToApp(endpoint, forged)).toMatchObject({ status: 401, text: '' });
    await expectNoTrace(/signature mismatch/);
  });

  test('when its body is not the one that was signed', async () => {
    const { endpoint } = await open();
    const { headers } = signed(endpoint);
    const { body } = signed(endpoint, buttonClick({ promptId: 'p2' }));
    expect((await postToApp(endpoint, { body, headers })).status).toBe(401);
    await expectNoTrace(/signature mismatch/);
  });

  test.each(['x-slack-signature', 'x-slack-request-timestamp'])('when it has no %s', async (name) => {
    const { endpoint } = await open();
    const { body, headers } = signed(endpoint);
    const { [name]: _, ...others } = headers;
    expect((await postToApp(endpoint, { body, headers: others })).status).toBe(401);
    await expectNoTrace(new RegExp(name));
  });

  test.each([
    ['older than five minutes', minutesAgo(6)],
    ['more than five minutes ahead', minutesAgo(-6)],
    ['no time at all', new Date(Number.NaN)],
  ])('when its time is %s', async (_, at) => {
    const { endpoint } = await open();
    expect((await postToApp(endpoint, signed(endpoint, buttonClick(), { at }))).status).toBe(401);
    await expectNoTrace(/five minutes off/);
  });

  test('when it is too large, said beforehand or only found out', async () => {
    const { endpoint } = await open();
    const large = signed(endpoint, { ...buttonClick(), padding: 'x'.repeat(1024 * 1024) });
    const before = await postToApp(endpoint, large).catch(() => null);
    expect(before === null || before.status === 413).toBe(true);
    expect(await inPieces(endpoint, large)).toBe(413);
    expect(promptIds).toEqual([]);
    expect(lines).toEqual([
      expect.stringMatching(/too large/),
      expect.stringMatching(/maximum allowed size/),
    ]);
  });

  test('when its path or its method is not ours', async () => {
    const { endpoint } = await open();
    expect((await postToApp(endpoint, signed(endpoint), { path: '/slack/eventsx' })).status).toBe(404);
    expect((await postToApp(endpoint, signed(endpoint), { path: '//' })).status).toBe(404);
    expect((await postToApp(endpoint, signed(endpoint), { method: 'GET' })).status).toBe(405);
    expect((await postToApp(endpoint, signed(endpoint), { method: 'PUT' })).status).toBe(405);
    expect(promptIds).toEqual([]);
    expect(lines).toHaveLength(4);
  });

  test('when it is signed and makes no sense', async () => {
    const { endpoint } = await open();
    const { headers } = signed(endpoint);
    const body = 'not json';
    const posted = slackRequest({}, { type: 'events_api', secret: endpoint.signingSecret });
    expect((await postToApp(endpoint, { body, headers })).status).toBe(401);
    expect((await postToApp(endpoint, posted)).status).toBe(404);
    expect(promptIds).toEqual([]);
  });
});

describe('a request that is sent again word for word', () => {
  test('is refused, also side by side with the first', async () => {
    const { endpoint } = await open();
    const click = signed(endpoint);
    const both = await Promise.all([postToApp(endpoint, click), postToApp(endpoint, click)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await postToApp(endpoint, click)).status).toBe(401);
    await eventually(() => promptIds).toEqual(['p1']);
    expect(lines).toEqual([expect.stringMatching(/came before/), expect.stringMatching(/came before/)]);
  });

  test('cannot be kept out by sending its signature first with another body', async () => {
    const { endpoint } = await open();
    const { body, headers } = signed(endpoint);
    expect((await postToApp(endpoint, { body: `${body}&x=1`, headers })).status).toBe(401);
    expect((await postToApp(endpoint, { body, headers })).status).toBe(200);
    await eventually(() => promptIds).toEqual(['p1']);
  });
});

describe('a signed request', () => {
  test('that asks whether the address is ours gets its challenge back', async () => {
    const { endpoint } = await open();
    const asked = { type: 'url_verification', challenge: '3eZbrw1a' };
    const answer = await postToApp(endpoint, signed(endpoint, asked, { type: 'events_api' }));
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { challenge: '3eZbrw1a' }]);
  });

  test('is acknowledged at once although deciding is slow', async () => {
    const { endpoint } = await open({
      onAnswer: async () => {
        await sleep(800);
        return { kind: 'stands', tell: 'Approved.' };
      },
    });
    expect(await postToApp(endpoint, signed(endpoint))).toMatchObject({ status: 200, text: '' });
    expect(fake.slack.ephemerals).toEqual([]);
    await eventually(() => fake.slack.ephemerals.map(({ text }) => text)).toEqual(['Approved.']);
  });

  test('that Slack repeats, because it did not hear the answer, reaches the house again', async () => {
    const { endpoint } = await open();
    await postToApp(endpoint, signed(endpoint));
    await postToApp(endpoint, signed(endpoint, buttonClick(), { at: new Date(Date.now() + 1000) }));
    await eventually(() => promptIds).toEqual(['p1', 'p1']);
  });
});

describe('stopping', () => {
  test('waits for the click that has arrived, and listens no more', async () => {
    let decided = false;
    const { door, endpoint } = await open({
      onAnswer: async () => {
        await sleep(300);
        decided = true;
        return { kind: 'stands', tell: 'Approved.' };
      },
    });
    await postToApp(endpoint, signed(endpoint));
    await door.stop();
    expect(decided).toBe(true);
    expect(fake.slack.ephemerals).toHaveLength(1);
    await expect(postToApp(endpoint, signed(endpoint))).rejects.toThrow();
  });

  test('answers a request that is under way', async () => {
    const { door, endpoint } = await open();
    const { body, headers } = signed(endpoint);
    const answered = inPieces(endpoint, { body, headers }, 200);
    await sleep(50);
    const began = performance.now();
    await door.stop();
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await answered).toBe(200);
    expect(promptIds).toEqual(['p1']);
  });

  test('does not wait for a peer that never says anything', async () => {
    const { door, endpoint } = await open();
    const silent = connect(endpoint.port, endpoint.host).on('error', () => {});
    silent.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n');
    await sleep(50);
    const began = performance.now();
    await door.stop();
    expect(performance.now() - began).toBeLessThan(5000);
    silent.destroy();
  });
});

test('an address that is taken is named at once, with what to do', async () => {
  await open();
  const second = open();
  await expect(second).rejects.toBeInstanceOf(PermanentError);
  await expect(second).rejects.toThrow(/EADDRINUSE.*SLACK_HTTP_ADDR/);
});

test('the door says that it listens, until it is stopped', async () => {
  const { door } = await open();
  expect(door.health()).toMatchObject({ connected: true, problem: null });
  await door.stop();
  expect(door.health().connected).toBe(false);
});

/** Sends a body in two pieces, with a pause between them and its length not said; resolves with the status. */
function inPieces(
  { host, port }: Endpoint,
  { body, headers }: { body: string; headers: Record<string, string> },
  pauseMs = 10,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request({ host, port, path: '/slack/events', method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sending.on('error', reject);
    sending.write(body.slice(0, body.length / 2));
    setTimeout(() => sending.end(body.slice(body.length / 2)), pauseMs);
  });
}
