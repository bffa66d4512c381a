// Everything that the clock asks for: each plan is a function of `now` and facts, and has no memory.
import { onTick } from './on-tick.ts';
import { planAnnouncements } from './plan-announcements.ts';
import { planConfirmations } from './plan-confirmations.ts';
import { planDaily } from './plan-daily.ts';
import { planLadder } from './plan-ladder.ts';
import { planList } from './plan-list.ts';
import { planNudges } from './plan-nudges.ts';
import { planPayers } from './plan-payers.ts';
import { planReconciliation } from './plan-reconciliation.ts';
import { planRelease } from './plan-release.ts';
import { planSteps } from './plan-steps.ts';
import type { Desk, Shell } from './shell.ts';

/** How many mails were planned: reminders with what is asked of people, and announcements. */
export type Planned = { reminders: number; announcements: number };

/** What is due of a programme: mails, and the cards that facts and dates ask for. */
export async function planDue(shell: Shell, desk: Desk): Promise<Planned> {
  const reminders = await onTick(shell, desk);
  const steps = await planSteps(shell, desk);
  const announcements = await planAnnouncements(shell, desk);
  for (const plan of [planPayers, planRelease, planConfirmations, planList, planLadder])
    await plan(shell, desk);
  return { reminders: reminders + steps, announcements };
}

/** The same, and what only the running service says: the cards of the day and of the month, and what waits for an answer. */
export async function planAll(shell: Shell, desk: Desk): Promise<Planned> {
  const planned = await planDue(shell, desk);
  await planDaily(shell, desk);
  await planReconciliation(shell, desk);
  await planNudges(shell, desk);
  return planned;
}
