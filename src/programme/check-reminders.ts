import { isQuiet } from './quiet-hours.ts';
import { repeated } from './repeated.ts';
import type { ReferenceName, ReminderRule } from './schema.ts';
import type { Sections } from './sections.ts';
import type { FieldPath, Finding } from './source.ts';

/** `at` counts from the rule. */
type RuleFinding = { at: FieldPath; problem: string };

type About = ReminderRule['when']['about'];

/** The mails that a rule may send, by what the rule is about. */
export type ReminderMessages = Readonly<Record<About, readonly string[]>>;

/** The dates that each kind of case has. */
const references: Record<About, readonly ReferenceName[]> = {
  application: [
    'cycleOpens',
    'paymentOpens',
    'paymentCloses',
    'soqDeadline',
    'notificationWeek',
    'orientation',
    'termStarts',
    'termEnds',
  ],
  renewal: ['renewalMeeting', 'renewalOpens', 'renewalDue', 'renewalLateUntil', 'termStarts', 'termEnds'],
};

/** What may be asked of each kind of case. */
const facts: Record<About, readonly string[]> = {
  application: ['paid', 'submitted', 'decided', 'toComplete'],
  renewal: ['feeOpen', 'checklistOpen', 'open', 'done'],
};

/** Each rule has its own name, a mail, a date that its cases have, and goes out when it may. */
export function checkReminders(sections: Sections, messages: ReminderMessages): readonly Finding[] {
  const { reminders, holidays } = sections;
  const names = (reminders ?? []).map(({ rule }) => rule);
  return [
    ...repeated(holidays ?? [], ['holidays']),
    ...repeated(names, ['reminders'], 'rule'),
    ...(reminders ?? []).flatMap((reminder, at) =>
      [
        ...checkMessage(reminder, messages),
        ...checkFacts(reminder, sections),
        ...checkTime(reminder, sections),
      ].map((finding) => ({ ...finding, at: ['reminders', at, ...finding.at] })),
    ),
    ...(reminders ?? []).flatMap(({ offsets }, at) => repeated(offsets, ['reminders', at, 'offsets'])),
  ];
}

function checkMessage(rule: ReminderRule, messages: ReminderMessages): readonly RuleFinding[] {
  const { about } = rule.when;
  const findings: RuleFinding[] = [];
  for (const field of ['message', 'lastMessage'] as const) {
    const name = rule[field];
    if (name === undefined || messages[about].includes(name)) continue;
    findings.push({ at: [field], problem: `one of ${messages[about].join(', ')} (found "${name}")` });
  }
  if (!references[about].includes(rule.reference)) {
    const possible = references[about].join(', ');
    const problem = `one of ${possible} for a rule about ${named[about]} (found ${rule.reference})`;
    findings.push({ at: ['reference'], problem });
  }
  return findings;
}

const named: Record<About, string> = { application: 'an application', renewal: 'a renewal' };

/** What stops a rule is something that its cases have, and ticks are those of the checklist. */
function checkFacts({ when, stop }: ReminderRule, { renewal }: Sections): readonly RuleFinding[] {
  const foreign = Object.keys(stop)
    .filter((name) => !facts[when.about].includes(name))
    .map((name) => ({
      at: ['stop', name],
      problem: `one of ${facts[when.about].join(', ')} for a rule about ${named[when.about]} (found ${name})`,
    }));
  const checklist = renewal?.checklist ?? [];
  const items = [
    ...('open' in when ? [{ at: ['when', 'open'], items: when.open }] : []),
    ...('done' in when ? [{ at: ['when', 'done'], items: when.done }] : []),
    { at: ['stop', 'open'], items: stop.open },
    { at: ['stop', 'done'], items: stop.done },
  ];
  const unknown = items.flatMap(({ at, items: named }) =>
    (named ?? []).flatMap((item, index) =>
      renewal === undefined || checklist.includes(item)
        ? []
        : [
            {
              at: [...at, index],
              problem: `a step of renewal.checklist: ${checklist.join(', ')} (found ${item})`,
            },
          ],
    ),
  );
  return [...foreign, ...unknown];
}

/** A rung that is due in the quiet hours, or on the day itself after the hour at which all is over, never goes out. */
function checkTime(rule: ReminderRule, { quietHours, cycles }: Sections): readonly RuleFinding[] {
  const quiet = rule.quietHours ?? quietHours;
  const findings: RuleFinding[] = [];
  if (rule.quietHours !== undefined && rule.quietHours.from === rule.quietHours.to)
    findings.push({ at: ['quietHours', 'to'], problem: 'another time than quietHours.from' });
  if (quiet !== undefined && isQuiet(rule.at, quiet))
    findings.push({ at: ['at'], problem: `a time outside the quiet hours (found ${rule.at})` });
  if (rule.reference !== 'soqDeadline' && rule.reference !== 'paymentCloses') return findings;
  const onTheDay = rule.offsets.indexOf(0);
  const tooEarly = (cycles ?? []).find(({ soqDeadline, payment }) => {
    const local = rule.reference === 'soqDeadline' ? soqDeadline : payment.closes;
    return local.slice(11) <= rule.at;
  });
  if (onTheDay >= 0 && tooEarly !== undefined) {
    const problem = `not the day itself: in cycle ${tooEarly.name} it is over at ${rule.at} already (found 0d)`;
    findings.push({ at: ['offsets', onTheDay], problem });
  }
  return findings;
}
