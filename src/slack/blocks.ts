// What a prompt looks like in Slack. Pure: always drawn from what is stored, so that every path draws the same card.
import type { types as slack } from '@slack/bolt';
import type { ChoiceForm } from '../core/choice.ts';
import { formsOf } from '../core/choices.ts';
import { buttonsOf, type PromptView } from '../core/prompt.ts';
import { peopleBlocks } from './card-people.ts';
import { limits } from './limits.ts';
import { lookMail } from './look-ids.ts';
import { portionsOf } from './portions.ts';
import { fit, fitLine, sentence } from './text.ts';

export type Card = {
  /** All that a phone's notification and a screen reader's list show. */
  text: string;
  blocks: slack.KnownBlock[];
};

const factsInSection = limits.fieldsInSection / 2;
/** Leaves enough of the blocks for everything else. */
const mostFacts = (limits.blocksInMessage - 10) * factsInSection;
/** Long values are shortened step by step until every fact has its place. */
const valueLengths = [limits.field, 600, 200, 80] as const;

/** The card of a prompt: title, facts, and the buttons of its kind or, once answered, who answered what and when. */
export function cardOf(prompt: PromptView): Card {
  const head = headerOf(prompt);
  const said = prompt.answered === null ? stateBlocks(prompt) : answerBlocks(prompt, prompt.answered);
  const end = [...said, ...peopleBlocks(prompt), ...buttonBlocks(prompt)];
  const tail = [...bodyBlocks(prompt.body ?? null, sizeOf([head, ...end])), ...end];
  const room = limits.blocksTogether - sizeOf([head, ...tail]);
  return { text: summaryOf(prompt), blocks: [head, ...factBlocks(prompt.facts, room), ...tail] };
}

/** The block ids by which a card is found again: the first one always, the second while it can be answered. */
export function cardIds(promptId: string): { card: string; buttons: string } {
  return { card: `card:${promptId}`, buttons: `prompt:${promptId}` };
}

function headerOf(prompt: PromptView): slack.KnownBlock {
  const text = plain(fitLine(prompt.title, limits.header));
  return { type: 'header', block_id: cardIds(prompt.id).card, text };
}

function buttonBlocks(prompt: PromptView): slack.KnownBlock[] {
  const forms = buttonsOf(prompt);
  const elements: slack.Button[] = forms.map(({ choice, label, style, confirm }) => ({
    type: 'button' as const,
    action_id: choice,
    text: plain(fitLine(label, limits.button)),
    value: prompt.id,
    ...(style === null ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmationOf(confirm) }),
  }));
  if (prompt.hasMail === true) elements.push(wholeMailButton(prompt.id));
  if (elements.length === 0) return [];
  return [{ type: 'actions', block_id: cardIds(prompt.id).buttons, elements }];
}

function wholeMailButton(promptId: string): slack.Button {
  return { type: 'button', action_id: lookMail, text: plain('Show whole mail'), value: promptId };
}

/** What is sent is kept short enough to be shown as a whole (see core/decide/reply-draft.ts). */
const roomForFacts = 1_500;
const restLine: slack.KnownBlock = {
  type: 'context',
  elements: [{ type: 'plain_text', text: 'It goes on; Slack cannot show more here.', emoji: false }],
};

/** Whole, if Slack can show it; plain, so that nothing in it can pose as a part of the card. */
function bodyBlocks(body: string | null, taken: number): slack.KnownBlock[] {
  const room = limits.blocksTogether - taken - roomForFacts;
  const blocks: slack.KnownBlock[] = [];
  for (const text of portionsOf(body ?? '')) {
    const section: slack.KnownBlock = { type: 'section', text: plain(text) };
    if (sizeOf([...blocks, section]) > room) return [...blocks, restLine];
    blocks.push(section);
  }
  return blocks;
}

function confirmationOf({
  title,
  text,
  yes,
  no,
}: NonNullable<ChoiceForm['confirm']>): slack.ConfirmationDialog {
  return {
    title: plain(fitLine(title, limits.confirmTitle)),
    text: plain(fit(text, limits.confirmText)),
    confirm: plain(fitLine(yes, limits.confirmButton)),
    deny: plain(fitLine(no, limits.confirmButton)),
  };
}

/** How it stands; the lines are ours, and only mention people. */
function stateBlocks({ state }: PromptView): slack.KnownBlock[] {
  if (state.length === 0) return [];
  const text = sentence(state.join('\n'));
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
}

function answerBlocks(prompt: PromptView, answered: NonNullable<PromptView['answered']>): slack.KnownBlock[] {
  const when = timeIn(prompt.timeZone, answered.at);
  // A button may name a person, and a name must not pose as formatting.
  const label = choiceLabel(prompt, answered.choice).replace(/[*_~`]/g, '');
  const line = `*${label}* · ${personOf(answered.by)} · ${when}`;
  const said: slack.KnownBlock = {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: line, verbatim: true }],
  };
  if (answered.reason === null) return [said];
  // Staff write it, but it may quote an applicant: plain, so that it cannot look like a part of the card.
  const asked = formsOf(prompt.kind).find(({ choice }) => choice === answered.choice)?.asks?.label;
  const words = `${asked ?? 'Reason'}: ${answered.reason}`;
  return [{ type: 'section', text: plain(fit(words, limits.section)) }, said];
}

function summaryOf(prompt: PromptView): string {
  const { answered } = prompt;
  const state =
    answered === null ? '' : `${choiceLabel(prompt, answered.choice)}, ${personOf(answered.by)}: `;
  const facts = prompt.facts.slice(0, 20).map(([label, value]) => `${label}: ${value.slice(0, 120)}`);
  return state + fitLine([prompt.title.slice(0, limits.header), ...facts].join(' · '), 500);
}

function factBlocks(facts: PromptView['facts'], room: number): slack.KnownBlock[] {
  for (const length of facts.length > mostFacts ? [] : valueLengths) {
    const blocks = sectionsOf(facts, length);
    if (sizeOf(blocks) <= room) return blocks;
  }
  for (let shown = Math.min(facts.length, mostFacts); shown > 0; shown--) {
    const blocks = [...sectionsOf(facts.slice(0, shown), 80), moreLine(facts.length - shown)];
    if (sizeOf(blocks) <= room) return blocks;
  }
  return [];
}

function moreLine(hidden: number): slack.KnownBlock {
  return { type: 'context', elements: [plain(`${hidden} more not shown here`)] };
}

function sectionsOf(facts: PromptView['facts'], valueLength: number): slack.SectionBlock[] {
  const sections: slack.SectionBlock[] = [];
  for (let start = 0; start < facts.length; start += factsInSection) {
    const fields = facts.slice(start, start + factsInSection).flatMap(([label, value]) => [
      { type: 'mrkdwn' as const, text: `*${fitLine(label, 100)}*`, verbatim: true },
      // A field of its own and plain: a value with line breaks and asterisks cannot pose as another fact.
      plain(fit(value, valueLength)),
    ]);
    sections.push({ type: 'section', fields });
  }
  return sections;
}

/** What is no button of an open card. */
const otherChoices: ReadonlyMap<string, string> = new Map([
  ['taken-back', 'Taken back'],
  ['superseded', 'No longer open'],
  ['answered', 'Answered by mail'],
]);

function choiceLabel(prompt: PromptView, choice: string): string {
  // As the button was labelled: some of them name people.
  const shown = buttonsOf({ ...prompt, answered: null });
  const label = [...shown, ...formsOf(prompt.kind)].find((form) => form.choice === choice)?.label;
  return fitLine(label ?? otherChoices.get(choice) ?? choice, limits.button);
}

function personOf(by: string): string {
  return /^[UW][A-Z0-9]{1,30}$/.test(by) ? `<@${by}>` : fitLine(by, 80);
}

function timeIn(timeZone: string, at: Date): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return format.format(at).replace(/\s/g, ' ');
}

function plain(text: string): slack.PlainTextElement {
  // Emoji codes such as `:100:` stay as they were written.
  return { type: 'plain_text', text, emoji: false };
}

function sizeOf(blocks: slack.KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}
