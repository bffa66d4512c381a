// Reminders are planned when they are due, from facts and `now` alone: there is nothing to cancel when somebody pays.
// After downtime only the rung that is right today is sent, never the missed series (rungs.ts).
import type { Programme, ReminderRule } from '../programme/schema.ts';
import { dateOf, isQuiet } from './calendar.ts';
import { type Case, currentSubmission, hasPaidSoqFee, mailAddressOf } from './case.ts';
import type { Condition, MailDraft } from './decision.ts';
import { assessFee, renewalDates } from './fee.ts';
import { referenceTo } from './reference-to.ts';
import { reminderMessage } from './reminder-message.ts';
import { activeRung, nextDue, referenceOf } from './rungs.ts';
import { waitingForApplication, waitingForTerm, waitingWords } from './waiting.ts';

/** Whether a mail is still right, asked when it is planned and again when it is sent. */
export type Wanted = { wanted: true } | { wanted: false; reason: string };

const yes: Wanted = { wanted: true };
const no = (reason: string): Wanted => ({ wanted: false, reason });

/** The reminders that are right for this case at `now`; at most one a rule. */
export function planReminders(subject: Case, programme: Programme, now: Date): readonly MailDraft[] {
  if (isQuiet(now, programme.quietHours, programme.timeZone)) return [];
  return programme.reminders.flatMap((rule) => {
    const draft = planReminder(subject, rule, programme, now);
    return draft === null ? [] : [draft];
  });
}

function planReminder(subject: Case, rule: ReminderRule, programme: Programme, now: Date): MailDraft | null {
  const to = mailAddressOf(subject.person);
  const reference = referenceOf(subject, rule.reference, programme);
  if (to === null || reference === null) return null;
  const rung = activeRung(rule, reference, programme.timeZone, now);
  if (rung === null || opened(subject) > rung.due) return null;
  const condition: Condition = {
    kind: 'reminder',
    rule: rule.rule,
    referenceDate: reference.date,
    offset: rung.offset,
  };
  if (!reminderWanted(subject, condition, programme, now).wanted) return null;
  const about = referenceTo(subject);
  return {
    channel: 'mail',
    key: `reminder/${about.kind}-${about.id}/${rule.rule}/${reference.date}/${rung.offset}d`,
    to,
    toName: subject.person.name,
    message: reminderMessage(rule.message, subject, programme),
    about,
    personId: subject.person.id,
    condition,
    notBefore: null,
  };
}

/** Whether a planned reminder is still right at `now`: the same question that planned it. */
export function reminderWanted(
  subject: Case,
  condition: Extract<Condition, { kind: 'reminder' }>,
  programme: Programme,
  now: Date,
): Wanted {
  const rule = programme.reminders.find((candidate) => candidate.rule === condition.rule);
  if (rule === undefined) return no(`the rule ${condition.rule} is off`);
  const reference = referenceOf(subject, rule.reference, programme);
  if (reference?.date !== condition.referenceDate) return no('the date it counts from has moved');
  const rung = activeRung(rule, reference, programme.timeZone, now);
  if (rung?.offset !== condition.offset) return no('its time has passed');
  return conditionHolds(subject, rule, programme, now);
}

function conditionHolds(subject: Case, rule: ReminderRule, programme: Programme, now: Date): Wanted {
  if (subject.kind === 'application') return applicationHolds(subject, rule);
  if (subject.credential.endedOn !== null)
    return no(`no longer a Trainer of Record since ${subject.credential.endedOn}`);
  if (subject.term.confirmedAt !== null) return no('the renewal has been confirmed');
  if (subject.term.lapsedAt !== null) return no('the renewal has lapsed');
  return termHolds(subject, rule, programme, now);
}

function applicationHolds(subject: Extract<Case, { kind: 'application' }>, rule: ReminderRule): Wanted {
  if (rule.when.about !== 'application') return no('the rule is about renewals');
  const { application } = subject;
  if (application.withdrawnAt !== null) return no(`withdrawn on ${application.withdrawnAt.toISOString()}`);
  const facts = {
    paid: hasPaidSoqFee(subject),
    submitted: currentSubmission(subject) !== null,
    decided: application.decision !== null,
  };
  for (const [name, actual] of Object.entries(facts)) {
    const asked = rule.when[name as keyof typeof facts];
    if (asked !== undefined && asked !== actual) return no(`${actual ? 'already' : 'not'} ${name}`);
  }
  const waiting = rule.when.paid === false ? waitingForApplication(subject) : null;
  return waiting === null ? yes : no(waitingWords(waiting));
}

function termHolds(
  subject: Extract<Case, { kind: 'term' }>,
  rule: ReminderRule,
  programme: Programme,
  now: Date,
): Wanted {
  if (rule.when.about !== 'renewal') return no('the rule is about applications');
  const dates = renewalDates(subject.term.startsOn, programme.renewal);
  if (dateOf(now, programme.timeZone) > dates.lateUntil) return no('the last day for renewing has passed');
  const fee = assessFee(subject.payments, dates, programme.fees);
  const feeOpen = subject.term.ticks.fee === null && fee.state !== 'paid' && fee.state !== 'overpaid';
  const waiting = feeOpen ? waitingForTerm(subject, dates) : null;
  if (waiting !== null) return no(waitingWords(waiting));
  const open = programme.renewal.checklist.some((item) =>
    item === 'fee' ? feeOpen : subject.term.ticks[item] === null,
  );
  if (rule.when.feeOpen !== undefined && rule.when.feeOpen !== feeOpen)
    return no(feeOpen ? 'the fee is still open' : 'the fee has been paid');
  if (rule.when.checklistOpen !== undefined && rule.when.checklistOpen !== open)
    return no(open ? 'the checklist is still open' : 'the checklist is complete');
  return yes;
}

/** When the case came to be: nobody is reminded of what was due before that. */
function opened(subject: Case): Date {
  return subject.kind === 'application' ? subject.application.openedAt : subject.term.openedAt;
}

/** What each rule says of a case at `now`: due with which rung, or why not. The same functions that plan. */
export function explainReminders(subject: Case, programme: Programme, now: Date): readonly RuleAnswer[] {
  const about = subject.kind === 'application' ? 'application' : 'renewal';
  return programme.reminders
    .filter((rule) => rule.when.about === about)
    .map((rule) => ({ rule: rule.rule, ...explainRule(subject, rule, programme, now) }));
}

/** `at`: when it is or was due; null when it has no time any more. */
export type RuleAnswer = { rule: string; due: boolean; at: Date | null; why: string };

function explainRule(
  subject: Case,
  rule: ReminderRule,
  programme: Programme,
  now: Date,
): Omit<RuleAnswer, 'rule'> {
  const reference = referenceOf(subject, rule.reference, programme);
  if (reference === null) return { due: false, at: null, why: 'the date it counts from is not known' };
  const holds = conditionHolds(subject, rule, programme, now);
  const next = nextDue(rule, reference, programme.timeZone, now);
  if (!holds.wanted) return { due: false, at: null, why: holds.reason };
  const rung = activeRung(rule, reference, programme.timeZone, now);
  if (rung !== null && opened(subject) <= rung.due) return { due: true, at: rung.due, why: 'due now' };
  return next === null
    ? { due: false, at: null, why: 'its time has passed' }
    : { due: false, at: next, why: 'not due yet' };
}
