import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import type { Answer } from './look-answers.ts';
import { modal } from './look-blocks.ts';
import { tell } from './tell.ts';

/** Fills a window that is open. Never throws: when Slack does not take it, the person is told. */
export async function updateView(
  desk: Desk,
  { by, viewId }: { by: string; viewId: string },
  look: () => Promise<Answer>,
): Promise<void> {
  const { callbackId, title, blocks } = await look();
  try {
    await desk.web.views.update({ view_id: viewId, view: modal(callbackId, title, blocks) });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'a window could not be filled');
    await tell(desk, { user: by, place: null }, 'Slack did not fill the window. Please ask once more.');
  }
}
