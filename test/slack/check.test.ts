import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PermanentError } from '../../src/errors.ts';
import { slackIdentity } from '../../src/slack/check.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack.ts';
import { useFakeSlack } from './fake-door.ts';

const overHttp = useFakeSlack({ over: 'http' });
let overSocket: FakeSlack;
beforeEach(async () => {
  overSocket = await startFakeSlack();
});
afterEach(() => overSocket.stop());

test('over Socket Mode both tokens are tried, and no connection is opened', async () => {
  expect(await slackIdentity(overSocket)).toBe('the app in the workspace; clicks can be received');
  expect(overSocket.connections()).toBe(0);
  const wrong = { ...overSocket, receiving: { kind: 'socket' as const, appToken: 'xapp-wrong' } };
  await expect(slackIdentity(wrong)).rejects.toThrow(/SLACK_APP_TOKEN/);
});

test('over HTTP it says whether torq listens', async () => {
  expect(await slackIdentity(overHttp.slack)).toMatch(
    /nothing listens for requests at http:\/\/127\.0\.0\.1/,
  );
  await overHttp.open();
  expect(await slackIdentity(overHttp.slack)).toMatch(/torq listens .* and refuses unsigned ones$/);
});

test('over HTTP another program at the address is named', async () => {
  const other = createServer((_, response) => void response.end('hello'));
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    const receiving = { kind: 'http' as const, signingSecret: 'x', host: '127.0.0.1', port };
    const asked = slackIdentity({ ...overHttp.slack, receiving });
    await expect(asked).rejects.toThrow(/Another program answers at .*HTTP status 200.*SLACK_HTTP_ADDR/);
    await expect(asked).rejects.toBeInstanceOf(PermanentError);
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});
