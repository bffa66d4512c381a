// How staff answer in a simulated year: hours later, in working hours.
import { addDays, dateOf, instantAt, isBusinessDay, plusMinutes, timeOf } from '../core/calendar.ts';
import type { Choice } from '../core/choice.ts';
import { buttonsOf, type PromptView } from '../core/prompt.ts';
import { onAnswer } from '../handlers/on-answer.ts';
import { type StaffAnswers, usualAnswers } from './staff-answers.ts';
import { chanceOf, plan, type Town } from './town.ts';

/** Watches the cards; what has been answered once is not answered again. */
export function createStaff(town: Town, answers: StaffAnswers = {}): (card: PromptView) => void {
  const all = { ...usualAnswers, ...answers };
  const planned = new Set<string>();
  return (card) => {
    if (card.answered !== null) return;
    const now = town.world.shell.now();
    const chance = chanceOf(town, `${card.title} ${dateOf(now, card.timeZone)}`);
    for (const answering of all[card.kind](card, chance, now)) {
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
