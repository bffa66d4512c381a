// Whom a change of dates and fees concerns, counted case by case.
import type { Programme } from '../../programme/schema.ts';
import { type ApplicationCase, type Case, currentSubmission, isSoqFeeMet, type TermCase } from '../case.ts';
import { cycleNamed, soqDeadline, timelinessOf } from '../cycle.ts';
import { assessFee, renewalDates } from '../fee.ts';
import { type MovedReminders, movedReminders, type Programmes } from './moved-reminders.ts';

export type Affected = MovedReminders & {
  /** SOQs that arrived in time by the old deadline and not by the new one, and the other way round. */
  soqsLate: number;
  soqsInTime: number;
  /** People who have paid and sent no SOQ: for them the deadline is over now, or no longer. */
  shutOut: number;
  letIn: number;
  /** People who were told a fee that is no longer the fee, and have not paid it. */
  toldOldFee: number;
  /** People whose annual fee was complete and no longer would be. */
  nowLacking: number;
};

export const nobodyAffected: Affected = {
  moved: 0,
  dropped: 0,
  again: 0,
  atOnce: 0,
  soqsLate: 0,
  soqsInTime: 0,
  shutOut: 0,
  letIn: 0,
  toldOldFee: 0,
  nowLacking: 0,
};

/** `affected` with one more case counted. */
export function counting(affected: Affected, subject: Case, programmes: Programmes): Affected {
  const found = {
    ...movedReminders(subject, programmes),
    ...(subject.kind === 'application'
      ? applicationAffected(subject, programmes)
      : termAffected(subject, programmes)),
  };
  const sum = { ...affected };
  for (const [name, count] of Object.entries(found)) sum[name as keyof Affected] += Number(count);
  return sum;
}

function applicationAffected(subject: ApplicationCase, programmes: Programmes): Partial<Affected> {
  const { before, after } = programmes;
  const { decision, withdrawnAt } = subject.application;
  if (withdrawnAt !== null) return {};
  if (decision === null) return deadlineAffected(subject, programmes);
  const fee = decision.outcome === 'candidate' ? 'torAnnual' : 'soqResubmittal';
  return { toldOldFee: Number(before.fees[fee] !== after.fees[fee]) };
}

function deadlineAffected(subject: ApplicationCase, { before, after, now }: Programmes): Partial<Affected> {
  const was = deadlineOf(before, subject);
  const is = deadlineOf(after, subject);
  if (was === null || is === null || was.getTime() === is.getTime()) return {};
  const sent = currentSubmission(subject);
  if (sent === null) {
    const paid = isSoqFeeMet(subject);
    return { shutOut: Number(paid && was > now && is <= now), letIn: Number(paid && was <= now && is > now) };
  }
  const inTime = (deadline: Date, { soq }: Programme) =>
    timelinessOf(sent.receivedAt, deadline, soq.deadlineBandMinutes) === 'in-time';
  const wasInTime = inTime(was, before);
  const isInTime = inTime(is, after);
  return { soqsLate: Number(wasInTime && !isInTime), soqsInTime: Number(!wasInTime && isInTime) };
}

function deadlineOf(programme: Programme, { application }: ApplicationCase): Date | null {
  const cycle = cycleNamed(programme, application.cycle);
  return cycle === null ? null : soqDeadline(programme, cycle);
}

function termAffected({ term, payments }: TermCase, { before, after }: Programmes): Partial<Affected> {
  const isComplete = ({ fees, renewal }: Programme) =>
    ['paid', 'overpaid'].includes(assessFee(payments, renewalDates(term.startsOn, renewal), fees).state);
  const changed = before.fees.torAnnual !== after.fees.torAnnual || before.fees.late !== after.fees.late;
  if (!changed) return {};
  if (isComplete(before)) return { nowLacking: Number(!isComplete(after)) };
  return { toldOldFee: Number(term.ticks.fee === null) };
}
