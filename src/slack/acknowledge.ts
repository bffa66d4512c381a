import type { Log } from '../log.ts';

/**
 * Tells Slack that the payload has arrived. When the connection went away in between, the person sees Slack's
 * warning sign, but the payload is here and is dealt with all the same.
 */
export async function acknowledge(log: Log, ack: () => Promise<void>): Promise<void> {
  try {
    await ack();
  } catch (err) {
    log.warn({ err }, 'a payload from Slack could not be acknowledged');
  }
}
