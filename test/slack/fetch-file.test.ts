import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchFile } from '../../src/slack/fetch-file.ts';

let host: string;
let asked: (string | undefined)[];
let info: object;
let give: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  if (request.url === '/api/files.info') {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, file: info }));
    return;
  }
  asked.push(request.headers.authorization);
  give(response);
});

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  asked = [];
  info = { name: 'plan.pdf', size: 5, mode: 'hosted', url_private_download: `${host}/files/plan.pdf` };
  give = (response) => response.setHeader('content-type', 'application/pdf').end('%PDF-');
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const fetchIt = (apiUrl: string | null = `${host}/api/`, most = 100) => {
  const web = new WebClient('xoxb-1', { slackApiUrl: `${host}/api/`, retryConfig: { retries: 0 } });
  return fetchFile({ web, botToken: 'xoxb-1', apiUrl }, 'F1', most);
};

test('a file is fetched with the token of the bot', async () => {
  expect(await fetchIt()).toEqual({ filename: 'plan.pdf', content: Buffer.from('%PDF-') });
  expect(asked).toEqual(['Bearer xoxb-1']);
});

test.each([
  ['another host', () => 'https://files.slack.com.evil.example/plan.pdf'],
  ['the right host without encryption', () => 'http://files.slack.com/plan.pdf'],
  ['another port', () => `${host}1/plan.pdf`],
  ['no address', () => 'plan.pdf'],
])('%s is not asked, and does not get the token', async (_name, address) => {
  info = { ...info, url_private_download: address() };
  await expect(fetchIt(null)).rejects.toThrow(/another host than its own/);
  await expect(fetchIt()).rejects.toThrow(/another host than its own/);
  expect(asked).toEqual([]);
});

test.each([
  ['that says it is too large', { size: 101 }, () => {}, /too large/],
  [
    'that is larger than it says',
    {},
    (response: ServerResponse) => response.end('x'.repeat(101)),
    /too large/,
  ],
  ['that is elsewhere', { is_external: true }, () => {}, /not in Slack itself/],
  [
    'for which Slack wants a sign-in',
    {},
    (response: ServerResponse) => response.writeHead(302, { location: 'https://slack.com/signin' }).end(),
    /install it again/,
  ],
  [
    'in whose place Slack shows a page',
    {},
    (response: ServerResponse) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end('<html>'),
    /install it again/,
  ],
  ['that is gone', {}, (response: ServerResponse) => response.writeHead(404).end(), /HTTP status 404/],
])('a file %s is refused for good', async (_name, change, answer, words) => {
  info = { ...info, ...change };
  give = answer;
  const error: unknown = await fetchIt().catch((err) => err);
  expect(error).toMatchObject({ name: 'PermanentError', message: expect.stringMatching(words) });
});

test.each([
  ['has a bad moment', (response: ServerResponse) => response.writeHead(503).end()],
  [
    'breaks off',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 50 });
      response.write('%PDF-', () => response.destroy());
    },
  ],
])('when Slack %s, it is tried again later', async (_name, answer) => {
  give = answer;
  await expect(fetchIt()).rejects.toMatchObject({ name: 'TransientError' });
});
