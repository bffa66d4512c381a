// Staying connected. The library's own reconnecting ends the process when it fails (an unhandled rejection) and loses
// five seconds each time, so it is switched off and done here.
import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeClient } from '@slack/socket-mode';
import type { Log } from '../log.ts';
import { slackError } from './errors.ts';
import type { ReceiverHealth } from './receiver.ts';

/** `ended` resolves once it was stopped and the last connection is closed. */
export type Socket = { health(): ReceiverHealth; ended: Promise<void> };

/** From the first request to Slack's hello. */
const greetingLimit = 10_000;
const farewellLimit = 1000;
const firstPause = 250;
const longestPause = 60_000;
/** A connection that lasted this long counts as a sound one: the next pause is short again. */
const soundAfter = 10_000;

/**
 * Connects, and connects again until `stopping` is aborted. Resolves when the first attempt has succeeded or failed:
 * Slack may be down when the service starts.
 */
export async function keepConnected(
  client: SocketModeClient,
  log: Log,
  stopping: AbortSignal,
): Promise<Socket> {
  let health: ReceiverHealth = {
    connected: false,
    since: new Date(),
    problem: 'Not connected to Slack yet.',
  };
  const first = Promise.withResolvers<void>();
  const note = (connected: boolean, problem: string | null) => {
    const changed = connected !== health.connected;
    const news = changed || problem !== health.problem;
    if (news && !stopping.aborted) log[connected ? 'info' : 'warn']({ problem }, sayState(connected));
    health = { connected, since: changed ? new Date() : health.since, problem };
    first.resolve();
  };
  const stay = async () => {
    for (let failures = 0; !stopping.aborted; failures++) {
      const began = performance.now();
      note(false, await connectOnce(client, stopping, () => note(true, null)));
      if (performance.now() - began > soundAfter) failures = 0;
      await pause(pauseAfter(failures), undefined, { signal: stopping }).catch(() => {});
    }
  };
  const ended = stay();
  await first.promise;
  return { health: () => health, ended };
}

/** One connection from beginning to end; never throws. Returns why it ended, in a sentence. */
async function connectOnce(
  client: SocketModeClient,
  stopping: AbortSignal,
  onConnected: () => void,
): Promise<string> {
  const closed = Promise.withResolvers<void>();
  const leave = () => void disconnect(client);
  client.once('disconnected', closed.resolve);
  stopping.addEventListener('abort', leave);
  try {
    const late = pause(greetingLimit, 'late', { ref: false });
    if ((await Promise.race([client.start(), late])) === 'late') {
      await disconnect(client);
      return 'Slack does not complete the connection: trying again.';
    }
    if (stopping.aborted) await disconnect(client);
    else onConnected();
    await closed.promise;
    return 'Slack closed the connection: connecting again.';
  } catch (error) {
    const known = slackError(error);
    return known instanceof Error
      ? known.message
      : 'Slack closed the connection before it was ready: trying again.';
  } finally {
    client.removeListener('disconnected', closed.resolve);
    stopping.removeEventListener('abort', leave);
  }
}

/** Says goodbye, and hangs up on a peer that does not answer to that: the library would wait for 30 seconds. */
async function disconnect(client: SocketModeClient): Promise<void> {
  const patience = pause(farewellLimit, 'silent', { ref: false });
  if ((await Promise.race([client.disconnect(), patience])) === 'silent') void client.disconnect();
}

function sayState(connected: boolean): string {
  return connected ? 'connected to Slack' : 'not connected to Slack';
}

/** Pauses double up to a minute, and differ from process to process. */
function pauseAfter(failures: number): number {
  return Math.min(firstPause * 2 ** Math.min(failures, 20), longestPause) * (0.5 + Math.random() / 2);
}
