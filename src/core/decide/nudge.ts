// Decisions that wait are said again under their card, and to others after a while. Never is silence taken as a no.
import type { Programme } from '../../programme/schema.ts';
import { dateOf, isBusinessDay, minutesBetween, timeOf, wordsForInstant } from '../calendar.ts';
import type { PromptKind } from '../decision.ts';
import { type Tally, tallyLines } from '../votes.ts';

/** What somebody waits for who is not staff: an applicant, or a payer. */
export const nudgedKinds = [
  'soq-approval',
  'payment-review',
  'question',
] as const satisfies readonly PromptKind[];

/** Whether staff are at work: a business day, within the programme's working hours and in its time zone. */
export function isWorkingTime({ slack: { waiting }, timeZone, holidays }: Programme, now: Date): boolean {
  const time = timeOf(now, timeZone);
  return isBusinessDay(dateOf(now, timeZone), holidays) && time >= waiting.from && time < waiting.to;
}

/** Since when a prompt must be open to be said again at `now`. */
export function nudgedSince({ slack: { waiting } }: Programme, now: Date): Date {
  return new Date(now.getTime() - waiting.afterHours * 3_600_000);
}

/** One a working day. */
export function nudgeKey(promptId: string, { timeZone }: Programme, now: Date): string {
  return `nudge/${promptId}/${dateOf(now, timeZone)}`;
}

const waitsFor: Readonly<Record<string, string>> = {
  'soq-approval': 'This SOQ has been waiting for a decision',
  question: 'This question has been waiting for an answer',
};

/** The words under the card, with the people who are asked. */
export function nudgeWords(
  { kind, openedAt }: { kind: string; openedAt: Date },
  tally: Tally,
  programme: Programme,
  now: Date,
): string {
  const { slack, timeZone } = programme;
  const hours = minutesBetween(openedAt, now) / 60;
  const isLong = hours >= slack.waiting.escalateAfterHours;
  const asked = [...whoDecides(kind, tally, programme), ...(isLong ? slack.waiting.escalateTo : [])];
  const people = [...new Set(asked)].map((id) => `<@${id}>`).join(' ');
  return [
    `${waitsFor[kind] ?? 'This has been waiting for somebody to look at it'} since ${wordsForInstant(openedAt, timeZone)}. ${people}`.trim(),
    ...tallyLines(tally, slack),
  ].join('\n');
}

/** Those whose click is missing: the final approver once the committee has recommended, else who has not voted. */
export function whoDecides(kind: string, tally: Tally, { slack }: Programme): readonly string[] {
  if (kind !== 'soq-approval') return slack.approvers;
  if (tally.agreed !== null && slack.finalApprover !== null) return [slack.finalApprover];
  const voted = tally.votes.map(({ by }) => by);
  return slack.approvers.filter((id) => !tally.recused.includes(id) && !voted.includes(id));
}
