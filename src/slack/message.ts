import type { StaffMessage } from '../core/staff-message.ts';
import type { Desk, Received } from './desk.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { readMessage } from './read-message.ts';
import { tell } from './tell.ts';

const notTaken =
  'If this was to become a mail: it did not go through because of a fault on our side, and nothing was sent. Please write it once more.';

/** A message in a channel that the app is in, which Bolt has acknowledged; most of them are nothing to us. Never throws. */
export async function messageSeen(desk: Desk, { body }: Pick<Received, 'body'>): Promise<void> {
  const message = await ours(desk, body);
  if (message === null) return;
  const by = message.kind === 'written' ? message.by : null;
  const { channel, ts, thread } = message;
  const to = { place: { channel, ts }, thread: thread ?? ts };
  try {
    const { tell: said } = await desk.onMessage(message);
    if (said !== null && by !== null) await tell(desk, { user: by, ...to }, said);
  } catch (err) {
    desk.log.error({ err, channel, ts }, 'a message of staff failed');
    if (by !== null) await tell(desk, { user: by, ...to }, notTaken);
  }
}

/** The message as the house sees it, or null: not readable, our own, or of another workspace. */
async function ours(desk: Desk, body: unknown): Promise<StaffMessage | null> {
  try {
    const message = readMessage(body, await desk.workspace());
    return message !== null && (await isFromOurWorkspace(desk, body)) ? message : null;
  } catch (err) {
    desk.log.error({ err }, 'Slack does not say who the app is, so a message was not read');
    return null;
  }
}
