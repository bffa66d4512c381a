// The windows of an action about a person, submitted: to the form of what was chosen, and to what became of it.
import type { types as slack } from '@slack/bolt';
import type { PersonActs } from '../core/person-acts.ts';
import { acknowledge } from './acknowledge.ts';
import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { personAnswer } from './look-answers.ts';
import { failed, loading, modal, said } from './look-blocks.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { actionView } from './person-acts-views.ts';
import { type ActSubmission, readAct } from './read-act.ts';
import { tell } from './tell.ts';
import { refuseUnknown } from './unknown-action.ts';

type Reply = { response_action: 'update'; view: slack.ModalView };
/** The part of Bolt's arguments that is used: the acknowledgement carries what takes the window's place. */
type Submitted = { ack: (reply?: Reply) => Promise<void>; body: unknown };

export async function actSubmit(desk: Desk, { ack, body }: Submitted): Promise<void> {
  const submission = readAct(body);
  const { personActs } = desk;
  const reply = (answer?: Reply) => acknowledge(desk.log, () => ack(answer));
  if (submission === null || personActs === undefined || !(await isFromOurWorkspace(desk, body))) {
    await reply();
    return refuseUnknown(desk, body);
  }
  if (submission.form === 'choose')
    return reply({ response_action: 'update', view: actionView(submission.chosen) });
  await reply({ response_action: 'update', view: modal('acts-waiting', 'Do something', loading) });
  await show(desk, submission, await resultView(desk, personActs, submission));
}

/** What became of it, above the person's page as it is now. */
async function resultView(
  desk: Desk,
  personActs: PersonActs,
  { by, wish }: Extract<ActSubmission, { form: 'act' }>,
): Promise<slack.ModalView> {
  try {
    const told = said(await personActs.act(by, wish));
    const { title, callbackId, blocks } = await personAnswer(desk, by, {
      personId: wish.personId,
      part: 'facts',
      from: 0,
    });
    return modal(callbackId, title, [told, ...blocks]);
  } catch (err) {
    desk.log.error({ err }, 'something could not be done about a person');
    return modal('acts-failed', 'Do something', failed);
  }
}

async function show(desk: Desk, { viewId, by }: ActSubmission, view: slack.ModalView): Promise<void> {
  try {
    await desk.web.views.update({ view_id: viewId, view });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: by }, 'what became of an action could not be shown');
    const unsure = 'Slack did not show what became of it. Please open the person once more and look.';
    await tell(desk, { user: by, place: null }, unsure);
  }
}
