import type { Programme } from '../programme/schema.ts';
import { dateOf } from './calendar.ts';
import { cycleSources, type DateSource, referenceOf } from './references.ts';
import { openRenewals } from './renewal.ts';
import { nextDue } from './rungs.ts';

/**
 * The reminders that become due later today (in the programme's zone): they are planned at their hour, so the outbox
 * does not have them yet. For whom they are right is only known then. The earliest first.
 */
export function remindersToday(programme: Programme, now: Date): { rule: string; at: Date }[] {
  const { timeZone: zone } = programme;
  const today = dateOf(now, zone);
  const sources: readonly DateSource[] = [
    ...cycleSources(programme),
    ...openRenewals(programme, today).map(({ startsOn, endsOn }) => ({
      about: 'renewal' as const,
      startsOn,
      endsOn,
    })),
  ];
  const due = programme.reminders.flatMap((rule) => {
    const times = sources.flatMap((source) => {
      const isAbout = source.about === rule.when.about;
      const reference = isAbout ? referenceOf(source, rule.reference, programme) : null;
      const at = reference === null ? null : nextDue(rule, reference, programme, now);
      return at !== null && dateOf(at, zone) === today ? [at.getTime()] : [];
    });
    return [...new Set(times)].map((at) => ({ rule: rule.rule, at: new Date(at) }));
  });
  return due.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
