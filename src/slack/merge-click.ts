// Buttons about people who are there twice: on the Home tab, in the list, and in the windows that it leads to.
import { acknowledge } from './acknowledge.ts';
import type { Desk, Received } from './desk.ts';
import { findTwoView, mergeToldView } from './merge-views.ts';
import { answered, comparedView, fillWindow, openWindow, pageView } from './merge-windows.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { type MergeClick, readMergeClick } from './read-merge.ts';
import { refuseUnknown } from './unknown-action.ts';

export async function mergeClick(desk: Desk, { ack, body }: Received): Promise<void> {
  await acknowledge(desk.log, ack);
  const click = readMergeClick(body);
  if (click === null || !(await isFromOurWorkspace(desk, body))) return refuseUnknown(desk, body);
  const { asked, by } = click;
  switch (asked.button) {
    case 'list':
    case 'newer':
    case 'older':
      return inPlace(desk, click, () => answered(desk, (door) => pageView(door, by, asked.from)));
    case 'compare':
      return onTop(desk, click, () => answered(desk, (door) => comparedView(door.compare(by, asked.ids))));
    case 'find':
      return onTop(desk, click, async () => findTwoView());
    case 'not-same':
      return inPlace(desk, click, () =>
        answered(desk, async (door) => mergeToldView(await door.notSame(by, asked.ids), null)),
      );
    case 'undo':
      return inPlace(desk, click, () =>
        answered(desk, async (door) => mergeToldView(await door.undo(by, asked.mergeId), null)),
      );
  }
}

/** `/torq duplicates`. */
export async function openDuplicates(desk: Desk, by: string, triggerId: string): Promise<void> {
  const view = () => answered(desk, (door) => pageView(door, by, 0));
  return openWindow(desk, { by, triggerId, isOnTop: false }, view);
}

type View = Parameters<typeof openWindow>[2];

/** In the window that was clicked in; from the Home tab in a new one. */
async function inPlace(desk: Desk, { by, triggerId, viewId }: MergeClick, view: View): Promise<void> {
  if (viewId === null) return openWindow(desk, { by, triggerId, isOnTop: false }, view);
  return fillWindow(desk, { by, viewId }, await view());
}

async function onTop(desk: Desk, { by, triggerId, viewId }: MergeClick, view: View): Promise<void> {
  return openWindow(desk, { by, triggerId, isOnTop: viewId !== null }, view);
}
