// The list of people who may be there twice, and of the last merges. Pure.
import type { types as slack } from '@slack/bolt';
import { type DuplicatesPage, type PastMerge, pairsOnPage, type SuggestedPair } from '../core/merge-door.ts';
import { type Blocks, header, lines, plain, said, small } from './look-blocks.ts';
import { type MergeButton, mergeButtonId } from './merge-ids.ts';
import { fitLine, sentence } from './text.ts';

const lineLength = 300;

export function duplicatesBlocks({ pairs, from, total, merges }: DuplicatesPage): Blocks {
  return [
    ...(total === 0
      ? [said('Nobody seems to be there twice.')]
      : [small(`${from + 1} to ${from + pairs.length} of ${total}, the likeliest first`)]),
    ...pairs.map(pairBlock),
    turning(from, total),
    ...(merges.length === 0 ? [] : [header('Merged'), ...merges.map(mergedBlock)]),
  ];
}

function pairBlock({ one, other, reasons, byNameAlone }: SuggestedPair): slack.SectionBlock {
  const why = reasons.join('; ');
  return {
    ...lines(
      [
        ...[one, other].map(({ name, address, standing }) =>
          [fitLine(name, 100), fitLine(address, 90), standing].join(' · '),
        ),
        byNameAlone ? `Why: ${why}, and nothing else` : `Why: ${why}`,
      ],
      lineLength,
    ),
    accessory: mergeButton('compare', 'Compare', [one.id, other.id]),
  };
}

function turning(from: number, total: number): slack.ActionsBlock {
  return {
    type: 'actions',
    elements: [
      ...(from > 0 ? [mergeButton('newer', 'Back', Math.max(0, from - pairsOnPage))] : []),
      ...(from + pairsOnPage < total ? [mergeButton('older', 'More', from + pairsOnPage)] : []),
      mergeButton('find', 'Compare two others'),
    ],
  };
}

function mergedBlock({ id, into, from, by, at }: PastMerge): slack.SectionBlock {
  return {
    type: 'section',
    fields: [
      plain(fitLine(`${fitLine(from, 200)} is now ${fitLine(into, 200)}`, 500)),
      { type: 'mrkdwn', text: sentence(`by <@${by.slice(0, 40)}>, ${at.slice(0, 100)}`), verbatim: true },
    ],
    accessory: undoButton(id),
  };
}

/** Asks once more: what was put together is taken apart. */
export function undoButton(mergeId: string): slack.Button {
  return {
    ...mergeButton('undo', 'Undo', mergeId),
    confirm: {
      title: plain('Undo this merge?'),
      text: plain('They are two people again, each with what they had before.'),
      confirm: plain('Undo'),
      deny: plain('Leave it'),
    },
  };
}

/** `value` says whom or what it is about. */
export function mergeButton(
  name: MergeButton,
  label: string,
  value?: string | number | readonly [string, string],
): slack.Button {
  const shown = { type: 'button' as const, action_id: mergeButtonId(name), text: plain(label) };
  return value === undefined ? shown : { ...shown, value: JSON.stringify(value) };
}
