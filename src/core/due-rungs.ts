// Which rungs are due at all, before anybody is loaded: everybody in one cycle, or in terms with the same days, has them
// in common.
import type { Programme, ReminderRule } from '../programme/schema.ts';
import { isQuiet } from './calendar.ts';
import { type DateSource, referenceOf } from './references.ts';
import { quietHoursOf } from './reminders.ts';
import { activeRung, offsetWords } from './rungs.ts';

export type DueRung = {
  source: DateSource;
  rule: ReminderRule;
  /** What the keys of its mails end with: "/soq-missing/2027-05-19/-7d". */
  keyEnd: string;
};

/** The rungs that are due at `now`; whom they concern is asked of each person's facts (reminders.ts). */
export function dueRungs(
  sources: readonly DateSource[],
  programme: Programme,
  now: Date,
): readonly DueRung[] {
  return sources.flatMap((source) =>
    programme.reminders.flatMap((rule) => dueRung(source, rule, programme, now)),
  );
}

function dueRung(source: DateSource, rule: ReminderRule, programme: Programme, now: Date): DueRung[] {
  if (!rule.active || rule.when.about !== source.about) return [];
  if (isQuiet(now, quietHoursOf(rule, programme), programme.timeZone)) return [];
  const reference = referenceOf(source, rule.reference, programme);
  const rung = reference === null ? null : activeRung(rule, reference, programme, now);
  if (reference === null || rung === null) return [];
  return [{ source, rule, keyEnd: `/${rule.rule}/${reference.date}/${offsetWords(rung.offset)}` }];
}
