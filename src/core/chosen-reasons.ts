import type { Programme } from '../programme/schema.ts';
import type { Choice } from './choice.ts';
import type { StaffAnswer } from './prompt.ts';

/** The sentences that a programme offers for a choice. */
function standardReasons({ decisions }: Programme, choice: Choice) {
  return choice === 'decline' || choice === 'resubmittal' ? decisions.reasons[choice] : [];
}

/** What was chosen and what was written, a line each; null when neither was. What is not in the list does not count. */
export function reasonOf(
  { choice, reason, chosen = [] }: Pick<StaffAnswer, 'choice' | 'reason' | 'chosen'>,
  programme: Programme,
): string | null {
  const offered = standardReasons(programme, choice);
  const texts = [...new Set(chosen)].flatMap((at) => offered[at]?.text ?? []);
  const own = reason?.trim() ?? '';
  const lines = own === '' ? texts : [...texts, own];
  return lines.length === 0 ? reason : lines.join('\n');
}

/** Their labels, for the form of a card in a channel: a channel belongs to one programme. */
export function reasonLabels(
  desks: readonly { programme: Programme }[],
  channel: string | null,
  choice: Choice,
): readonly string[] {
  const desk = desks.find(({ programme }) => programme.slack.channel === channel);
  return desk === undefined ? [] : standardReasons(desk.programme, choice).map(({ label }) => label);
}
