import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { failed, loading, modal, said } from './look-blocks.ts';
import { chooseView } from './settings-views.ts';
import { tell } from './tell.ts';

const nowhere = { refusal: 'Settings cannot be changed here.' };

/** The trigger lives 3 seconds: the window comes first, and what may be changed in it afterwards. Never throws. */
export async function openSettings(desk: Desk, by: string, trigger_id: string): Promise<void> {
  try {
    const opened = await desk.web.views.open({
      trigger_id,
      view: modal('settings-open', 'Settings', loading),
    });
    if (opened.view?.id === undefined) return;
    await desk.web.views.update({ view_id: opened.view.id, view: await firstView(desk, by) });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'the settings could not be opened');
    await tell(desk, { user: by, place: null }, 'Slack did not open the settings. Please ask once more.');
  }
}

async function firstView(desk: Desk, by: string) {
  try {
    const sections = (await desk.settings?.sections(by)) ?? nowhere;
    if ('choices' in sections) return chooseView(sections.choices);
    return modal('settings-refused', 'Settings', [said(sections.refusal)]);
  } catch (err) {
    desk.log.error({ err }, 'the settings could not be put together');
    return modal('settings-failed', 'Settings', failed);
  }
}
