// The app and its listeners, behind one of the two ways in.
import { App, type Receiver as BoltReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { boltLogger } from './bolt-logger.ts';
import type { Desk } from './desk.ts';
import { receiveByHttp } from './http-receiver.ts';
import type { InFlight } from './in-flight.ts';
import { registerListeners } from './listeners.ts';
import type { Receiver, Receiving } from './receiver.ts';
import { keepConnected } from './socket.ts';

/** What is answered to a slash command goes out by this; without a limit, stopping would wait for a silent peer. */
const answerLimit = 10_000;
const fetchInTime: NonNullable<WebClientOptions['fetch']> = (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(answerLimit) });

/**
 * Opens the way in. Also resolves when Slack cannot be reached: `health` says why.
 * @param openOptions a fresh object each time, with which connections are asked for
 * @throws PermanentError when nothing can listen at the address for requests
 */
export async function receive(
  receiving: Receiving,
  { desk, inFlight, openOptions }: { desk: Desk; inFlight: InFlight; openOptions: () => WebClientOptions },
): Promise<Receiver> {
  const attach = (receiver: BoltReceiver) => listen(receiver, desk, inFlight);
  if (receiving.kind === 'http') return receiveByHttp(receiving, desk.log, attach);
  const stopping = new AbortController();
  const receiver = socketReceiver(receiving.appToken, desk, openOptions(), stopping.signal);
  attach(receiver);
  const socket = await keepConnected(receiver.client, desk.log, stopping.signal);
  return {
    health: socket.health,
    stop: async () => {
      stopping.abort();
      await socket.ended;
    },
  };
}

function socketReceiver(
  appToken: string,
  { log }: Desk,
  clientOptions: WebClientOptions,
  stopping: AbortSignal,
): SocketModeReceiver {
  const abortable: WebClientOptions['fetch'] = (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.any([stopping, ...(init?.signal ? [init.signal] : [])]) });
  return new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    logLevel: LogLevel.INFO,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...clientOptions, fetch: abortable } },
    processEventErrorHandler: async ({ error }) => {
      log.error({ err: error }, 'a payload from Slack could not be processed');
      return false;
    },
  });
}

function listen(receiver: BoltReceiver, desk: Desk, inFlight: InFlight): App {
  const app = new App({
    receiver,
    logger: boltLogger(desk.log),
    // With a token instead, Bolt asks Slack at once who it is and dies of an unhandled rejection when Slack is down.
    authorize: async () => ({}),
    clientOptions: { logger: boltLogger(desk.log), fetch: fetchInTime },
    ignoreSelf: false,
    convoStore: false,
  });
  app.error(async (err) => desk.log.error({ err }, 'a listener failed'));
  registerListeners(app, desk, inFlight);
  return app;
}
