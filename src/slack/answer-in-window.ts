// What takes the place of a window that was submitted. Slack shows the view of an acknowledgement when it has read it,
// and nothing says when that is: a view that is sent over the Web API right behind it may be there first, and would be
// replaced by "One moment" for good. So what is ready soon is the acknowledgement, and what takes longer keeps its distance.
import { setTimeout as sleep } from 'node:timers/promises';
import type { types as slack } from '@slack/bolt';

/** Milliseconds that an acknowledgement waits for its view: well inside the 3 seconds that Slack gives. */
const soonMs = 250;
/** Milliseconds between an acknowledgement and a view over the Web API. */
const apartMs = 500;

type Answering = {
  /** Acknowledges the submission with a view; false when Slack cannot have read it. */
  reply: (view: slack.ModalView) => Promise<boolean>;
  waiting: slack.ModalView;
  /** Never rejects: a failure is a view too. */
  next: Promise<slack.ModalView>;
  /** Puts a view into the window over the Web API. */
  fill: (view: slack.ModalView) => Promise<void>;
};

export async function answerInWindow({ reply, waiting, next, fill }: Answering): Promise<void> {
  const soon = await Promise.race([next, sleep(soonMs, null, { ref: false })]);
  if (soon === null) await reply(waiting);
  else if (await reply(soon)) return;
  const [view] = await Promise.all([next, sleep(apartMs)]);
  await fill(view);
}
