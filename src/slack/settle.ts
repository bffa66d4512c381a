import type { StaffAnswer } from '../core/prompt.ts';
import type { Desk } from './desk.ts';
import { tell } from './tell.ts';

const notTaken =
  'This did not go through because of a fault on our side. If the card still has its buttons, nothing was decided: please try again in a minute.';

/** Hands an answer to the house and tells the person, and only them, what became of it. Never silent, never throws. */
export async function settle(desk: Desk, answer: StaffAnswer): Promise<void> {
  const to = { user: answer.by, place: answer.place };
  try {
    const outcome = await desk.onAnswer(answer);
    await tell(desk, to, outcome.tell);
  } catch (err) {
    desk.log.error({ err, promptId: answer.promptId, choice: answer.choice }, 'an answer failed');
    await tell(desk, to, notTaken);
  }
}
