// Requests as Slack sends them to an app over HTTP, signed as its documentation says: v0:timestamp:body.
import { createHmac } from 'node:crypto';

export type RequestType = 'interactive' | 'events_api' | 'slash_commands';
export type Endpoint = { host: string; port: number; signingSecret: string };

/** What the app answered, and after how many milliseconds. */
export type Answered = { status: number; text: string; ms: number };
export type Posted = { body: string; headers: Record<string, string> };

/** The body and headers of a payload; `at` is when it says that it was sent, `secret` what it is signed with. */
export function slackRequest(
  payload: object,
  { type, secret, at = new Date() }: { type: RequestType; secret: string; at?: Date },
): Posted {
  const isJson = type === 'events_api';
  const body = isJson ? JSON.stringify(payload) : formOf(payload, type);
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return { body, headers };
}

function formOf(payload: object, type: RequestType): string {
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  return new URLSearchParams(fields as Record<string, string>).toString();
}

/** Sends it as Slack does. */
export async function postToApp(
  { host, port }: Endpoint,
  posted: Posted,
  { path = '/slack/events', method = 'POST' }: { path?: string; method?: string } = {},
): Promise<Answered> {
  const began = performance.now();
  const response = await fetch(`http://${host}:${port}${path}`, {
    method,
    headers: posted.headers,
    ...(method === 'POST' ? { body: posted.body } : {}),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, text: await response.text(), ms: performance.now() - began };
}
