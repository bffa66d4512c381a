import type { RespondFn } from '@slack/bolt';
import type { Desk } from './desk.ts';
import { slackError } from './errors.ts';
import { type Answer, messageOf } from './look-answers.ts';
import { tell } from './tell.ts';

/**
 * Shows an answer to one person, where they asked: as a new message, or in the place of the one they clicked on.
 * Never throws: when Slack does not take it, the person is told.
 */
export async function respondPrivately(
  desk: Desk,
  to: { by: string; respond: RespondFn },
  answer: Answer,
  as: 'new' | 'instead',
): Promise<void> {
  try {
    await to.respond({
      response_type: 'ephemeral',
      replace_original: as === 'instead',
      ...messageOf(answer),
    });
  } catch (error) {
    desk.log.warn({ err: slackError(error), user: to.by }, 'an answer to one person could not be shown');
    await tell(desk, { user: to.by, place: null }, 'Slack did not take the answer. Please ask once more.');
  }
}
