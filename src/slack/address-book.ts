// Who a member of the workspace is by mail, so that nobody decides about themselves.
import type { WebClient } from '@slack/web-api';
import { PermanentError } from '../errors.ts';
import type { Log } from '../log.ts';
import { slackError } from './errors.ts';

const keptMs = 60 * 60_000;

/**
 * Asks Slack, and remembers the answer for an hour. Null when Slack does not say: the app may not read addresses
 * (scope users:read.email), or the member has none.
 * @throws TransientError
 */
export function addressBook(web: WebClient, log: Log): (userId: string) => Promise<string | null> {
  const known = new Map<string, { address: string | null; until: number }>();
  return async (userId) => {
    const entry = known.get(userId);
    if (entry !== undefined && performance.now() < entry.until) return entry.address;
    const address = await ask(web, log, userId);
    known.set(userId, { address, until: performance.now() + keptMs });
    return address;
  };
}

async function ask(web: WebClient, log: Log, user: string): Promise<string | null> {
  try {
    const { user: member } = await web.users.info({ user });
    return member?.profile?.email?.toLowerCase() ?? null;
  } catch (cause) {
    const error = slackError(cause);
    if (!(error instanceof PermanentError)) throw error;
    log.warn({ err: error, user }, 'Slack does not tell the e-mail address of somebody who decides');
    return null;
  }
}
