// What becomes of the reminders of one case when dates move: asked of the same rungs that plan them.
import type { Programme, ReminderRule } from '../../programme/schema.ts';
import type { Case } from '../case.ts';
import { dateSourceOf, referenceOf } from '../references.ts';
import { conditionHolds } from '../reminder-condition.ts';
import { openedAt } from '../reminders.ts';
import { type Rung, rungsOf } from '../rungs.ts';

/** `again`: it was due already and becomes due once more; `atOnce`: it is due now. */
export type MovedReminders = { moved: number; dropped: number; again: number; atOnce: number };

export type Programmes = { before: Programme; after: Programme; now: Date };

export function movedReminders(subject: Case, programmes: Programmes): MovedReminders {
  const count: MovedReminders = { moved: 0, dropped: 0, again: 0, atOnce: 0 };
  for (const rule of programmes.after.reminders)
    for (const fate of fatesOf(subject, rule, programmes)) count[fate] += 1;
  return count;
}

function fatesOf(subject: Case, rule: ReminderRule, programmes: Programmes): (keyof MovedReminders)[] {
  const { before, after, now } = programmes;
  if (!rule.active || !isFor(subject, rule, programmes)) return [];
  const old = rungs(subject, rule, before);
  const next = rungs(subject, rule, after);
  if (old.date === next.date && old.ends === next.ends) return [];
  return rule.offsets.flatMap((offset) => {
    const was = old.rungs.find((rung) => rung.offset === offset);
    const is = next.rungs.find((rung) => rung.offset === offset);
    const fate = fateOf(subject, { was, is }, now);
    return fate === null ? [] : [fate];
  });
}

function fateOf(
  subject: Case,
  { was, is }: { was: Rung | undefined; is: Rung | undefined },
  now: Date,
): keyof MovedReminders | null {
  const wasToCome = was !== undefined && isToCome(was, now);
  if (is !== undefined && isToCome(is, now)) {
    if (!wasToCome) return 'again';
    return was.due.getTime() === is.due.getTime() ? null : 'moved';
  }
  const isDue = is !== undefined && is.due <= now && now < is.until && openedAt(subject) <= is.due;
  if (isDue) return 'atOnce';
  return wasToCome ? 'dropped' : null;
}

/** Overtaken rungs never become mails. */
function isToCome({ due, until }: Rung, now: Date): boolean {
  return due > now && due < until;
}

function isFor(subject: Case, rule: ReminderRule, { before, after, now }: Programmes): boolean {
  return (
    conditionHolds(subject, rule, before, now).wanted || conditionHolds(subject, rule, after, now).wanted
  );
}

function rungs(subject: Case, rule: ReminderRule, programme: Programme) {
  const reference = referenceOf(dateSourceOf(subject), rule.reference, programme);
  if (reference === null) return { date: null, ends: null, rungs: [] };
  return {
    date: reference.date,
    ends: reference.at.getTime(),
    rungs: rungsOf(rule, reference, programme),
  };
}
