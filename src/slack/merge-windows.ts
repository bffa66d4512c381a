// The windows about people who are there twice, filled with what the rest of the house says. Never throws.
import type { types as slack } from '@slack/bolt';
import type { MergeDoor } from '../core/merge-door.ts';
import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { failed, loading, modal, said } from './look-blocks.ts';
import { duplicatesBlocks } from './merge-page.ts';
import { compareView } from './merge-views.ts';
import { tell } from './tell.ts';

const title = 'Duplicates';
const nowhere = 'People cannot be merged here.';

/** What is shown for something that was asked, whatever comes of it. */
export async function answered(
  desk: Desk,
  ask: (door: MergeDoor) => Promise<slack.ModalView>,
): Promise<slack.ModalView> {
  if (desk.merging === undefined) return refusalView(nowhere);
  try {
    return await ask(desk.merging);
  } catch (err) {
    desk.log.error({ err }, 'what was asked about people who are there twice could not be done');
    return modal('merge-failed', title, failed);
  }
}

export function waitingView(): slack.ModalView {
  return modal('merge-waiting', title, loading);
}

export function refusalView(refusal: string): slack.ModalView {
  return modal('merge-refused', title, [said(refusal)]);
}

export async function pageView(door: MergeDoor, by: string, from: number): Promise<slack.ModalView> {
  const look = await door.page(by, from);
  if (look.kind === 'refused') return refusalView(look.tell);
  return modal('merge-list', title, duplicatesBlocks(look.shown));
}

export async function comparedView(compared: ReturnType<MergeDoor['compare']>): Promise<slack.ModalView> {
  const found = await compared;
  return 'refusal' in found ? refusalView(found.refusal) : compareView(found);
}

/** The trigger lives 3 seconds: the window comes first, on top of one that is open, and what it shows afterwards. */
export async function openWindow(
  desk: Desk,
  { by, triggerId: trigger_id, isOnTop }: { by: string; triggerId: string; isOnTop: boolean },
  view: () => Promise<slack.ModalView>,
): Promise<void> {
  try {
    const asked = { trigger_id, view: waitingView() };
    const { view: opened } = await (isOnTop ? desk.web.views.push(asked) : desk.web.views.open(asked));
    if (opened?.id === undefined) return;
    await fillWindow(desk, { by, viewId: opened.id }, await view());
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'a window about duplicates could not be opened');
    await tell(desk, { user: by, place: null }, 'Slack did not open the window. Please click once more.');
  }
}

/** Never throws: when Slack does not take it, the person is told what may have been done already. */
export async function fillWindow(
  desk: Desk,
  { by, viewId: view_id }: { by: string; viewId: string },
  view: slack.ModalView,
): Promise<void> {
  try {
    await desk.web.views.update({ view_id, view });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'a window about duplicates could not be filled');
    const unsure =
      'Slack did not show what became of it. Please open the list with /torq duplicates and look.';
    await tell(desk, { user: by, place: null }, unsure);
  }
}
