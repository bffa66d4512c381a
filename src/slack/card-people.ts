// Buttons on a card that open what is known of the people it names. Pure.
import type { types as slack } from '@slack/bolt';
import type { PromptView } from '../core/prompt.ts';
import { limits } from './limits.ts';
import { button } from './look-blocks.ts';
import { personOfCard } from './look-ids.ts';

/** One button a person, on cards that list people to be looked at. */
export function peopleBlocks({ kind, answered, people }: PromptView): slack.KnownBlock[] {
  if (kind !== 'payers' || answered !== null) return [];
  const elements = (people ?? []).flatMap(({ name, personId }, at) =>
    personId === undefined
      ? []
      : [button(`${personOfCard}${at}`, name, { personId, part: 'facts', from: 0 })],
  );
  if (elements.length === 0) return [];
  return [{ type: 'actions', elements: elements.slice(0, limits.buttonsInActions) }];
}
