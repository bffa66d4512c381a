// Signed requests over HTTP. Bolt checks the signature and reads the payload; around it stands a server with limits, as
// anybody who finds the address can knock.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type App, HTTPReceiver } from '@slack/bolt';
import { PermanentError } from '../errors.ts';
import type { Log } from '../log.ts';
import { boltLogger } from './bolt-logger.ts';
import { createOnce, type Once } from './once.ts';
import type { Receiver, Receiving } from './receiver.ts';

/** Events, buttons, forms and commands all come here: the address that is written into the Slack app. */
export const requestPath = '/slack/events';
/** Slack's largest payloads, a message with fifty blocks, are a fifth of it. */
const bodyLimit = 1024 * 1024;
/** How far Slack's clock and ours may be apart; what is older may be a request that somebody wrote down. */
const timestampLimitMs = 5 * 60_000;
const farewellLimit = 3000;
const serverLimits = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
};

export type HttpReceiver = Receiver & { port: number };
type Refusal = { status: 401 | 404 | 405 | 413; why: string };

/**
 * Listens for Slack's requests and hands what they carry to the app that `attach` makes.
 * @throws PermanentError when nothing can listen at the address
 */
export async function receiveByHttp(
  options: Extract<Receiving, { kind: 'http' }>,
  log: Log,
  attach: (receiver: HTTPReceiver) => App,
): Promise<HttpReceiver> {
  const bolt = boltReceiver(options.signingSecret, log);
  attach(bolt);
  const once = createOnce(2 * timestampLimitMs + 60_000);
  const server = createServer(serverLimits, (request, response) => {
    // A kept connection would hold up a server that is closing.
    response.once('close', () => server.listening || setImmediate(() => server.closeIdleConnections()));
    const refusal = refusalOf(request, once, response);
    if (refusal === null) bolt.requestListener(request, response);
    else refuse(log, { request, response }, refusal);
  });
  await listen(server, options);
  const since = new Date();
  const { port } = server.address() as AddressInfo;
  server.on('error', (err) => log.error({ err }, 'the server for requests from Slack failed'));
  log.info({ host: options.host, port, path: requestPath }, 'listening for requests from Slack');
  return {
    port,
    health: () => ({ connected: server.listening, since, problem: null }),
    stop: () => close(server),
  };
}

function boltReceiver(signingSecret: string, log: Log): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: requestPath,
    bodyLimit,
    logger: boltLogger(log),
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ err: error }, 'a payload from Slack could not be processed');
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
    unhandledRequestHandler: ({ response }) => {
      log.warn({}, 'refused a payload from Slack that nothing here listens for');
      if (!response.headersSent) response.writeHead(404).end();
    },
  });
}

/** What can be said against a request before its body is read; the signature over the body is checked by Bolt. */
function refusalOf(request: IncomingMessage, once: Once, response: ServerResponse): Refusal | null {
  if (request.url?.split('?')[0] !== requestPath) return { status: 404, why: 'for a path that is not ours' };
  if (request.method !== 'POST') return { status: 405, why: 'with a method that is not ours' };
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit)
    return { status: 413, why: 'that is too large' };
  const now = Date.now();
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = request.headers;
  if (timestamp !== undefined && !(Math.abs(Number(timestamp) * 1000 - now) <= timestampLimitMs))
    return { status: 401, why: 'whose time is more than five minutes off: see whether the clock is right' };
  if (typeof signature !== 'string') return null;
  if (!once.claim(signature, now)) return { status: 401, why: 'that came before, word for word' };
  response.once('close', () => {
    if (response.statusCode >= 400 || !response.writableFinished) once.release(signature);
  });
  return null;
}

function refuse(
  log: Log,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { status, why }: Refusal,
): void {
  log.warn({ status, peer: request.socket.remoteAddress }, `refused a request ${why}`);
  // Its body is not read, so the connection is of no further use.
  const allow = status === 405 ? { allow: 'POST' } : {};
  response.writeHead(status, { connection: 'close', ...allow }).end();
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const advice = 'See which program has it, or set another SLACK_HTTP_ADDR.';
      reject(
        new PermanentError(
          `Nothing can listen for Slack at ${host}, port ${port} (${codeOf(cause)}). ${advice}`,
          { cause },
        ),
      );
    });
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Takes no more connections, lets requests that came in be answered, and hangs up on peers that say nothing. */
async function close(server: Server): Promise<void> {
  const patience = setTimeout(() => server.closeAllConnections(), farewellLimit);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(patience);
  // An event is answered a moment before its listener begins.
  await nextTurn();
}
