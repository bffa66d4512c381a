// The windows about people who are there twice, submitted: to the comparison, to the confirmation, and to what became of it.
import type { types as slack } from '@slack/bolt';
import { acknowledge } from './acknowledge.ts';
import type { Desk } from './desk.ts';
import { closingId } from './merge-ids.ts';
import { confirmMergeView, mergeToldView } from './merge-views.ts';
import { answered, comparedView, fillWindow, refusalView, waitingView } from './merge-windows.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { type MergeSubmission, readMergeForm } from './read-merge.ts';
import { refuseUnknown } from './unknown-action.ts';

type Reply =
  | { response_action: 'update'; view: slack.ModalView }
  | { response_action: 'errors'; errors: Record<string, string> };
/** The part of Bolt's arguments that is used: the acknowledgement carries what takes the window's place. */
type Submitted = { ack: (reply?: Reply) => Promise<void>; body: unknown };

export async function mergeSubmit(desk: Desk, { ack, body }: Submitted): Promise<void> {
  const submission = readMergeForm(body);
  const reply = (answer?: Reply) => acknowledge(desk.log, () => ack(answer));
  if (submission === null || !(await isFromOurWorkspace(desk, body))) {
    await reply();
    return refuseUnknown(desk, body);
  }
  if (submission.form === 'confirm' && submission.missing)
    return reply({
      response_action: 'errors',
      errors: {
        [closingId]: 'Tick each of them. If one is not to be, close the window: nothing was changed.',
      },
    });
  await reply({ response_action: 'update', view: waitingView() });
  await fillWindow(desk, submission, await next(desk, submission));
}

function next(desk: Desk, submission: MergeSubmission): Promise<slack.ModalView> {
  const { by } = submission;
  return answered(desk, async (door) => {
    switch (submission.form) {
      case 'find':
        return comparedView(door.find(by, submission.addresses));
      case 'choose': {
        const reviewed = await door.review(by, submission.wish);
        return 'refusal' in reviewed ? refusalView(reviewed.refusal) : confirmMergeView(reviewed);
      }
      case 'confirm': {
        const { tell, mergeId } = await door.merge(by, submission.wish);
        return mergeToldView(tell, mergeId);
      }
    }
  });
}
