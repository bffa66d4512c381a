import type { WebSocket } from 'ws';
import { limitProblems } from './slack-limits.ts';

type FakeMessage = {
  ts: string;
  thread_ts?: string;
  channel: string;
  user: string;
  bot_id?: string;
  text: string;
  blocks: { type: string; block_id?: string }[];
  metadata?: object;
};
export type FakeCall = { method: string; args: Record<string, unknown> };
type FakeEphemeral = { channel: string; user: string; text: string; thread_ts?: string };

/** What goes wrong with the next call of a method. `lost`: the work is done, but the answer never arrives. */
export type Fault =
  | { error: string }
  | { status: number; headers?: Record<string, string> }
  | { page: string }
  | 'lost'
  | 'broken-off';

export type State = ReturnType<typeof newState>;
export type Args = Record<string, unknown>;

/** A workspace in which nothing has happened. */
export function newState(pageSize: number) {
  return {
    pageSize,
    greets: true,
    lastTs: 0,
    lastEnvelope: 0,
    calls: [] as FakeCall[],
    faults: [] as { method: string; fault: Fault }[],
    messages: [] as FakeMessage[],
    ephemerals: [] as FakeEphemeral[],
    addresses: new Map<string, string>(),
    views: [] as { id: string; view: unknown }[],
    homes: [] as { user: string; view: unknown }[],
    responses: [] as Args[],
    sockets: new Set<WebSocket>(),
    acks: new Map<string, (payload: unknown) => void>(),
  };
}

/** Does what the method does, as simply as the tests allow, and returns its answer. */
export function work(state: State, port: number, method: string, args: Args): object {
  const view = args.view as { blocks: object[] } | undefined;
  const wrong =
    view === undefined
      ? limitProblems((args.blocks ?? [{ type: 'divider' }]) as object[])
      : limitProblems(view.blocks, 100);
  if (wrong.length > 0) return { ok: false, error: 'invalid_blocks', problems: wrong };
  const channel = String(args.channel);
  const text = String(args.text);
  switch (method) {
    case 'apps.connections.open':
      return { ok: true, url: `ws://127.0.0.1:${port}/link` };
    case 'auth.test':
      return {
        ok: true,
        user_id: 'U0BOT',
        bot_id: 'B0BOT',
        team_id: 'T0FAKE',
        url: 'https://fake.slack.example/',
      };
    case 'users.info': {
      const email = state.addresses.get(String(args.user));
      return { ok: true, user: { id: args.user, profile: email === undefined ? {} : { email } } };
    }
    case 'chat.postMessage': {
      const ts = nextTs(state);
      const { blocks = [], metadata } = args as Pick<FakeMessage, 'blocks' | 'metadata'>;
      const thread = args.thread_ts === undefined ? {} : { thread_ts: String(args.thread_ts) };
      const own = { ts, channel, user: 'U0BOT', bot_id: 'B0BOT', text, blocks, ...thread };
      state.messages.push(metadata === undefined ? own : { ...own, metadata });
      return { ok: true, channel, ts };
    }
    case 'chat.update': {
      const message = state.messages.find(({ ts }) => ts === args.ts);
      if (message === undefined) return { ok: false, error: 'message_not_found' };
      Object.assign(message, { text, blocks: args.blocks ?? [] });
      return { ok: true, channel, ts: args.ts };
    }
    case 'chat.postEphemeral':
      state.ephemerals.push({
        channel,
        user: String(args.user),
        text,
        ...(args.thread_ts === undefined ? {} : { thread_ts: String(args.thread_ts) }),
      });
      return { ok: true, message_ts: nextTs(state) };
    case 'conversations.history':
      return history(state, args, (message) => message.thread_ts === undefined);
    case 'conversations.replies':
      return history(state, args, ({ ts, thread_ts }) => [ts, thread_ts].includes(String(args.ts)), false);
    case 'views.publish':
      state.homes.push({ user: String(args.user_id), view: args.view });
      return { ok: true, view: { id: 'VHOME' } };
    case 'views.push':
    case 'views.open':
    case 'views.update': {
      const id = String(args.view_id ?? `V${state.views.length + 1}`);
      state.views.push({ id, view: args.view });
      return { ok: true, view: { id } };
    }
    default:
      return { ok: false, error: 'unknown_method' };
  }
}

function history(
  state: State,
  args: Args,
  isAsked: (message: FakeMessage) => boolean,
  newestFirst = true,
): object {
  const from = Number(args.cursor ?? 0);
  const matching = state.messages
    .filter(({ channel, ts }) => channel === args.channel && Number(ts) >= Number(args.oldest ?? 0))
    .filter(isAsked);
  if (newestFirst) matching.reverse();
  const more = from + state.pageSize < matching.length;
  return {
    ok: true,
    messages: matching.slice(from, from + state.pageSize),
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + state.pageSize) : '' },
  };
}

function nextTs(state: State): string {
  state.lastTs = Math.max(Date.now() * 1000, state.lastTs + 1);
  return `${Math.floor(state.lastTs / 1e6)}.${String(state.lastTs % 1e6).padStart(6, '0')}`;
}
