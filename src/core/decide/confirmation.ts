// Answers to our own question "shall we really?": the first line says so, and the mail answers that very question.
import type { SelfService } from '../classify/classification.ts';
import type { Condition, Decision } from '../decision.ts';
import { changeAddress } from './command-address.ts';
import { askStaff } from './command-answer.ts';
import type { CommandInput } from './command-input.ts';
import { askToWithdraw, withdraw } from './command-withdraw.ts';
import { confirmableUntil } from './confirm-until.ts';
import { firstLineWords } from './more-words.ts';

/** The mail of ours that a mail answers. */
export type AskedItem = { id: string; condition: Condition; personId: string | null; createdAt: Date };

/** What is confirmed by a mail with these words that answers this mail of ours, or null. */
export function confirmedBy(text: string, condition: Condition): SelfService | null {
  const said = firstLineWords(text);
  if (condition.kind === 'withdraw-confirm' && said === 'withdraw') return 'withdraw';
  return condition.kind === 'address-confirm' && said === 'yes' ? 'new-address' : null;
}

/** Does what was confirmed, if the answer is in time and the person's own. */
export function decideConfirmation(input: CommandInput, asked: AskedItem): Decision {
  if (input.ambiguous) return askStaff(input, input.matched);
  if (asked.personId === null || asked.personId !== input.person?.id)
    return askStaff(input, 'the question that it answers was asked to somebody else');
  const late = input.arrival.receivedAt > confirmableUntil(asked.createdAt);
  if (asked.condition.kind === 'address-confirm')
    return late
      ? askStaff(input, 'the question that it answers is too old')
      : changeAddress(input, { id: asked.id, address: asked.condition.address });
  return late ? askToWithdraw(input) : withdraw(input);
}
