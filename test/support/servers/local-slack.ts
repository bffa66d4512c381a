import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { Receiving } from '../../../src/slack/receiver.ts';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import {
  control,
  overSocket,
  type SlackAction,
  type SlackBlock,
  type SlackLogEntry,
  type SlackMessage,
  type SlackValues,
  type SlackView,
  state,
} from './local-slack-wire.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

const binary = join(import.meta.dirname, '../../../node_modules/local-slack-linux-x64/bin/local-slack');

export type SlackUser = { id: string; name: string; real_name?: string; email?: string };
/** `members` defaults to all users and the bot. Only a channel with the bot in it sends it `message` events. */
export type SlackChannel = { id: string; name: string; members?: string[] };
/**
 * Starts the local Slack and offers what a person can do in it. What differs from Slack:
 * - Clicks and commands while no app is connected are dropped silently; here every act waits for a connection.
 *   It answers when the app has acked, or after 5 s without an ack. An app connected twice gets everything twice.
 * - There is one stack of modals for the whole workspace. An ack of a submission with nothing, `clear` or
 *   anything unknown closes all of them, `errors` leaves them open.
 * - `view.state.values` holds `input` blocks only (null where nothing was filled in); a click has empty state.
 * - A click in App Home comes with `container.type` "message" and no view.
 * - Ephemeral messages stand among the channel's messages with `subtype: "ephemeral"` and `ephemeral_to`, and
 *   clicks on them say `is_ephemeral: false`. `chat.update` on them works.
 * - `chat.update` without blocks drops the blocks. Message metadata is thrown away. A message that the app
 *   posts to a user ID goes to a channel `D...` that is made then: `messages` takes channel IDs only.
 * - Tokens, scopes, membership, block limits and the 3 s life of a trigger are not checked. It listens on all
 *   interfaces.
 */
export async function startLocalSlack(options: {
  users: SlackUser[];
  channels: SlackChannel[];
  botToken?: string;
  appToken?: string;
  botUserId?: string;
  /** How it reaches the app: over the app's socket, or by signed requests to a port of this machine. */
  over?: 'socket' | 'http';
}) {
  const { botToken = 'xoxb-local', appToken = 'xapp-local', botUserId = 'U0BOT', over = 'socket' } = options;
  const receiving = await receivingOver(over, appToken);
  const folder = makeTempFolder('slack');
  const port = await freePort();
  const members = [botUserId, ...options.users.map((user) => user.id)];
  const configuration = {
    workspace: { name: 'Local', domain: 'local', teamId: 'T0LOCAL' },
    app: { appId: 'A0APP', botUserId, botName: 'torq', botToken, appToken, ...modeOf(receiving) },
    users: options.users,
    channels: options.channels.map((channel) => ({ members, ...channel })),
  };
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration));
  const args = ['--config', join(folder, 'config.yaml'), '--port', String(port), '--base-host', '127.0.0.1'];
  args.push('--files-dir', join(folder, 'files'));
  const child = await startChild({ command: binary, args, folder, name: 'slack', port });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    pid: child.pid,
    apiUrl: `${url}/api/`,
    botToken,
    appToken,
    /** How the app has to listen. */
    receiving,
    ...acts(url, () => waitForApp(url, receiving)),
    ...looks(url, () => waitForApp(url, receiving)),
    stop: async () => {
      await child.stop();
      removeTempFolder(folder);
    },
  };
}

const signingSecret = 'a0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3';

async function receivingOver(over: 'socket' | 'http', appToken: string): Promise<Receiving> {
  if (over === 'socket') return { kind: 'socket', appToken };
  return { kind: 'http', signingSecret, host: '127.0.0.1', port: await freePort() };
}

function modeOf(receiving: Receiving): object {
  if (receiving.kind === 'socket') return { mode: 'socket' };
  const { host, port } = receiving;
  return { mode: 'events', signingSecret, requestUrl: `http://${host}:${port}/slack/events` };
}

/** What a person does. Each returns when the app has acknowledged it. */
function acts(url: string, appIsThere: () => Promise<void>) {
  const act = async (path: string, body: object) => {
    await appIsThere();
    await control(url, path, body);
  };
  return {
    /** A click on a message's button or select. */
    interact: (click: { channel: string; messageTs: string; user: string; action: SlackAction }) =>
      act('interact', { ...click, action: { type: 'button', ...click.action } }),
    /** A click on the message's button with this action_id, sent with the button's own value and block_id. */
    click: async (at: { channel: string; messageTs: string; user: string }, actionId: string) => {
      const { messages } = await control<{ messages: SlackMessage[] }>(url, `messages/${at.channel}`);
      const blocks = messages.find((message) => message.ts === at.messageTs)?.blocks ?? [];
      const action = blocks.flatMap(buttonsOf).find((button) => button.action_id === actionId);
      if (action === undefined) throw new Error(`no button "${actionId}" on ${at.channel} ${at.messageTs}`);
      await act('interact', { ...at, action });
    },
    /** A slash command, `command` with its slash. */
    command: (call: { channel: string; user: string; command: string; text?: string }) =>
      act('command', call),
    /** Opens the app's home tab: the app gets `app_home_opened`. */
    openHome: (user: string) => act('open-home', { user }),
    /** Writes a message as a person. */
    say: (message: { channel: string; user: string; text: string; thread_ts?: string }) =>
      act('message', message),
    /** Writes a message with a file as a person. */
    attach: async (
      message: { channel: string; user: string; text: string; thread_ts: string },
      file: File,
    ) => {
      await appIsThere();
      const form = new FormData();
      for (const [name, value] of Object.entries(message)) form.set(name, value);
      form.set('file', file);
      const response = await fetch(`${url}/_control/upload`, { method: 'POST', body: form });
      if (!response.ok) throw new Error(`local Slack: upload: ${response.status} ${await response.text()}`);
    },
    /** Changes a message of one's own. */
    edit: (message: { channel: string; user: string; ts: string; text: string }) =>
      act('edit-message', message),
    /** Deletes a message of one's own. */
    remove: (message: { channel: string; user: string; ts: string }) => act('delete-message', message),
    /** Submits the top modal and returns what became of it: the field errors, or the modals that are left. */
    submitView: async (
      user: string,
      values: SlackValues,
    ): Promise<{ errors?: object; stack: SlackView[] }> => {
      await appIsThere();
      const top = (await state(url)).modalStack.at(-1);
      if (top === undefined) throw new Error('no modal is open');
      // What the modal was filled with just before may still be on its way to us.
      const isNews = ({ t, stack = [] }: { t: string; stack?: SlackView[] }) =>
        t === 'view_errors' || JSON.stringify(stack.at(-1)) !== JSON.stringify(top);
      const submit = { t: 'view_submit', user, values };
      const frame = await overSocket(url, submit, ['view', 'view_errors'], isNews);
      return frame.t === 'view_errors'
        ? { errors: frame.errors ?? {}, stack: [top] }
        : { stack: frame.stack ?? [] };
    },
  };
}

function buttonsOf({ block_id, elements = [], accessory }: SlackBlock): SlackAction[] {
  return [...elements, ...(accessory === undefined ? [] : [accessory])].flatMap(({ action_id, ...rest }) =>
    action_id === undefined ? [] : [{ ...rest, action_id, ...(block_id === undefined ? {} : { block_id }) }],
  );
}

/** What can be seen from outside. */
function looks(url: string, appIsThere: () => Promise<void>) {
  const messages = async (channel: string): Promise<SlackMessage[]> =>
    (await control<{ messages: SlackMessage[] }>(url, `messages/${channel}`)).messages;
  return {
    messages,
    /** Waits for the first message in the channel of which `predicate` is true. */
    waitForMessage: (channel: string, predicate: (message: SlackMessage) => boolean, timeoutMs = 10_000) =>
      until(
        async () => (await messages(channel)).find(predicate),
        timeoutMs,
        `no such message in ${channel}`,
      ),
    /** Waits for the top modal to be one of which `predicate` is true. */
    waitForModal: (predicate: (view: SlackView) => boolean = () => true, timeoutMs = 10_000) =>
      until(async () => (await state(url)).modalStack.slice(-1).find(predicate), timeoutMs, 'no such modal'),
    /** Every envelope, ack and Web API call, oldest first. */
    log: async (): Promise<SlackLogEntry[]> => (await control<{ log: SlackLogEntry[] }>(url, 'log')).log,
    /** Open modals, home tabs by user and app, connected apps. */
    state: () => state(url),
    /** Waits until the app is connected. */
    waitForApp: appIsThere,
  };
}

async function waitForApp(url: string, receiving: Receiving): Promise<void> {
  const connected = async () => ((await state(url)).apps.some((app) => app.connected) ? true : undefined);
  const there = receiving.kind === 'socket' ? connected : () => answers(receiving);
  await until(there, 10_000, 'no app is connected to the local Slack');
}

async function answers({ host, port }: { host: string; port: number }): Promise<true | undefined> {
  const answered = await fetch(`http://${host}:${port}/`).catch(() => undefined);
  return answered === undefined ? undefined : true;
}

async function until<T>(look: () => Promise<T | undefined>, timeoutMs: number, failure: string): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${failure} after ${timeoutMs} ms`);
    await sleep(50);
  }
}
