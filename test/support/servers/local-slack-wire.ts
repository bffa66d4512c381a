import WebSocket from 'ws';

export type SlackMessage = {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: SlackBlock[];
  thread_ts?: string;
  subtype?: string;
  ephemeral_to?: string;
  edited?: { user: string; ts: string };
};
export type SlackBlock = {
  type: string;
  block_id?: string;
  elements?: SlackElement[];
  accessory?: SlackElement;
} & Record<string, unknown>;
type SlackElement = { type: string; action_id?: string; value?: string } & Record<string, unknown>;
export type SlackView = { id: string; type: string; callback_id?: string; blocks: SlackBlock[] } & Record<
  string,
  unknown
>;
/** What a click sends; `type` is `button` when left out. Selects carry `selected_option`, dates `selected_date`. */
export type SlackAction = { type?: string; action_id: string; block_id?: string; value?: string } & Record<
  string,
  unknown
>;
/** Input values by block_id and action_id, as in `view.state.values`. */
export type SlackValues = Record<string, Record<string, { type: string } & Record<string, unknown>>>;
export type SlackState = {
  apps: { appId: string; connected: boolean }[];
  modalStack: SlackView[];
  homeViews: Record<string, Record<string, SlackView>>;
};
export type SlackLogEntry = {
  time: number;
  direction: string;
  kind: string;
  summary: string;
  detail?: unknown;
};

/** Calls one of the local Slack's control endpoints: POST with a body, GET without. */
export async function control<T>(url: string, path: string, body?: object): Promise<T> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`${url}/_control/${path}`, body === undefined ? {} : post);
  if (!response.ok) throw new Error(`local Slack: ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

type Frame = { t: string; state?: SlackState; stack?: SlackView[]; errors?: object };

/** The state its web page starts from. */
export async function state(url: string): Promise<SlackState> {
  const frame = await overSocket(url, null, ['init']);
  if (frame.state === undefined) throw new Error('local Slack: no state');
  return frame.state;
}

/** Sends one frame as its web page does, and returns the first frame of one of the wanted kinds. */
/** @param isAnswer which of the wanted frames is the answer; others are news about what happened before */
export function overSocket(
  url: string,
  message: object | null,
  wanted: string[],
  isAnswer: (frame: Frame) => boolean = () => true,
): Promise<Frame> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ui`);
  return new Promise<Frame>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('local Slack closed the connection')));
    socket.once('open', () => message !== null && socket.send(JSON.stringify(message)));
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (wanted.includes(frame.t) && isAnswer(frame)) resolve(frame);
    });
    setTimeout(() => reject(new Error('local Slack: no answer')), 10_000).unref();
  }).finally(() => socket.terminate());
}
