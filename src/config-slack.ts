// How torq is tied to Slack: by a connection of its own (Socket Mode), or by signed requests over HTTP.
import type { Settings } from './config-settings.ts';
import { examples } from './config-values.ts';
import type { Receiving } from './slack/receiver.ts';

type Values = {
  SLACK_BOT_TOKEN: string | null;
  SLACK_APP_TOKEN: string | null;
  SLACK_SIGNING_SECRET: string | null;
  SLACK_HTTP_ADDR: { host: string; port: number };
  SLACK_API_URL: string | null;
};

/** What Slack cannot do without as soon as one of its variables is set. */
export function neededForSlack(settings: Settings): readonly string[] {
  const overHttp = isSet(settings, 'SLACK_SIGNING_SECRET') || isSet(settings, 'SLACK_HTTP_ADDR');
  return overHttp && !isSet(settings, 'SLACK_APP_TOKEN')
    ? ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']
    : ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'];
}

/** The same, and nothing when Slack is not spoken of at all. */
export function slackPartner(settings: Settings): readonly string[] {
  const named = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_HTTP_ADDR'];
  return named.some((name) => isSet(settings, name)) ? neededForSlack(settings) : [];
}

/** Which of the two ways is meant must not be guessed. */
export function slackProblems(settings: Settings): string[] {
  if (!isSet(settings, 'SLACK_APP_TOKEN')) return [];
  if (isSet(settings, 'SLACK_SIGNING_SECRET'))
    return [
      'SLACK_SIGNING_SECRET: is set, and so is SLACK_APP_TOKEN; expected one of them: the token for Socket Mode, the secret for requests over HTTP',
    ];
  if (isSet(settings, 'SLACK_HTTP_ADDR'))
    return [
      `SLACK_HTTP_ADDR: is set, but with SLACK_APP_TOKEN nothing listens there; expected SLACK_SIGNING_SECRET instead of the token (${examples.SLACK_SIGNING_SECRET}), or no SLACK_HTTP_ADDR`,
    ];
  return [];
}

export type SlackConfig = { botToken: string; apiUrl: string | null; receiving: Receiving };

/** `receiving`: how clicks, commands and messages come in. Null when Slack is not configured. */
export function slackOf(values: Values): SlackConfig | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = values;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_HTTP_ADDR: address } = values;
  if (botToken === null) return null;
  if (appToken !== null) return { botToken, apiUrl, receiving: { kind: 'socket', appToken } };
  if (signingSecret === null) return null;
  return { botToken, apiUrl, receiving: { kind: 'http', signingSecret, ...address } };
}

function isSet(settings: Settings, name: string): boolean {
  return settings[name] !== undefined;
}
