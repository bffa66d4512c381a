import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { failed, loading, modal, said } from './look-blocks.ts';
import { offersView } from './person-acts-views.ts';
import type { LookClick } from './read-look.ts';
import { tell } from './tell.ts';

const nowhere = { refusal: 'Nothing can be done about people here.' };

/**
 * The trigger lives 3 seconds: the window comes first, and what may be done in it afterwards. On a person's page it takes
 * the page's place, which comes back as it then is: Slack stacks no more than three windows. Never throws.
 */
export async function openActs(
  desk: Desk,
  { by, triggerId: trigger_id, where }: Pick<LookClick, 'by' | 'triggerId' | 'where'>,
  personId: string,
): Promise<void> {
  try {
    const viewId = typeof where === 'object' ? where.viewId : await openWindow(desk, trigger_id);
    if (viewId === null) return;
    await desk.web.views.update({ view_id: viewId, view: await firstView(desk, by, personId) });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'what can be done about a person could not be shown');
    await tell(desk, { user: by, place: null }, 'Slack did not open the window. Please click once more.');
  }
}

async function openWindow(desk: Desk, trigger_id: string): Promise<string | null> {
  const { view } = await desk.web.views.open({
    trigger_id,
    view: modal('acts-open', 'Do something', loading),
  });
  return view?.id ?? null;
}

async function firstView(desk: Desk, by: string, personId: string) {
  try {
    const offered = (await desk.personActs?.offers(by, personId)) ?? nowhere;
    if ('offers' in offered) return offersView(offered, offered.offers);
    return modal('acts-refused', 'Do something', [said(offered.refusal)]);
  } catch (err) {
    desk.log.error({ err }, 'what can be done about a person could not be put together');
    return modal('acts-failed', 'Do something', failed);
  }
}
