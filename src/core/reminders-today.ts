import type { Programme } from '../programme/schema.ts';
import { dateOf } from './calendar.ts';
import { openRenewals } from './renewal.ts';
import { nextDue, type ReferenceSubject, referenceOf } from './rungs.ts';

/**
 * The reminders that become due later today (in the programme's zone): they are planned at their hour, so the outbox
 * does not have them yet. For whom they are right is only known then. The earliest first.
 */
export function remindersToday(programme: Programme, now: Date): { rule: string; at: Date }[] {
  const { timeZone: zone } = programme;
  const today = dateOf(now, zone);
  const subjects = [
    ...programme.cycles.map(
      ({ name }): ReferenceSubject => ({ kind: 'application', application: { cycle: name } }),
    ),
    ...openRenewals(programme, today).map(
      ({ startsOn }): ReferenceSubject => ({ kind: 'term', term: { startsOn } }),
    ),
  ];
  const due = programme.reminders.flatMap((rule) => {
    const kind = rule.when.about === 'application' ? 'application' : 'term';
    const times = subjects.flatMap((subject) => {
      const reference = subject.kind === kind ? referenceOf(subject, rule.reference, programme) : null;
      const at = reference === null ? null : nextDue(rule, reference, zone, now);
      return at !== null && dateOf(at, zone) === today ? [at.getTime()] : [];
    });
    return [...new Set(times)].map((at) => ({ rule: rule.rule, at: new Date(at) }));
  });
  return due.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
