// How staff answer in a simulated year: hours later, in working hours, by one table for every kind of card.
import { addDays, dateOf, instantAt, isBusinessDay, plusMinutes, timeOf } from '../core/calendar.ts';
import type { Choice } from '../core/choice.ts';
import type { PromptKind } from '../core/decision.ts';
import { buttonsOf, type PromptView } from '../core/prompt.ts';
import { onAnswer } from '../handlers/on-answer.ts';
import type { Chance } from './chance.ts';
import { chanceOf, plan, type Town } from './town.ts';

/** An answer and how many hours after the card it is given. */
type Answering = { choice: Choice; hours: readonly [least: number, most: number]; words?: string };
type Answers = (card: PromptView, chance: Chance, now: Date) => readonly Answering[];

const soon = [1, 30] as const;
const nothing: Answers = () => [];
const always =
  (choice: Choice): Answers =>
  () => [{ choice, hours: soon }];

/** New kinds of cards are one line here. */
const answers: Readonly<Record<PromptKind, Answers>> = {
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

/** Watches the cards; what has been answered once is not answered again. */
export function createStaff(town: Town): (card: PromptView) => void {
  const planned = new Set<string>();
  return (card) => {
    if (card.answered !== null) return;
    const now = town.world.shell.now();
    const chance = chanceOf(town, `${card.title} ${dateOf(now, card.timeZone)}`);
    for (const answering of answers[card.kind](card, chance, now)) {
      const key = `${card.id} ${answering.choice}`;
      if (planned.has(key)) continue;
      planned.add(key);
      answerLater(town, card, {
        ...answering,
        minutes: chance.int(answering.hours[0] * 60, answering.hours[1] * 60),
      });
    }
  };
}

function answerLater(
  town: Town,
  card: PromptView,
  { choice, minutes, words = null }: { choice: Choice; minutes: number; words?: string | null },
): void {
  const { shell } = town.world;
  const [by = ''] = town.desk.programme.slack.approvers;
  const wanted = plusMinutes(shell.now(), minutes);
  const at = inWorkingHours(wanted, card.timeZone);
  const label = buttonsOf(card).find((form) => form.choice === choice)?.label ?? choice;
  plan(town, { person: null, at, what: `“${label}” on ${card.title}` }, async () => {
    await onAnswer(shell, { promptId: card.id, choice, by, reason: words, place: null });
  });
}

/** Monday to Friday from 9 to 5; later otherwise. */
function inWorkingHours(wanted: Date, zone: string): Date {
  let day = dateOf(wanted, zone);
  const time = timeOf(wanted, zone);
  if (isBusinessDay(day, []) && time >= '09:00' && time < '17:00') return wanted;
  if (time >= '09:00') day = addDays(day, 1);
  while (!isBusinessDay(day, [])) day = addDays(day, 1);
  return instantAt(day, `09:${time.slice(3)}`, zone);
}
