// Buttons with which one looks further: in App Home, in a window, or under an answer to the slash command.
import type { RespondFn } from '@slack/bolt';
import { acknowledge } from './acknowledge.ts';
import type { Desk, ReceivedWithRespond } from './desk.ts';
import { slackError } from './errors.ts';
import { showHome } from './home.ts';
import { mailAnswer, overviewAnswer, personAnswer, searchForm } from './look-answers.ts';
import { loading, modal } from './look-blocks.ts';
import { personCallbackId } from './look-ids.ts';
import { updateView } from './look-view.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { openActs } from './person-acts-open.ts';
import { type LookClick, readLookClick } from './read-look.ts';
import { respondPrivately } from './respond-privately.ts';
import { openSettings } from './settings-open.ts';
import { tell } from './tell.ts';
import { refuseUnknown } from './unknown-action.ts';

export async function lookClick(desk: Desk, { ack, body, respond }: ReceivedWithRespond): Promise<void> {
  await acknowledge(desk.log, ack);
  const click = readLookClick(body);
  if (click === null || !(await isFromOurWorkspace(desk, body))) return refuseUnknown(desk, body);
  const { asked, by, triggerId } = click;
  switch (asked.kind) {
    case 'search':
      return openSearch(desk, by, triggerId);
    case 'settings':
      return openSettings(desk, by, triggerId);
    case 'home':
      return lookAgain(desk, click, respond);
    case 'mail':
      return showMail(desk, { by, triggerId }, asked.promptId);
    case 'acts':
      return openActs(desk, click, asked.personId);
    case 'person':
      return showPerson(desk, { ...click, asked }, respond);
  }
}

/** A link, which Slack follows by itself; it only wants to hear that its click has arrived. */
export async function linkClick(desk: Desk, { ack }: Pick<ReceivedWithRespond, 'ack'>): Promise<void> {
  await acknowledge(desk.log, ack);
}

async function openSearch(desk: Desk, user: string, trigger_id: string): Promise<void> {
  try {
    await desk.web.views.open({ trigger_id, view: searchForm() });
  } catch (error) {
    desk.log.warn({ err: slackError(error) }, 'the search could not be opened');
    await tell(desk, { user, place: null }, 'Slack did not open the search. Please click once more.');
  }
}

async function showMail(
  desk: Desk,
  { by, triggerId }: { by: string; triggerId: string },
  promptId: string,
): Promise<void> {
  try {
    const { view } = await desk.web.views.open({
      trigger_id: triggerId,
      view: modal('look-mail', 'Whole mail', loading),
    });
    const viewId = view?.id;
    if (viewId !== undefined) await updateView(desk, { by, viewId }, () => mailAnswer(desk, by, promptId));
  } catch (error) {
    desk.log.warn({ err: slackError(error) }, 'a mail could not be opened');
    await tell(desk, { user: by, place: null }, 'Slack did not open the mail. Please click once more.');
  }
}

/** Bolt gives no `respond` where there is no message: in App Home. */
async function lookAgain(desk: Desk, { by }: LookClick, respond: RespondFn | undefined): Promise<void> {
  if (respond === undefined) return showHome(desk, by);
  await respondPrivately(desk, { by, respond }, await overviewAnswer(desk, by), 'instead');
}

type PersonClick = LookClick & { asked: Extract<LookClick['asked'], { kind: 'person' }> };

async function showPerson(
  desk: Desk,
  { by, asked, where, triggerId }: PersonClick,
  respond: RespondFn | undefined,
): Promise<void> {
  const look = () => personAnswer(desk, by, asked.wanted);
  // What is known of a person is for who asks; the card is everybody's, and stays.
  if (asked.ofCard === true) {
    const opened = await openLoading(desk, by, triggerId);
    return opened === null ? undefined : updateView(desk, { by, viewId: opened }, look);
  }
  if (typeof where === 'object' && where.isPerson)
    return updateView(desk, { by, viewId: where.viewId }, look);
  if (where === 'message' && respond !== undefined)
    return respondPrivately(desk, { by, respond }, await look(), 'instead');
  const viewId = await pushLoading(desk, by, triggerId);
  if (viewId !== null) await updateView(desk, { by, viewId }, look);
}

async function openLoading(desk: Desk, user: string, trigger_id: string): Promise<string | null> {
  try {
    const { view } = await desk.web.views.open({
      trigger_id,
      view: modal(personCallbackId, 'Person', loading),
    });
    return view?.id ?? null;
  } catch (error) {
    desk.log.warn({ err: slackError(error) }, 'what is known of a person could not be opened');
    await tell(desk, { user, place: null }, 'Slack did not open the window. Please click once more.');
    return null;
  }
}

/** The trigger lives 3 seconds: the window comes first, and what it shows afterwards. */
async function pushLoading(desk: Desk, user: string, trigger_id: string): Promise<string | null> {
  try {
    const { view } = await desk.web.views.push({
      trigger_id,
      view: modal(personCallbackId, 'Person', loading),
    });
    return view?.id ?? null;
  } catch (error) {
    desk.log.warn({ err: slackError(error) }, 'the card of a person could not be opened');
    await tell(desk, { user, place: null }, 'Slack did not open the card. Please click once more.');
    return null;
  }
}
