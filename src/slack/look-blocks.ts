// What is the same wherever staff look: texts made harmless, and views and messages inside Slack's limits. Pure.
import type { types as slack } from '@slack/bolt';
import type { PersonWanted } from '../core/staff-view.ts';
import { limits } from './limits.ts';
import { fitLine, sentence } from './text.ts';

export type Blocks = slack.KnownBlock[];

const cut: slack.KnownBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: 'There is more than Slack can show here.', emoji: false }],
};

/** As many of the blocks as Slack takes, and a line that says so when there are more. */
export function bounded(blocks: Blocks, most: number): Blocks {
  if (blocks.length <= most && sizeOf(blocks) <= limits.blocksTogether) return blocks;
  const kept: Blocks = [];
  let room = limits.blocksTogether - sizeOf([cut]);
  for (const block of blocks.slice(0, most - 1)) {
    room -= sizeOf([block]);
    if (room < 0) break;
    kept.push(block);
  }
  return [...kept, cut];
}

function sizeOf(blocks: Blocks): number {
  return JSON.stringify(blocks).length;
}

export function header(text: string): slack.HeaderBlock {
  return { type: 'header', text: plain(fitLine(text, limits.header)) };
}

/** Text from outside, in lines of our own: at most as many as fit into one section. */
export function lines(texts: readonly string[], each: number): slack.SectionBlock {
  const fitting = texts.slice(0, Math.floor(limits.section / (each + 1))).map((line) => fitLine(line, each));
  return { type: 'section', text: plain(fitting.length === 0 ? fitLine('', each) : fitting.join('\n')) };
}

/** Our own words, in which people are mentioned. */
export function said(text: string): slack.SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: sentence(text), verbatim: true } };
}

export function small(text: string): slack.ContextBlock {
  return { type: 'context', elements: [plain(fitLine(text, 500))] };
}

export function plain(text: string): slack.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

export function button(
  action_id: string,
  label: string,
  value?: PersonWanted | Pick<PersonWanted, 'personId'>,
): slack.Button {
  const shown = { type: 'button' as const, action_id, text: plain(fitLine(label, limits.button)) };
  return value === undefined ? shown : { ...shown, value: JSON.stringify(value) };
}

/** A window of ours. `callbackId` tells which kind it is when something is clicked in it. */
export function modal(callbackId: string, title: string, blocks: Blocks): slack.ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(fitLine(title, limits.modalTitle)),
    close: plain('Close'),
    blocks: bounded(blocks, limits.blocksInView),
  };
}

/** What is shown until the answer is there. */
export const loading: Blocks = [said('One moment, please …')];
/** When it cannot be put together; what went wrong is in the log. */
export const failed: Blocks = [
  said('This could not be put together because of a fault on our side. Please try again in a minute.'),
];
