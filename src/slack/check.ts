import { WebClient } from '@slack/web-api';
import { slackError } from './errors.ts';

type Tokens = { botToken: string; appToken: string; apiUrl: string | null };

/**
 * Asks Slack who the app is, and whether it may open the connection over which clicks come in. Opens none.
 * @returns in words, for people
 * @throws TransientError, PermanentError with a sentence that says what to do
 */
export async function slackIdentity({ botToken, appToken, apiUrl }: Tokens): Promise<string> {
  const options = {
    retryConfig: { retries: 0 },
    timeout: 15_000,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
  };
  try {
    const { user, team } = await new WebClient(botToken, options).auth.test();
    await new WebClient(appToken, { ...options }).apps.connections.open({});
    return `${user ?? 'the app'} in ${team ?? 'the workspace'}; clicks can be received`;
  } catch (error) {
    throw slackError(error);
  }
}
