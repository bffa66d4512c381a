// The people in Slack: what cards they see, and what they click.
import { setTimeout as sleep } from 'node:timers/promises';
import { unescaped } from '../../src/slack/text.ts';
import type { SlackMessage } from '../support/servers/local-slack-wire.ts';
import { readMailbox } from '../support/servers/mailbox.ts';
import type { Inquiry, Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import { approvers, channel, type World } from './world.ts';

/** A card as it is in the channel. */
export type Card = {
  ts: string;
  promptId: string;
  title: string;
  facts: ReadonlyMap<string, string>;
  /** What can be clicked; nothing once it is answered. */
  buttons: readonly string[];
  /** The line that says who answered what, or null. */
  answer: string | null;
};

export function cardsIn(messages: readonly SlackMessage[]): Card[] {
  return messages.flatMap((message) => {
    const blocks = message.blocks ?? [];
    const promptId = blocks[0]?.block_id?.match(/^card:(.*)$/)?.[1];
    if (promptId === undefined || message.ephemeral_to !== undefined) return [];
    const texts = (value: unknown) => unescaped((value as { text: string }).text);
    const fields = blocks.flatMap((block) => (Array.isArray(block.fields) ? block.fields.map(texts) : []));
    const pairs = fields.flatMap((label, index): [string, string][] =>
      index % 2 === 0 ? [[label.replaceAll('*', ''), fields[index + 1] ?? '']] : [],
    );
    const actions = blocks.find((block) => block.type === 'actions');
    const context = blocks.findLast((block) => block.type === 'context');
    return [
      {
        ts: message.ts,
        promptId,
        title: texts(blocks[0]?.text),
        facts: new Map(pairs),
        buttons: (actions?.elements ?? []).flatMap(({ action_id }) => action_id ?? []),
        answer: context === undefined ? null : texts(context.elements?.[0]),
      },
    ];
  });
}

export type Staff = {
  cards(): Promise<Card[]>;
  /** A click of which nobody waits for the end; the service may die in the middle of it. */
  click(card: Card, user: string, choice: string): void;
  /** Like `click`, unless somebody clicked on it only just now: it takes a moment until a card is drawn again. */
  clickPatiently(card: Card, user: string, choice: string): void;
  /** Like `click`, for a choice that opens a form, which is then filled in and sent off. */
  fillIn(card: Card, user: string, choice: string, words: string): void;
  /** Looks for every mail that may or may not have gone out, and says what was found. @returns how many */
  answerUnknown(): Promise<number>;
  /** Waits until no click is under way. */
  idle(): Promise<void>;
};

const patience = 4000;
/** How often staff answer "Send again" although the mail is there. */
const hastiness = 0.1;

export function createStaff(world: World, ledger: Ledger, random: Random): Staff {
  const { slack } = world;
  const underWay = new Set<Promise<unknown>>();
  let formIsOpen = false;
  // What goes wrong with a click is what a person would see: it may be lost together with the service.
  const start = (work: Promise<unknown>) => {
    ledger.clicks += 1;
    const quiet = work.catch(() => {}).finally(() => underWay.delete(quiet));
    underWay.add(quiet);
  };
  const cards = async () => cardsIn(await slack.messages(channel));
  const click = ({ ts, promptId }: Card, user: string, choice: string) => {
    ledger.note(null, `${user} clicks ${choice} on card ${promptId}`);
    const action = { action_id: choice, block_id: `prompt:${promptId}`, value: promptId };
    start(slack.interact({ channel, messageTs: ts, user, action }));
  };
  const clickedAt = new Map<string, number>();
  const clickPatiently = (card: Card, user: string, choice: string) => {
    const now = performance.now();
    if (now - (clickedAt.get(card.promptId) ?? -patience) < patience) return;
    clickedAt.set(card.promptId, now);
    click(card, user, choice);
  };
  const submit = async (card: Card, user: string, words: string) => {
    await slack.waitForModal((view) => String(view.private_metadata ?? '').includes(card.promptId), 3000);
    const value = { type: 'plain_text_input', value: words };
    await slack.submitView(user, { words: { words: value } });
    ledger.note(null, `${user} sends off the form of card ${card.promptId}`);
  };
  return {
    cards,
    click,
    clickPatiently,
    fillIn: (card, user, choice, words) => {
      click(card, user, choice);
      // There is one stack of forms for everybody in the local Slack.
      if (formIsOpen) return;
      formIsOpen = true;
      start(submit(card, user, words).finally(() => (formIsOpen = false)));
    },
    answerUnknown: async () => {
      const open = (await cards()).filter(({ buttons }) => buttons.includes('went-out'));
      for (const card of open) {
        const inquiry = ledger.inquiries.get(card.promptId) ?? (await inquire(world, card, random));
        ledger.inquiries.set(card.promptId, inquiry);
        clickPatiently(card, approvers[0], inquiry.choice);
      }
      return open.length;
    },
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}

/** Looks into the recipient's real mailbox. What Postfix has taken is on its way there: staff wait for that. */
async function inquire({ house, smtpTap }: World, { facts }: Card, random: Random): Promise<Inquiry> {
  const user = (facts.get('To') ?? '').split('@')[0] ?? '';
  const messageId = facts.get('What to do')?.match(/<[^>]+>/)?.[0] ?? '';
  if (messageId === '') throw new Error('the card about a mail does not name its Message-ID');
  const copies = async () =>
    (await readMailbox(house.imapUrl(user))).filter(({ envelope }) => envelope.messageId === messageId)
      .length;
  let there = await copies();
  for (let tries = 0; there < smtpTap.taken(messageId) && tries < 50; tries++) {
    await sleep(200);
    there = await copies();
  }
  const hasty = there > 0 && random.chance(hastiness);
  return { messageId, found: there > 0, hasty, choice: there > 0 && !hasty ? 'went-out' : 'send-again' };
}
