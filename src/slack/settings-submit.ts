// The windows of the settings, submitted: to the values of a section, to what would follow, to the new version.
import type { types as slack } from '@slack/bolt';
import type { Proposed, Saved, SettingsDoor, SettingsWish } from '../core/settings/view.ts';
import { acknowledge } from './acknowledge.ts';
import { answerInWindow } from './answer-in-window.ts';
import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { limits } from './limits.ts';
import { failed, loading, modal, said } from './look-blocks.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { readSettings, type SettingsSubmission } from './read-settings.ts';
import { confirmView, formView } from './settings-views.ts';
import { tell } from './tell.ts';
import { refuseUnknown } from './unknown-action.ts';

type View = slack.ModalView;
type Reply =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: View };
/** The part of Bolt's arguments that is used: the acknowledgement may carry what takes the window's place. */
type Submitted = { ack: (reply?: Reply) => Promise<void>; body: unknown };
type Of<F extends SettingsSubmission['form']> = Extract<SettingsSubmission, { form: F }>;

export async function settingsSubmit(desk: Desk, { ack, body }: Submitted): Promise<void> {
  const submission = readSettings(body);
  const { settings } = desk;
  const reply = (answer?: Reply) => acknowledge(desk.log, () => ack(answer));
  if (submission === null || settings === undefined || !(await isFromOurWorkspace(desk, body))) {
    await reply();
    return refuseUnknown(desk, body);
  }
  if (submission.form === 'values') {
    const complaint = await complaintAbout(desk, settings, submission);
    if (complaint !== null) {
      await reply(complaint);
      return;
    }
  }
  await answerInWindow({
    reply: (view) => reply({ response_action: 'update', view }),
    waiting: modal('settings-waiting', 'Settings', loading),
    next: nextView(desk, settings, submission),
    fill: (view) => show(desk, submission, view),
  });
}

/** What has to be mended in the form, or null. A check that fails is made again, and told, behind the form. */
async function complaintAbout(desk: Desk, settings: SettingsDoor, { asking, wish, blocks }: Of<'values'>) {
  try {
    const checked = await settings.check(asking, wish);
    if (checked?.kind !== 'wrong') return null;
    return { response_action: 'errors' as const, errors: errorsOf(checked, blocks) };
  } catch (err) {
    desk.log.error({ err }, 'settings could not be checked');
    return null;
  }
}

/** By input; what belongs to none stands at the first that was changed. */
function errorsOf(
  { problems, changed }: Extract<Proposed, { kind: 'wrong' }>,
  blocks: readonly string[],
): Record<string, string> {
  const blockOf = (path: string | null) => blocks.find((id) => id.split('#')[0] === path);
  const other = changed.map(blockOf).find((id) => id !== undefined) ?? blocks[0] ?? '';
  const errors: Record<string, string> = {};
  for (const { path, problem } of problems) {
    const block = blockOf(path);
    const words = block === undefined && path !== null ? `${path}: ${problem}` : problem;
    const at = block ?? other;
    errors[at] = errors[at] === undefined ? sentence(words) : `${errors[at]} ${sentence(words)}`;
  }
  return errors;
}

function sentence(words: string): string {
  return `Expected: ${words}.`;
}

async function nextView(desk: Desk, settings: SettingsDoor, submission: SettingsSubmission): Promise<View> {
  try {
    switch (submission.form) {
      case 'choose': {
        const form = await settings.form(submission.asking.by, submission);
        return form === null
          ? told('You may not change this, or it is gone. Nothing was changed.')
          : formView(form);
      }
      case 'values':
        return viewOf(submission.wish, await settings.propose(submission.asking, submission.wish), false);
      case 'confirm':
        return viewOf(submission.carried, await settings.save(submission.asking, submission.carried), true);
    }
  } catch (err) {
    desk.log.error({ err }, 'settings could not be changed');
    return modal('settings-failed', 'Settings', failed);
  }
}

function viewOf({ programme, basedOn, changes }: SettingsWish, saved: Saved, again: boolean): View {
  if (saved.kind === 'wrong')
    return told(['Nothing was saved:', ...saved.problems.map(({ problem }) => sentence(problem))].join('\n'));
  if (saved.kind !== 'proposed') return told(saved.tell);
  const view = confirmView({ programme, basedOn, changes }, saved.proposal, again);
  if ((view.private_metadata ?? '').length <= limits.privateMetadata) return view;
  return told(
    'That is more than Slack can carry at once. Nothing was saved; please set it in programme.yaml.',
  );
}

function told(text: string): View {
  return modal('settings-told', 'Settings', [said(text)]);
}

async function show(desk: Desk, { viewId, asking }: SettingsSubmission, view: View): Promise<void> {
  try {
    await desk.web.views.update({ view_id: viewId, view });
  } catch (error) {
    desk.log.warn(
      { err: slackError(error), user: asking.by },
      'a window of the settings could not be filled',
    );
    const unsure = 'Slack did not show what became of the settings. Please open them once more and look.';
    await tell(desk, { user: asking.by, place: null }, unsure);
  }
}
