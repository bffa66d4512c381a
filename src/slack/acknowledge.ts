import type { Log } from '../log.ts';

/**
 * Tells Slack that the payload has arrived. When the connection went away in between, the person sees Slack's
 * warning sign, but the payload is here and is dealt with all the same. Returns whether it went.
 */
export async function acknowledge(log: Log, ack: () => Promise<void>): Promise<boolean> {
  try {
    await ack();
    return true;
  } catch (err) {
    log.warn({ err }, 'a payload from Slack could not be acknowledged');
    return false;
  }
}
