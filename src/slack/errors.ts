// Slack's refusals turned into ours, in one place.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { PermanentError, TransientError } from '../errors.ts';

const newTokens =
  'copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN again from the settings of the app, and start anew.';
const install = 'install the app into the workspace again, set SLACK_BOT_TOKEN anew, and start again.';

/** What is wrong with the installation, and what a person does about it. */
const setupProblems: Readonly<Record<string, string>> = {
  not_in_channel: 'The app is not in its Slack channel: write "/invite" with its name there.',
  channel_not_found:
    'Slack does not know the channel, or it is private and the app is not in it: check slack.channel in programme.yaml and invite the app.',
  is_archived: 'The Slack channel is archived: bring it back, or name another in programme.yaml.',
  restricted_action: 'The settings of the workspace do not let the app post in this channel: ask its admin.',
  restricted_action_read_only_channel: 'Only some people may post in this channel: let the app post, too.',
  restricted_action_thread_only_channel: 'This channel takes only threads: name another in programme.yaml.',
  not_authed: `Slack got no token: ${newTokens}`,
  invalid_auth: `Slack does not accept the token: ${newTokens}`,
  not_allowed_token_type: `The two Slack tokens are mixed up: ${newTokens}`,
  token_revoked: `The Slack token was revoked: ${install}`,
  token_expired: `The Slack token has expired: ${install}`,
  account_inactive: `The app was removed from the Slack workspace, or its account closed: ${install}`,
  user_removed_from_team: `The app was removed from the Slack workspace: ${install}`,
  team_disabled: 'The Slack workspace is disabled: ask its owner.',
  access_denied: `Slack denies the app access: ${install}`,
  team_access_not_granted: `The app has no access to this workspace: ${install}`,
  missing_scope:
    'The Slack app lacks a scope: update it from scripts/slack-manifest.yaml and install it again.',
};

/** What is wrong with one call; the installation is sound. */
const callProblems: Readonly<Record<string, string>> = {
  message_not_found: 'The card is no longer in Slack: somebody deleted it.',
  cant_update_message: 'Slack does not let the app change this message: another app or person wrote it.',
  edit_window_closed: 'The settings of the workspace do not let old messages be changed.',
  msg_too_long: 'The message is too long for Slack.',
  msg_blocks_too_long: 'The card is too long for Slack.',
  invalid_blocks: 'Slack does not accept the blocks of the card.',
  expired_trigger_id: 'Slack gave up waiting for the form.',
  exchanged_trigger_id: 'The form has been opened already.',
};

const passing = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** The sentence of a problem with tokens, channel or scopes; null for anything that concerns one message only. */
export function setupProblemOf(error: unknown): string | null {
  const cause = error instanceof PermanentError ? error.cause : error;
  return cause instanceof WebAPIPlatformError ? (setupProblems[cause.data.error] ?? null) : null;
}

/**
 * For a call that is to be made again when a person has mended tokens or channel: until then it does not work for now.
 * What concerns one message only stays as it is.
 */
export function untilMended(error: unknown): unknown {
  if (!(error instanceof PermanentError) || setupProblemOf(error) === null) return error;
  return new TransientError(error.message, { cause: error.cause });
}

/** What an error thrown by WebClient means for us. What it does not know is a bug and comes back as it was. */
export function slackError(error: unknown): unknown {
  if (error instanceof WebAPIPlatformError) return platformError(error);
  if (error instanceof WebAPIRateLimitedError) {
    return new TransientError(`Slack asks us to wait ${error.retryAfter} s.`, { cause: error });
  }
  if (error instanceof WebAPIHTTPError) {
    const message = `Slack answered with HTTP status ${error.statusCode}.`;
    const mayPass = error.statusCode >= 500 || [408, 425, 429].includes(error.statusCode);
    return mayPass
      ? new TransientError(message, { cause: error })
      : new PermanentError(message, { cause: error });
  }
  if (error instanceof WebAPIRequestError || isNetworkError(error)) {
    return new TransientError('Slack could not be reached, or its answer was lost.', { cause: error });
  }
  return error;
}

function platformError(error: WebAPIPlatformError): TransientError | PermanentError {
  const code = error.data.error;
  // A proxy's page instead of JSON ends up here as "error": that is an outage, not an answer of Slack.
  if (passing.has(code) || !/^[a-z][a-z0-9_]{1,60}$/.test(code)) {
    const said = passing.has(code) ? ` (${code})` : '';
    return new TransientError(`Slack cannot do it just now${said}.`, { cause: error });
  }
  const sentence = setupProblems[code] ?? callProblems[code] ?? 'Slack refuses.';
  return new PermanentError(`${sentence} (${code})`, { cause: error });
}

// WebClient passes these on as they are when the answer breaks off in the middle, and for a 429 without a time.
function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  if (error.message.startsWith('Retry header did not contain')) return true;
  return error instanceof TypeError && /^(terminated|fetch failed)/.test(error.message);
}
