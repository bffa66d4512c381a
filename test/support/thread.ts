// What staff write in Slack below a question, as it reaches the house.
import type { Choice } from '../../src/core/choice.ts';
import type { WrittenMessage } from '../../src/core/staff-message.ts';
import { onStaffMessage } from '../../src/handlers/on-staff-message.ts';
import { readMrkdwn } from '../../src/slack/mrkdwn.ts';
import { approver, type TestShell } from './shell.ts';
import { click, work } from './story.ts';

export const channel = 'C012TORBOT';

/** Where the newest card of this kind was posted. */
export function cardTs({ posted }: TestShell, kind = 'question'): string {
  return `1000.${posted.findLastIndex((card) => card.kind === kind)}`;
}

type Change = Partial<Omit<WrittenMessage, 'words' | 'problems'>> & { text?: string };

/** A message of an approver in the thread of the first question, unless a test says otherwise. */
export function message(
  test: TestShell,
  { text = 'mail: Yes, you may.', ...changes }: Change = {},
): WrittenMessage {
  return {
    kind: 'written',
    channel,
    ts: '2000.000001',
    thread: `1000.${test.posted.findIndex(({ kind }) => kind === 'question')}`,
    by: approver,
    edition: '',
    isBroadcast: false,
    files: [],
    ...readMrkdwn(text, new Map()),
    ...changes,
  };
}

/** It is written, and everything that follows from it at once is done; returns what was said in threads by it. */
export async function say(test: TestShell, change: Change = {}): Promise<string[]> {
  const before = test.replies.length;
  const { tell } = await onStaffMessage(test.shell, message(test, change));
  await work(test);
  return [
    ...(tell === null ? [] : [`privately: ${tell}`]),
    ...test.replies.slice(before).map(({ words }) => words),
  ];
}

/** A click on the newest preview, and what follows from it. */
export async function clickPreview(test: TestShell, choice: Choice, by = approver): Promise<string> {
  const { tell } = await click(test, choice, { kind: 'reply-preview', by });
  await work(test);
  return tell;
}
