// Reminders are planned when they are due, from facts and `now` alone: there is nothing to cancel when somebody pays.
// After downtime only the rung that is right today is sent, never the missed series (rungs.ts).
import type { Programme, QuietHours, ReminderRule } from '../programme/schema.ts';
import { isQuiet } from './calendar.ts';
import { type CalendarEvent, soqDeadlineEvent } from './calendar-event.ts';
import { type Case, mailAddressOf } from './case.ts';
import type { CaseReference, Condition, MailDraft } from './decision.ts';
import { referenceTo } from './reference-to.ts';
import { dateSourceOf, type Reference, referenceOf } from './references.ts';
import { conditionHolds, type Wanted } from './reminder-condition.ts';
import { reminderMessage } from './reminder-message.ts';
import { activeRung, offsetWords, type Rung, rungsOf } from './rungs.ts';

export type ReminderCondition = Extract<Condition, { kind: 'reminder' }>;

/**
 * The reminders that are right for this case at `now`; at most one a rule. A rung becomes a mail if there is one tick
 * between its `due` and its `until` (rungs.ts), outside the quiet hours, at which its condition holds, an address of
 * the person takes mail, and the case was there when the rung became due. That is "long enough"; its key then keeps it
 * from becoming a second one.
 * @param rules of the programme: those that are asked about
 */
export function planReminders(
  subject: Case,
  programme: Programme,
  now: Date,
  rules: readonly ReminderRule[] = programme.reminders,
): readonly MailDraft[] {
  return rules.flatMap((rule) => {
    if (isQuiet(now, quietHoursOf(rule, programme), programme.timeZone)) return [];
    const draft = planReminder(subject, rule, programme, now);
    return draft === null ? [] : [draft];
  });
}

function planReminder(subject: Case, rule: ReminderRule, programme: Programme, now: Date): MailDraft | null {
  const to = mailAddressOf(subject.person);
  const reference = referenceOf(dateSourceOf(subject), rule.reference, programme);
  if (!rule.active || to === null || reference === null) return null;
  const rung = activeRung(rule, reference, programme, now);
  if (rung === null || openedAt(subject) > rung.due) return null;
  if (!conditionHolds(subject, rule, programme, now).wanted) return null;
  const { offset } = rung;
  const condition = { kind: 'reminder', rule: rule.rule, referenceDate: reference.date, offset } as const;
  const about = referenceTo(subject);
  const calendar = deadlineOf(subject, programme, now);
  return {
    channel: 'mail',
    key: reminderKey(about, condition),
    to,
    toName: subject.person.name,
    message: reminderMessage(messageOf(rule, reference, rung, programme), subject, programme),
    about,
    personId: subject.person.id,
    condition,
    notBefore: null,
    ...(calendar === null ? {} : { calendar }),
  };
}

/** Reminders about an application are about its SOQ; those of a renewal count towards a whole day. */
function deadlineOf(subject: Case, programme: Programme, now: Date): CalendarEvent | null {
  return subject.kind === 'application' ? soqDeadlineEvent(programme, subject.application.cycle, now) : null;
}

/** The last rung in time may have a mail of its own. */
function messageOf(rule: ReminderRule, reference: Reference, { due }: Rung, programme: Programme): string {
  const last = rungsOf(rule, reference, programme).at(-1);
  return last?.due.getTime() === due.getTime() ? (rule.lastMessage ?? rule.message) : rule.message;
}

/** What makes a rung of a rule one mail for ever. The database finds those who have it by the same words. */
export function reminderKey(about: CaseReference, condition: Omit<ReminderCondition, 'kind'>): string {
  const { rule, referenceDate, offset } = condition;
  return `${reminderPrefix(about, rule)}${referenceDate}/${offsetWords(offset)}`;
}

/** What the keys of all mails of a rule about one case begin with. */
export function reminderPrefix({ kind, id }: CaseReference, rule: string): string {
  return `reminder/${kind}-${id}/${rule}/`;
}

/** When mails of this rule do not go out. */
export function quietHoursOf(rule: ReminderRule, programme: Programme): QuietHours {
  return rule.quietHours ?? programme.quietHours;
}

/** Whether a planned reminder is still right at `now`: the same question that planned it. */
export function reminderWanted(
  subject: Case,
  condition: ReminderCondition,
  programme: Programme,
  now: Date,
): Wanted {
  const no = (reason: string): Wanted => ({ wanted: false, reason });
  const rule = programme.reminders.find((candidate) => candidate.rule === condition.rule);
  if (rule === undefined || !rule.active) return no(`the rule ${condition.rule} is off`);
  const reference = referenceOf(dateSourceOf(subject), rule.reference, programme);
  if (reference?.date !== condition.referenceDate) return no('the date it counts from has moved');
  const rung = activeRung(rule, reference, programme, now);
  if (rung?.offset !== condition.offset) return no('its time has passed');
  return conditionHolds(subject, rule, programme, now);
}

/** When the case came to be: nobody is reminded of what was due before that. */
export function openedAt(subject: Case): Date {
  return subject.kind === 'application' ? subject.application.openedAt : subject.term.openedAt;
}
