import { acknowledge } from './acknowledge.ts';
import type { Desk, Received } from './desk.ts';
import { slackError } from './errors.ts';
import { type AskingForm, formOf, refusalOf } from './form.ts';
import { refusalByOrigin } from './our-workspace.ts';
import { asksForWords, type Click, readClick } from './payload.ts';
import { settle } from './settle.ts';
import { tell } from './tell.ts';
import { refuseUnknown } from './unknown-action.ts';

/** A click on a button of a card: an answer, or the form that asks for the words of one. */
export async function buttonClick(desk: Desk, { ack, body }: Received): Promise<void> {
  await acknowledge(desk.log, ack);
  const click = readClick(body);
  if (click === null) return refuseUnknown(desk, body);
  const { by: user, place } = click.answer;
  const foreign = await refusalByOrigin(desk, body);
  if (foreign !== null) return tell(desk, { user, place }, foreign);
  if (asksForWords(click.form)) return askForWords(desk, click, click.form);
  return settle(desk, click.answer);
}

// The trigger lives 3 seconds: the form opens first, and is taken back if the person may not answer.
async function askForWords(
  desk: Desk,
  { answer, triggerId, matter }: Click,
  form: AskingForm,
): Promise<void> {
  const [viewId, refusal] = await Promise.all([
    openForm(
      desk,
      triggerId,
      formOf(form, answer, matter, desk.reasonsFor(answer.place?.channel ?? null, form.choice)),
    ),
    refusalFor(desk, answer),
  ]);
  const to = { user: answer.by, place: answer.place };
  if (viewId !== null && refusal !== null) {
    const view = refusalOf(refusal);
    await desk.web.views
      .update({ view_id: viewId, view })
      .catch((error) => desk.log.warn({ err: slackError(error) }, 'a form could not be taken back'));
  }
  if (refusal !== null) return tell(desk, to, refusal);
  if (viewId === null) return tell(desk, to, 'Slack did not open the form. Please click once more.');
}

async function openForm(desk: Desk, trigger_id: string, view: ReturnType<typeof formOf>) {
  try {
    const opened = await desk.web.views.open({ trigger_id, view });
    return opened.view?.id ?? null;
  } catch (error) {
    desk.log.warn({ err: slackError(error) }, 'a form could not be opened');
    return null;
  }
}

async function refusalFor(desk: Desk, answer: Click['answer']): Promise<string | null> {
  try {
    return (await desk.mayAnswer(answer))?.tell ?? null;
  } catch (err) {
    // The form stays open: everything is checked again when it is submitted.
    desk.log.error({ err, promptId: answer.promptId }, 'could not check whether a person may answer');
    return null;
  }
}
