import { isQuiet } from './quiet-hours.ts';
import { repeated } from './repeated.ts';
import type { ReminderRule } from './schema.ts';
import type { Sections } from './sections.ts';
import type { Finding } from './source.ts';

/** The mails that a rule may send, by what the rule is about. */
export type ReminderMessages = Readonly<Record<ReminderRule['when']['about'], readonly string[]>>;

/** The dates that each kind of case has. */
const references: Record<ReminderRule['when']['about'], readonly ReminderRule['reference'][]> = {
  application: ['soqDeadline', 'paymentCloses'],
  renewal: ['renewalDue', 'renewalLateUntil'],
};

/** Each rule has its own name, a mail, a date that its cases have, and goes out when it may. */
export function checkReminders(
  { reminders, quietHours }: Sections,
  messages: ReminderMessages,
): readonly Finding[] {
  if (reminders === undefined) return [];
  const names = reminders.map(({ rule }) => rule);
  return [
    ...repeated(names, ['reminders'], 'rule'),
    ...reminders.flatMap((reminder, at) => [
      ...checkReminder(reminder, messages).map(({ field, problem }) => ({
        at: ['reminders', at, field],
        problem,
      })),
      ...repeated(reminder.offsets, ['reminders', at, 'offsets']),
      ...(quietHours !== undefined && isQuiet(reminder.at, quietHours)
        ? [{ at: ['reminders', at, 'at'], problem: `a time outside the quiet hours (found ${reminder.at})` }]
        : []),
    ]),
  ];
}

function checkReminder(
  rule: ReminderRule,
  messages: ReminderMessages,
): readonly { field: string; problem: string }[] {
  const findings: { field: string; problem: string }[] = [];
  const possible = references[rule.when.about];
  const mails = messages[rule.when.about];
  if (!mails.includes(rule.message)) {
    findings.push({ field: 'message', problem: `one of ${mails.join(', ')} (found "${rule.message}")` });
  }
  if (!possible.includes(rule.reference)) {
    const problem = `${possible.join(' or ')} for a rule about an ${rule.when.about} (found ${rule.reference})`;
    findings.push({ field: 'reference', problem: problem.replace('an renewal', 'a renewal') });
  }
  return findings;
}
