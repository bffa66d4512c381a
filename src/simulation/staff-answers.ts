// What staff answer to each kind of card in a simulated year.
import { addDays, dateOf } from '../core/calendar.ts';
import type { Choice } from '../core/choice.ts';
import type { PromptKind } from '../core/decision.ts';
import type { PromptView } from '../core/prompt.ts';
import type { Chance } from './chance.ts';

/** An answer and how many hours after the card it is given. */
type Answering = { choice: Choice; hours: readonly [least: number, most: number]; words?: string };
type Answers = (card: PromptView, chance: Chance, now: Date) => readonly Answering[];

const soon = [1, 30] as const;
const nothing: Answers = () => [];
const always =
  (choice: Choice): Answers =>
  () => [{ choice, hours: soon }];

export type StaffAnswers = Readonly<Partial<Record<PromptKind, Answers>>>;

/** New kinds of cards are one line here. */
export const usualAnswers: Readonly<Record<PromptKind, Answers>> = {
  'soq-approval': (_, chance) => {
    const choice = chance.weighted({ approve: 80, decline: 15, resubmittal: 5 });
    const words = choice === 'approve' ? {} : { words: 'The references are missing.' };
    return [{ choice, hours: [2, 72], ...words }];
  },
  // The results go out by themselves, in their week.
  release: nothing,
  announcement: always('announce'),
  payers: always('seen'),
  onboarding: (card) =>
    card.facts.some(([label, value]) => label === 'To do' && value.startsWith('all steps'))
      ? [{ choice: 'qualify', hours: soon }]
      : [
          { choice: 'orientation-attended', hours: [48, 200] },
          { choice: 'agreement-executed', hours: [72, 260] },
        ],
  agreement: always('countersigned-elsewhere'),
  'term-confirm': always('confirm'),
  'list-publish': always('publish'),
  'lapse-list': nothing,
  lapse: ({ timeZone }, chance, now) => {
    const until = addDays(dateOf(now, timeZone), 30);
    return chance.percent(15)
      ? [{ choice: 'keep', hours: soon, words: `${until} asked for time` }]
      : [{ choice: 'lapse', hours: [24, 200] }];
  },
  reinstate: always('stays-ended'),
  daily: nothing,
  'outbox-unknown': always('went-out'),
  'mail-parked': always('seen'),
  'mail-failed': always('seen'),
  'mail-returned': always('seen'),
  'mail-review': always('seen'),
  question: always('no-answer'),
  'question-mail': nothing,
  'reply-preview': always('send-mail'),
  'payment-review': always('seen'),
  notice: always('seen'),
};
