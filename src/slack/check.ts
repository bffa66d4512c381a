import { WebClient } from '@slack/web-api';
import { PermanentError } from '../errors.ts';
import { slackError } from './errors.ts';
import { requestPath } from './http-receiver.ts';
import type { Receiving } from './receiver.ts';

type Tokens = { botToken: string; receiving: Receiving; apiUrl: string | null };

/**
 * Asks Slack who the app is, and whether clicks can come in: by opening no connection, and by an unsigned request that
 * has to be refused where torq listens.
 * @returns in words, for people
 * @throws TransientError, PermanentError with a sentence that says what to do
 */
export async function slackIdentity({ botToken, receiving, apiUrl }: Tokens): Promise<string> {
  const options = {
    retryConfig: { retries: 0 },
    timeout: 15_000,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
  try {
    const { user, team } = await new WebClient(botToken, options).auth.test();
    const who = `${user ?? 'the app'} in ${team ?? 'the workspace'}`;
    if (receiving.kind === 'http') return `${who}; ${await listenerAt(receiving)}`;
    await new WebClient(receiving.appToken, { ...options }).apps.connections.open({});
    return `${who}; clicks can be received`;
  } catch (error) {
    throw slackError(error);
  }
}

/** That Slack reaches the address from outside cannot be seen from here. */
async function listenerAt({ host, port }: { host: string; port: number }): Promise<string> {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}${requestPath}`;
  const answer = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(5000) }).catch(
    () => null,
  );
  if (answer === null) return `torq is not running: nothing listens for requests at ${address} yet`;
  if (answer.status === 401) return `torq listens for requests at ${address} and refuses unsigned ones`;
  throw new PermanentError(
    `Another program answers at ${address} (HTTP status ${answer.status}): stop it, or set another SLACK_HTTP_ADDR.`,
  );
}
