// The slash command: the overview without words, else a search.
import { readCommandWords } from '../core/staff-view.ts';
import { acknowledge } from './acknowledge.ts';
import type { Desk, ReceivedWithRespond } from './desk.ts';
import { type Answer, overviewAnswer, searchAnswer } from './look-answers.ts';
import { lines } from './look-blocks.ts';
import { openDuplicates } from './merge-click.ts';
import { isFromOurWorkspace } from './our-workspace.ts';
import { readCommand } from './read-look.ts';
import { respondPrivately } from './respond-privately.ts';
import { openSettings } from './settings-open.ts';
import { refuseUnknown } from './unknown-action.ts';

export const commandName = '/torq';

const notHere: Answer = {
  title: 'Not here',
  callbackId: 'look-refused',
  blocks: [lines(['torq answers only in its own workspace. Nothing was looked up.'], 200)],
};
const help: Answer = {
  title: 'What torq shows',
  callbackId: 'look-help',
  blocks: [
    lines(
      [
        '/torq shows how everything stands: who is where, what waits for whom, what goes out today.',
        '/torq Pat Doe finds people by name or a part of it; /torq pat@example.org by address; /torq 4812 by order number.',
        '/torq duplicates lists people who may be there twice, to be merged or kept apart.',
        '/torq settings changes dates, fees, links and approvers, for those who may.',
        'Only you see the answer, and nothing is changed by looking. The Home tab of torq shows the same.',
      ],
      200,
    ),
  ],
};

/** What is shown in a window of its own. */
const windows = new Map([
  ['settings', openSettings],
  ['duplicates', openDuplicates],
]);

export async function slashCommand(desk: Desk, { ack, body, respond }: ReceivedWithRespond): Promise<void> {
  await acknowledge(desk.log, ack);
  const command = readCommand(body);
  if (command === null) return refuseUnknown(desk, body);
  const { by, text } = command;
  const opens = windows.get(words(text));
  if (opens !== undefined && command.triggerId !== null && (await isFromOurWorkspace(desk, body)))
    return opens(desk, by, command.triggerId);
  const answer = (await isFromOurWorkspace(desk, body)) ? await answerTo(desk, by, text) : notHere;
  return respondPrivately(desk, { by, respond }, answer, 'new');
}

function words(text: string): string {
  return text.trim().toLowerCase();
}

async function answerTo(desk: Desk, by: string, text: string): Promise<Answer> {
  const words = readCommandWords(text);
  switch (words.kind) {
    case 'help':
      return help;
    case 'overview':
      return overviewAnswer(desk, by);
    case 'find':
      return searchAnswer(desk, by, words.words);
  }
}
