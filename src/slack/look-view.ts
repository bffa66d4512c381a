import type { types as slack } from '@slack/bolt';
import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import type { Answer } from './look-answers.ts';
import { modal } from './look-blocks.ts';
import { tell } from './tell.ts';

/** Fills a window that is open with what was asked. Never throws: when Slack does not take it, the person is told. */
export async function updateView(
  desk: Desk,
  { by, viewId }: { by: string; viewId: string },
  look: () => Promise<Answer>,
): Promise<void> {
  const { callbackId, title, blocks } = await look();
  await fillWith(desk, { by, viewId }, modal(callbackId, title, blocks));
}

/** The same with a view that is there already. */
export async function fillWith(
  desk: Desk,
  { by, viewId }: { by: string; viewId: string },
  view: slack.ModalView,
): Promise<void> {
  try {
    await desk.web.views.update({ view_id: viewId, view });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'a window could not be filled');
    await tell(desk, { user: by, place: null }, 'Slack did not fill the window. Please ask once more.');
  }
}
