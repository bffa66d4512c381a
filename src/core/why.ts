// The answer to "did she get it, and if not, why?": for each rule, from the functions that decide and what was kept.
import type { Programme, ReminderRule } from '../programme/schema.ts';
import { quietUntil, wordsForInstant } from './calendar.ts';
import { type Case, mailAddressOf } from './case.ts';
import { referenceTo } from './reference-to.ts';
import { dateSourceOf, type Reference, referenceOf } from './references.ts';
import { conditionHolds } from './reminder-condition.ts';
import { openedAt, quietHoursOf, reminderKey, reminderPrefix } from './reminders.ts';
import { activeRung, nextDue, type Rung, rungsOf } from './rungs.ts';

/** A mail as the outbox has it. */
export type KeptReminder = {
  key: string;
  status: string;
  statusReason: string | null;
  notBefore: Date;
  sentAt: Date | null;
  /** When it came back, and what its recipient's mail system said: "cannot be delivered (5.1.1)". */
  returnedAt: Date | null;
  returnedWhy: string | null;
};

/** What is kept about somebody's mails: also whether all mail is stopped now. */
export type Kept = { mails: readonly KeptReminder[]; hold: { heldAt: Date; reason: string } | null };

/**
 * `kept`: the mail that is right now is in the outbox, and `why` says what became of it. `due`: the next tick plans it.
 * `waits`: it is right, and quiet hours keep it back. `later`: due at `next`. `no`: `why` says what keeps it back.
 * `why` is a phrase with dates and their zone, for staff.
 */
export type RuleAnswer = {
  rule: string;
  state: 'kept' | 'due' | 'waits' | 'later' | 'no';
  why: string;
  /** When another mail of this rule becomes due, if nothing changes; null when none does. */
  next: Date | null;
};

/** What each rule says of a case at `now`. */
export function explainReminders(
  subject: Case,
  programme: Programme,
  now: Date,
  kept: Kept = { mails: [], hold: null },
): readonly RuleAnswer[] {
  const { about } = dateSourceOf(subject);
  return programme.reminders
    .filter((rule) => rule.when.about === about)
    .map((rule) => ({ rule: rule.rule, ...explainRule(subject, rule, { programme, now, kept }) }));
}

/** The mails of one rule about a case, in the order that they were given. */
export function mailsOfRule<Mail extends { key: string }>(
  subject: Case,
  rule: string,
  mails: readonly Mail[],
): readonly Mail[] {
  const prefix = reminderPrefix(referenceTo(subject), rule);
  return mails.filter(({ key }) => key.startsWith(prefix));
}

type Answer = Omit<RuleAnswer, 'rule'>;
type Moment = { programme: Programme; now: Date; kept: Kept };

const no = (why: string): Answer => ({ state: 'no', why, next: null });

function explainRule(subject: Case, rule: ReminderRule, moment: Moment): Answer {
  const { programme, now, kept } = moment;
  if (!rule.active) return no('the rule is off');
  const reference = referenceOf(dateSourceOf(subject), rule.reference, programme);
  if (reference === null) return no(`the date that it counts from, ${rule.reference}, is not set`);
  const holds = conditionHolds(subject, rule, programme, now);
  const next = holds.wanted ? nextDue(rule, reference, programme, now) : null;
  const rung = activeRung(rule, reference, programme, now);
  const mail = rung === null ? null : mailOf(subject, rule, reference, rung, kept);
  if (mail !== null) return { state: 'kept', why: mailWords(mail, kept.hold, programme.timeZone), next };
  if (!holds.wanted) return no(holds.reason);
  if (mailAddressOf(subject.person) === null) return no(addressWords(subject, programme.timeZone));
  if (rung !== null && openedAt(subject) <= rung.due) return { ...dueAnswer(rule, rung, moment), next };
  const words = (instant: Date) => wordsForInstant(instant, programme.timeZone);
  if (next !== null) return { state: 'later', why: `due on ${words(next)}`, next };
  const last = rungsOf(rule, reference, programme).at(-1)?.due;
  return no(
    last === undefined ? 'its time has passed' : `its time has passed: the last was due on ${words(last)}`,
  );
}

function mailOf(subject: Case, rule: ReminderRule, { date }: Reference, { offset }: Rung, { mails }: Kept) {
  const key = reminderKey(referenceTo(subject), { rule: rule.rule, referenceDate: date, offset });
  return mails.find((mail) => mail.key === key) ?? null;
}

/** Why there is nowhere to send mail to. */
function addressWords({ person }: Case, zone: string): string {
  const bounced = person.addresses.map(
    ({ address, bouncedAt }) =>
      `mail to ${address} bounced on ${bouncedAt === null ? '?' : wordsForInstant(bouncedAt, zone)}`,
  );
  return bounced.length === 0 ? 'no address is known' : bounced.join('; ');
}

/** It is right now; what may still keep it back. */
function dueAnswer(rule: ReminderRule, rung: Rung, { programme, now }: Moment): Omit<Answer, 'next'> {
  const words = (instant: Date) => wordsForInstant(instant, programme.timeZone);
  const until = quietUntil(now, quietHoursOf(rule, programme), programme.timeZone);
  if (until !== null)
    return { state: 'waits', why: `waits for the quiet hours to end, until ${words(until)}` };
  return { state: 'due', why: `due since ${words(rung.due)}; the next tick sends it` };
}

/** What became of a mail, in a phrase with its date. */
export function mailWords(mail: KeptReminder, hold: Kept['hold'], zone: string): string {
  const words = (instant: Date) => wordsForInstant(instant, zone);
  const because = mail.statusReason === null ? '' : `: ${mail.statusReason}`;
  switch (mail.status) {
    case 'sent':
      return `sent on ${words(mail.sentAt ?? mail.notBefore)}${
        mail.returnedAt === null
          ? ''
          : `; came back on ${words(mail.returnedAt)}: ${mail.returnedWhy ?? 'nobody knows why'}`
      }`;
    case 'pending':
      return hold === null
        ? `to be sent from ${words(mail.notBefore)} on${because}`
        : `all mail is held since ${words(hold.heldAt)} (${hold.reason})`;
    case 'held':
      return `held since ${words(mail.notBefore)}${because}`;
    case 'sending':
      return 'it is being sent';
    case 'unknown':
      return `may or may not have gone out${because}`;
    default:
      return `${mail.status}${because}`;
  }
}
