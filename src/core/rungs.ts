// When reminders are due: a rung is one offset of a rule, counted in days from a reference date of the case.
import type { CycleDates, Programme, ReferenceName, ReminderRule } from '../programme/schema.ts';
import { addDays, endOf, instantAt, instantOf } from './calendar.ts';
import { cycleNamed } from './cycle.ts';
import { renewalDates } from './fee.ts';

/** One offset of a rule for one case: when it became due and until when it is still right to send it. */
export type Rung = { offset: number; due: Date; until: Date };

/** The rung that is due at `now`, if its time has not passed. */
export function activeRung(rule: ReminderRule, reference: Reference, zone: string, now: Date): Rung | null {
  const rungs = rule.offsets
    .toSorted((a, b) => a - b)
    .map((offset) => ({ offset, due: instantAt(addDays(reference.date, offset), rule.at, zone) }));
  const index = rungs.findLastIndex((rung) => rung.due <= now);
  const rung = rungs[index];
  if (rung === undefined) return null;
  const validUntil = endOf(addDays(reference.date, rung.offset + rule.validDays), zone);
  const limits = [validUntil, rungs[index + 1]?.due, rung.offset <= 0 ? reference.at : undefined];
  const until = limits
    .filter((limit) => limit !== undefined)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
  return until !== undefined && now < until ? { ...rung, until } : null;
}

/** A date that rules count from, and the instant at which it is over. */
export type Reference = { date: string; at: Date };

/** What of a case its dates depend on: the cycle of an application, the start of a term. */
export type ReferenceSubject =
  | { kind: 'application'; application: { cycle: string } }
  | { kind: 'term'; term: { startsOn: string } };

/** The date that a rule counts from for this case, or null when the case has none of that name. */
export function referenceOf(
  subject: ReferenceSubject,
  name: ReferenceName,
  programme: Programme,
): Reference | null {
  const zone = programme.timeZone;
  if (subject.kind === 'application') {
    const cycle = cycleNamed(programme, subject.application.cycle);
    return cycle === null ? null : applicationReference(cycle, name, zone);
  }
  const dates = renewalDates(subject.term.startsOn, programme.renewal);
  if (name === 'renewalDue') return { date: dates.due, at: endOf(dates.due, zone) };
  if (name === 'renewalLateUntil') return { date: dates.lateUntil, at: endOf(dates.lateUntil, zone) };
  return null;
}

function applicationReference(cycle: CycleDates, name: ReferenceName, zone: string): Reference | null {
  if (name === 'soqDeadline') return localReference(cycle.soqDeadline, zone);
  if (name === 'paymentCloses') return localReference(cycle.payment.closes, zone);
  return null;
}

function localReference(local: string, zone: string): Reference {
  return { date: local.slice(0, 10), at: instantOf(local, zone) };
}

/** When the next rung of a rule becomes due after `now`, or null. */
export function nextDue(rule: ReminderRule, reference: Reference, zone: string, now: Date): Date | null {
  const dues = rule.offsets.map((offset) => instantAt(addDays(reference.date, offset), rule.at, zone));
  return dues.toSorted((a, b) => a.getTime() - b.getTime()).find((due) => due > now) ?? null;
}
