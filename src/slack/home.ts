// The app's own tab: everything at a glance, for those who may see it.
import type { Desk, Received } from './desk.ts';
import { slackError } from './errors.ts';
import { limits } from './limits.ts';
import { overviewAnswer } from './look-answers.ts';
import { type Blocks, bounded, loading } from './look-blocks.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { readHomeOpening } from './read-look.ts';
import { tell } from './tell.ts';

/** Somebody opened the tab. What they saw there before stays until the new state is there. */
export async function homeOpened(desk: Desk, { body }: Pick<Received, 'body'>): Promise<void> {
  const opening = readHomeOpening(body);
  if (opening === null || !(await isFromOurWorkspace(desk, body))) return;
  if (opening.isNew) await publish(desk, opening.by, loading);
  return showHome(desk, opening.by);
}

/** Draws the tab of one person. Never throws: when Slack does not take it, the person is told. */
export async function showHome(desk: Desk, by: string): Promise<void> {
  const { blocks } = await overviewAnswer(desk, by);
  if (await publish(desk, by, blocks)) return;
  await tell(desk, { user: by, place: null }, 'Slack did not take the overview. Please open it once more.');
}

async function publish(desk: Desk, user_id: string, blocks: Blocks): Promise<boolean> {
  try {
    const view = { type: 'home' as const, blocks: bounded(blocks, limits.blocksInView) };
    await desk.web.views.publish({ user_id, view });
    return true;
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: user_id }, 'App Home could not be drawn');
    return false;
  }
}
