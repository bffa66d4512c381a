import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commandName } from '../../src/slack/command.ts';
import { requestPath } from '../../src/slack/http-receiver.ts';

type Manifest = {
  features: { slash_commands: { command: string; url?: string }[] };
  settings: { event_subscriptions: object; interactivity: object; socket_mode_enabled: boolean };
};
const read = (name: string): Manifest =>
  parse(readFileSync(join(import.meta.dirname, '../../scripts', name), 'utf8'));

const overSocket = read('slack-manifest.yaml');
const request_url = `https://torq.example.org${requestPath}`;

test('the app over HTTP is the app over Socket Mode, but for the address', () => {
  const { features, settings } = overSocket;
  expect(read('slack-manifest-http.yaml')).toEqual({
    ...overSocket,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url: request_url })),
    },
    settings: {
      ...settings,
      event_subscriptions: { ...settings.event_subscriptions, request_url },
      interactivity: { ...settings.interactivity, request_url },
      socket_mode_enabled: false,
    },
  });
});

test('the app has the command that torq listens for', () => {
  expect(overSocket.features.slash_commands.map(({ command }) => command)).toEqual([commandName]);
});
