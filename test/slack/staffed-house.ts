// The house behind a real door to Slack: what `torq start` puts together, without its clock and its mailbox.
import { reasonLabels } from '../../src/core/chosen-reasons.ts';
import { createDuplicateFinder } from '../../src/handlers/duplicates.ts';
import { mergeDoor } from '../../src/handlers/merge-people.ts';
import { mayAnswer, onAnswer } from '../../src/handlers/on-answer.ts';
import { onStaffMessage } from '../../src/handlers/on-staff-message.ts';
import { personActs } from '../../src/handlers/person-acts.ts';
import { staffLooks } from '../../src/handlers/staff-looks.ts';
import { type SlackDoor, type SlackOptions, startSlack } from '../../src/slack/connection.ts';
import { createWorker } from '../../src/work.ts';
import type { TestShell } from '../support/shell.ts';

type SlackServer = Pick<SlackOptions, 'botToken' | 'receiving' | 'apiUrl'>;

/** `work` does everything that can be done now; `stop` finishes what is under way and closes the door. */
export type StaffedHouse = { door: SlackDoor; work(): void; stop(): Promise<void> };

/** Cards are posted to that Slack from now on, and what is clicked there is decided by the real handlers. */
export async function openStaffedHouse(
  { shell }: Pick<TestShell, 'shell'>,
  { botToken, receiving, apiUrl }: SlackServer,
  settings?: SlackOptions['settings'],
): Promise<StaffedHouse> {
  const worker = createWorker(shell);
  const door = await startSlack({
    botToken,
    receiving,
    apiUrl,
    log: shell.log,
    mayAnswer: (answer) => mayAnswer(shell, answer),
    reasonsFor: (channel, choice) => reasonLabels(shell.desks, channel, choice),
    onAnswer: async (answer) => {
      const outcome = await onAnswer(shell, answer);
      worker.kick();
      return outcome;
    },
    onMessage: async (message) => {
      const outcome = await onStaffMessage(shell, message);
      worker.kick();
      return outcome;
    },
    looks: staffLooks(shell),
    personActs: personActs(shell),
    merging: mergeDoor(shell, createDuplicateFinder()),
    ...(settings === undefined ? {} : { settings }),
  });
  Object.assign(shell, { staff: door });
  return {
    door,
    work: () => worker.kick(),
    stop: async () => {
      await door.stop();
      await worker.stop();
    },
  };
}
