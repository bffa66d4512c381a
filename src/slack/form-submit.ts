import { acknowledge } from './acknowledge.ts';
import type { Desk } from './desk.ts';
import { wordsId } from './form.ts';
import { refusalByOrigin } from './our-workspace.ts';
import { readSubmission } from './payload.ts';
import { settle } from './settle.ts';
import { tell } from './tell.ts';
import { refuseUnknown } from './unknown-action.ts';

type Complaint = { response_action: 'errors'; errors: Record<string, string> };
/** The part of Bolt's arguments that is used: the acknowledgement may carry what to mend. */
type Submitted = { ack: (complaint?: Complaint) => Promise<void>; body: unknown };

/** A submitted form: an answer with its words. */
export async function formSubmit(desk: Desk, { ack, body }: Submitted): Promise<void> {
  const submission = readSubmission(body);
  if (submission !== null && 'complaint' in submission) {
    const errors = { [wordsId]: submission.complaint };
    await acknowledge(desk.log, () => ack({ response_action: 'errors', errors }));
    return;
  }
  await acknowledge(desk.log, ack);
  if (submission === null) return refuseUnknown(desk, body);
  const { by: user, place } = submission.answer;
  const foreign = await refusalByOrigin(desk, body);
  if (foreign !== null) return tell(desk, { user, place }, foreign);
  return settle(desk, submission.answer);
}
