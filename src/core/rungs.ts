// When reminders are due: a rung is one offset of a rule, counted in days or business days from a reference date.
import type { Programme, ReminderRule } from '../programme/schema.ts';
import type { Offset } from '../programme/values.ts';
import { addBusinessDays, addDays, businessDayFrom, dateOf, endOf, instantAt } from './calendar.ts';
import type { Reference } from './references.ts';

/** One offset of a rule: when it becomes due, and until when it is right to send it (`until` itself is too late). */
export type Rung = { offset: Offset; due: Date; until: Date };

/** The rung that is due at `now`, if its time has not passed. */
export function activeRung(
  rule: ReminderRule,
  reference: Reference,
  programme: Programme,
  now: Date,
): Rung | null {
  return rungsOf(rule, reference, programme).find(({ due, until }) => due <= now && now < until) ?? null;
}

/** When the next rung of a rule becomes due after `now`, or null. Rungs that another one overtakes are none. */
export function nextDue(
  rule: ReminderRule,
  reference: Reference,
  programme: Programme,
  now: Date,
): Date | null {
  return rungsOf(rule, reference, programme).find(({ due, until }) => due > now && due < until)?.due ?? null;
}

/**
 * All rungs of a rule, in the order of their time. A rung ends where the next begins, after `validDays`, and when it
 * counts down to a date, with that date: no mail announces what is over.
 */
export function rungsOf(rule: ReminderRule, reference: Reference, programme: Programme): readonly Rung[] {
  const rungs = knownRungs(rule, programme);
  const key = `${reference.date} ${reference.at.getTime()}`;
  const known = rungs.get(key);
  if (known !== undefined) return known;
  const made = makeRungs(rule, reference, programme);
  rungs.set(key, made);
  return made;
}

/** A tick asks for the same few rungs once a person; they depend on nothing but the programme and a date. */
const known = new WeakMap<Programme, WeakMap<ReminderRule, Map<string, readonly Rung[]>>>();

function knownRungs(rule: ReminderRule, programme: Programme): Map<string, readonly Rung[]> {
  const ofProgramme = known.get(programme) ?? new WeakMap<ReminderRule, Map<string, readonly Rung[]>>();
  known.set(programme, ofProgramme);
  const ofRule = ofProgramme.get(rule) ?? new Map<string, readonly Rung[]>();
  ofProgramme.set(rule, ofRule);
  return ofRule;
}

function makeRungs(rule: ReminderRule, reference: Reference, programme: Programme): readonly Rung[] {
  const zone = programme.timeZone;
  const dues = rule.offsets
    .map((offset) => ({ offset, due: instantAt(dayOf(rule, reference, offset, programme), rule.at, zone) }))
    .toSorted((a, b) => a.due.getTime() - b.due.getTime());
  return dues.map(({ offset, due }, index) => {
    const limits = [
      endOf(addDays(dateOf(due, zone), rule.validDays), zone),
      dues[index + 1]?.due,
      daysIn(offset) <= 0 ? reference.at : undefined,
    ].flatMap((limit) => (limit === undefined ? [] : [limit.getTime()]));
    return { offset, due, until: new Date(Math.min(...limits)) };
  });
}

/**
 * The day of a rung. With `businessDays` one that counts down moves to the business day before, so that nobody gets
 * less notice; one that comes after the date moves to the next, as it may not be true earlier.
 */
function dayOf(rule: ReminderRule, { date }: Reference, offset: Offset, { holidays }: Programme): string {
  const days = daysIn(offset);
  const counted = typeof offset === 'number' ? addDays(date, days) : addBusinessDays(date, days, holidays);
  if (!rule.businessDays && typeof offset === 'number') return counted;
  return businessDayFrom(counted, days <= 0 ? -1 : 1, holidays);
}

/** How many days, or business days, an offset counts: negative before the date. */
function daysIn(offset: Offset): number {
  return typeof offset === 'number' ? offset : Number.parseInt(offset, 10);
}

/** "-7d", "-3bd": an offset as it stands in keys and is told to staff. */
export function offsetWords(offset: Offset): string {
  return typeof offset === 'number' ? `${offset}d` : offset;
}
