import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Receiving } from '../../src/slack/receiver.ts';
import { type Args, type FakeCall, type Fault, newState, type State, work } from './fake-slack-methods.ts';
import { freePort } from './servers/free-port.ts';
import { postToApp, type RequestType, slackRequest } from './slack-requests.ts';

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

const botToken = 'xoxb-fake';
const appToken = 'xapp-fake';
const signingSecret = 'f0e1d2c3b4a5f0e1d2c3b4a5f0e1d2c3';

/**
 * A Slack for faults: it answers as told, loses answers, drops sockets, and measures how long an ack takes. It checks
 * tokens and the limits of blocks. Everything else is as simple as it can be.
 */
export async function startFakeSlack(
  options: { pageSize?: number; port?: number; pongs?: boolean; over?: 'socket' | 'http' } = {},
) {
  const receiving: Receiving =
    options.over === 'http'
      ? { kind: 'http', signingSecret, host: '127.0.0.1', port: await freePort() }
      : { kind: 'socket', appToken };
  const state = newState(options.pageSize ?? 100);
  const port = () => (server.address() as AddressInfo).port;
  const server = createServer((request, response) => {
    answer(state, port(), request, response).catch((error) => response.destroy(error));
  });
  const webSockets = new WebSocketServer({ server, autoPong: options.pongs ?? true });
  webSockets.on('connection', (socket) => greet(state, socket));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    port: port(),
    botToken,
    /** How the app has to listen. */
    receiving,
    /** Messages in all channels, oldest first; tests may put others there. */
    messages: state.messages,
    ephemerals: state.ephemerals,
    views: state.views,
    /** What was published in home tabs, oldest first. */
    homes: state.homes,
    /** What was sent to `responseUrl`. */
    responses: state.responses,
    responseUrl: `http://127.0.0.1:${port()}/respond`,
    /** E-mail addresses of members. */
    addresses: state.addresses,
    /** What is on the line when it is opened; false is a peer that never says hello. */
    set greets(greets: boolean) {
      state.greets = greets;
    },
    calls: (method: string): FakeCall[] => state.calls.filter((call) => call.method === method),
    /** Lets the next `times` calls of the method go wrong. */
    fail: (method: string, fault: Fault, times = 1) => {
      state.faults.push(...Array.from({ length: times }, () => ({ method, fault })));
    },
    connections: () => state.sockets.size,
    connected: (count = 1) => until(() => state.sockets.size === count, `${count} connections`),
    /** Sends a payload over the newest connection, or as a request; resolves with the ack's payload and how long it took. */
    send: (payload: object, type: RequestType = 'interactive') =>
      receiving.kind === 'http'
        ? request(receiving, { ...payload, ...unlikeAny(state, type) }, type)
        : send(state, payload, type),
    /** Sends any frame. */
    sendRaw: (frame: string) => {
      for (const socket of state.sockets) socket.send(frame);
    },
    dropConnections: () => {
      for (const socket of state.sockets) socket.terminate();
      state.sockets.clear();
    },
    stop: async () => {
      for (const socket of webSockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function greet(state: State, socket: WebSocket): void {
  socket.on('error', () => {});
  socket.on('close', () => state.sockets.delete(socket));
  socket.on('message', (data) => {
    const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload: unknown };
    state.acks.get(envelope_id)?.(payload);
  });
  if (!state.greets) return;
  state.sockets.add(socket);
  socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
}

async function send(state: State, payload: object, type: string): Promise<{ payload: unknown; ms: number }> {
  const socket = [...state.sockets].at(-1);
  if (socket === undefined) throw new Error('no app is connected to the fake Slack');
  const envelope_id = `envelope-${++state.lastEnvelope}`;
  const began = performance.now();
  const acked = new Promise<unknown>((resolve) => state.acks.set(envelope_id, resolve));
  socket.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true }));
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('the app did not acknowledge within 3 s')), 3000).unref();
  });
  return { payload: await Promise.race([acked, late]), ms: performance.now() - began };
}

/** No two payloads of Slack are the same word for word: each click has its trigger, each event its id. */
function unlikeAny(state: State, type: RequestType): object {
  const number = ++state.lastEnvelope;
  return type === 'events_api' ? { event_id: `Ev${number}` } : { trigger_id: `1.2.${number}` };
}

async function request(
  receiving: Extract<Receiving, { kind: 'http' }>,
  payload: object,
  type: RequestType,
): Promise<{ payload: unknown; ms: number }> {
  const posted = slackRequest(payload, { type, secret: receiving.signingSecret });
  const { status, text, ms } = await postToApp(receiving, posted);
  if (status !== 200) throw new Error(`the app answered with HTTP status ${status}`);
  return { payload: text === '' ? {} : JSON.parse(text), ms };
}

async function answer(state: State, port: number, request: IncomingMessage, response: ServerResponse) {
  if (request.url === '/respond') return respond(state, request, response);
  const args = await argumentsOf(request);
  const method = (request.url ?? '').replace(/^\/api\//, '');
  state.calls.push({ method, args });
  const index = state.faults.findIndex((fault) => fault.method === method);
  const fault = index < 0 ? undefined : state.faults.splice(index, 1)[0]?.fault;
  if (fault === 'lost') {
    work(state, port, method, args);
    response.destroy();
  } else if (fault === 'broken-off') {
    const reply = JSON.stringify(work(state, port, method, args));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': reply.length });
    response.write(reply.slice(0, 5), () => response.destroy());
  } else if (fault !== undefined && 'status' in fault) {
    response.writeHead(fault.status, fault.headers).end('nope');
  } else if (fault !== undefined && 'page' in fault) {
    response.writeHead(200, { 'content-type': 'text/html' }).end(fault.page);
  } else {
    const wanted = method === 'apps.connections.open' ? appToken : botToken;
    const known = request.headers.authorization === `Bearer ${wanted}`;
    const failure = fault ?? (known ? undefined : { error: 'invalid_auth' });
    const reply = failure === undefined ? work(state, port, method, args) : { ok: false, ...failure };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  }
}

/** The place to which an app answers a command; `fail('respond', ...)` lets it be gone. */
async function respond(state: State, request: IncomingMessage, response: ServerResponse) {
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(chunk as Buffer);
  const index = state.faults.findIndex(({ method }) => method === 'respond');
  if (index >= 0) {
    state.faults.splice(index, 1);
    response.writeHead(404).end('expired_url');
    return;
  }
  state.responses.push(JSON.parse(Buffer.concat(body).toString('utf8')));
  response.end('ok');
}

async function argumentsOf(request: IncomingMessage): Promise<Args> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

async function until(holds: () => boolean, what: string, timeoutMs = 5000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`no ${what} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
