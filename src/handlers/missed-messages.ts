import { openQuestions } from '../store/replies.ts';
import { onStaffMessage } from './on-staff-message.ts';
import type { Shell } from './shell.ts';

const mostQuestions = 40;

/**
 * Slack tells of a message once: what was written while torq was down, or just before it died, is looked for in the
 * threads of open questions. A message that was seen before has no second effect.
 * @returns how many messages were looked at
 */
export async function findMissedMessages(shell: Shell): Promise<number> {
  let seen = 0;
  for (const place of await openQuestions(shell.database.read, mostQuestions))
    for (const message of await shell.staff.messages(place)) {
      await onStaffMessage(shell, message);
      seen += 1;
    }
  return seen;
}
