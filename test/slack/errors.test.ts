import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../../src/errors.ts';
import { setupProblemOf, slackError } from '../../src/slack/errors.ts';

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });

describe('may be tried again', () => {
  test.each([
    refused('ratelimited'),
    refused('internal_error'),
    refused('fatal_error'),
    refused('service_unavailable'),
    refused('<!DOCTYPE html><title>Bad gateway</title>'),
    new WebAPIRateLimitedError(30),
    new WebAPIHTTPError(500, 'Oops', {}, ''),
    new WebAPIHTTPError(503, 'Oops', {}, ''),
    new WebAPIHTTPError(429, 'Slow down', {}, ''),
    new WebAPIRequestError(new Error('connect ECONNREFUSED')),
    new TypeError('terminated'),
    new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
  ])('%s', (cause) => {
    const error = slackError(cause);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toHaveProperty('cause', cause);
    expect(setupProblemOf(error)).toBeNull();
  });
});

describe('needs a person, who is told what to do', () => {
  test.each([
    ['not_in_channel', /\/invite/],
    ['channel_not_found', /programme\.yaml/],
    ['is_archived', /archived/],
    ['invalid_auth', /SLACK_BOT_TOKEN/],
    ['token_revoked', /install/],
    ['account_inactive', /install/],
    ['missing_scope', /slack-manifest\.yaml/],
  ])('%s', (code, sentence) => {
    const error = slackError(refused(code));
    expect(error).toBeInstanceOf(PermanentError);
    expect(setupProblemOf(error)).toMatch(sentence);
    expect((error as Error).message).toBe(`${setupProblemOf(error)} (${code})`);
  });
});

test.each(['message_not_found', 'invalid_blocks', 'some_new_error'])(
  '%s concerns one message, not the installation',
  (code) => {
    const error = slackError(refused(code));
    expect(error).toBeInstanceOf(PermanentError);
    expect((error as Error).message).toContain(`(${code})`);
    expect(setupProblemOf(error)).toBeNull();
  },
);

test('a bug stays what it is', () => {
  const bug = new TypeError("Cannot read properties of undefined (reading 'ts')");
  expect(slackError(bug)).toBe(bug);
});
