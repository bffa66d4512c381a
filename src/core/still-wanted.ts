import type { Programme, QuietHours } from '../programme/schema.ts';
import { type AnnouncementCondition, announcementOutdated } from './announcement.ts';
import { plusMinutes, quietUntil, wordsForInstant } from './calendar.ts';
import type { Case } from './case.ts';
import type { Condition } from './decision.ts';
import { type StepCondition, stepOf } from './next-steps.ts';
import type { Wanted } from './reminder-condition.ts';
import { quietHoursOf, type ReminderCondition, reminderWanted } from './reminders.ts';

export type SendingFacts = {
  condition: Condition;
  /** The case as it is now; null when the mail is about none. */
  subject: Case | null;
  /** When the recipient's address bounced, or null. */
  bouncedAt: Date | null;
  /** Staff hold all mail to this person; null: they do not. */
  personHeld: { at: Date; by: string; reason: string } | null;
  /** For the condition `decision`: what the prompt's answer is now. */
  answer: string | null;
  /** For the condition `announcement`: since when its reader wants none, and whether they have applied already. */
  reader?: { optedOutAt: Date | null; hasApplied: boolean };
  programme: Programme;
  now: Date;
};

/** How the reason of a mail begins that waits because staff hold all mail to its person. */
export const heldPersonWords = 'mail to this person is held';

/** `later`: it is right, and can wait until nobody is disturbed. `impossible`: it is right and cannot arrive. */
export type SendingVerdict =
  | Wanted
  | { wanted: 'later'; at: Date; reason: string }
  | { wanted: 'impossible'; reason: string };

/** Asked again when a mail is about to be sent: paid meanwhile, withdrawn, date moved, bounced (pretix #1106, AMY #1823). */
export function stillWanted(facts: SendingFacts): SendingVerdict {
  const { bouncedAt } = facts;
  const verdict = heldBack(facts, wantedNow(facts));
  if (bouncedAt === null || verdict.wanted === false) return verdict;
  const on = wordsForInstant(bouncedAt, facts.programme.timeZone);
  return { wanted: 'impossible', reason: `mail to this address bounced on ${on}` };
}

/** So often it is asked whether a hold on a person's mail still stands; letting go asks at once. */
const heldMinutes = 60;

/** What is right waits while staff hold mail to its person; what is not right is not kept for later. */
function heldBack({ personHeld, programme, now }: SendingFacts, verdict: SendingVerdict): SendingVerdict {
  if (personHeld === null || verdict.wanted === false) return verdict;
  const since = wordsForInstant(personHeld.at, programme.timeZone);
  const reason = `${heldPersonWords} since ${since} by ${personHeld.by}: ${personHeld.reason}`;
  return { wanted: 'later', at: plusMinutes(now, heldMinutes), reason };
}

function wantedNow(facts: SendingFacts): SendingVerdict {
  const { condition, subject, answer } = facts;
  switch (condition.kind) {
    case 'always':
    case 'address-confirm':
      return { wanted: true };
    case 'reminder':
      return subject === null
        ? { wanted: false, reason: 'its case is gone' }
        : reminderVerdict(subject, condition, facts);
    case 'decision':
      return decisionWanted(subject, answer, facts.programme);
    case 'newest-version':
      return newestWanted(subject, condition.version);
    case 'status':
      return statusWanted(subject, condition.ended);
    case 'staff-reply':
      // To somebody who had withdrawn before, staff have written knowing that.
      return condition.withdrawn || subject === null || subject.kind !== 'application'
        ? { wanted: true }
        : notWithdrawn(subject, facts.programme);
    case 'next-step':
      return stepVerdict(condition, facts);
    case 'announcement':
      return announcementVerdict(condition, facts);
    case 'withdraw-confirm':
      return notWithdrawn(subject, facts.programme);
  }
}

/** What was done meanwhile is not asked for, and an old time is not told. */
function stepVerdict({ step, of }: StepCondition, { subject, programme, now }: SendingFacts): SendingVerdict {
  if (subject === null) return { wanted: false, reason: 'its case is gone' };
  const is = stepOf(subject, step, programme, now);
  if (!is.right) return { wanted: false, reason: is.reason };
  if (is.of !== of) return { wanted: false, reason: 'what it says has changed meanwhile' };
  return quietVerdict(now, programme.quietHours, programme.timeZone);
}

/** Nobody who wants none, or has applied, is announced to, and nothing that is no longer so; nor in the night. */
function announcementVerdict(
  condition: AnnouncementCondition,
  { reader, programme, now }: SendingFacts,
): SendingVerdict {
  const { timeZone, quietHours } = programme;
  const outdated = announcementOutdated(condition, programme, now);
  if (outdated !== null) return { wanted: false, reason: outdated };
  if (reader?.optedOutAt != null) {
    const since = wordsForInstant(reader.optedOutAt, timeZone);
    return { wanted: false, reason: `they asked for no more announcements on ${since}` };
  }
  if (reader?.hasApplied === true) return { wanted: false, reason: 'they have applied meanwhile' };
  return quietVerdict(now, quietHours, timeZone);
}

function quietVerdict(now: Date, quietHours: QuietHours, timeZone: string): SendingVerdict {
  const at = quietUntil(now, quietHours, timeZone);
  if (at === null) return { wanted: true };
  const until = wordsForInstant(at, timeZone);
  return { wanted: 'later', at, reason: `it waits for the quiet hours to end, until ${until}` };
}

/** Who is told that the status ended is not told so after it came back, nor the other way round. */
function statusWanted(subject: Case | null, ended: boolean): Wanted {
  if (subject?.kind !== 'term') return { wanted: false, reason: 'its term is gone' };
  const hasEnded = subject.term.lapsedAt !== null;
  if (hasEnded === ended) return { wanted: true };
  return { wanted: false, reason: ended ? 'the status is in force again' : 'the status has ended again' };
}

function newestWanted(subject: Case | null, version: number): Wanted {
  if (subject?.kind !== 'application') return { wanted: false, reason: 'its application is gone' };
  const newer = subject.submissions.findLast(({ number }) => number > version);
  return newer === undefined
    ? { wanted: true }
    : { wanted: false, reason: `version ${newer.number} of the SOQ has come meanwhile` };
}

/** Reminders that were held, or whose sending failed, do not come in the night either. */
function reminderVerdict(
  subject: Case,
  condition: ReminderCondition,
  { programme, now }: SendingFacts,
): SendingVerdict {
  const wanted = reminderWanted(subject, condition, programme, now);
  const rule = programme.reminders.find((candidate) => candidate.rule === condition.rule);
  if (!wanted.wanted || rule === undefined) return wanted;
  return quietVerdict(now, quietHoursOf(rule, programme), programme.timeZone);
}

function notWithdrawn(subject: Case | null, { timeZone }: Programme): Wanted {
  if (subject?.kind !== 'application') return { wanted: false, reason: 'its application is gone' };
  const { withdrawnAt } = subject.application;
  if (withdrawnAt === null) return { wanted: true };
  return { wanted: false, reason: `withdrawn on ${wordsForInstant(withdrawnAt, timeZone)}` };
}

function decisionWanted(subject: Case | null, answer: string | null, programme: Programme): Wanted {
  const standing = notWithdrawn(subject, programme);
  if (!standing.wanted || subject?.kind !== 'application') return standing;
  if (answer === 'taken-back') return { wanted: false, reason: 'the decision was taken back' };
  const { decision } = subject.application;
  const decided = answer === 'approve' || answer === 'decline';
  if (decided && decision === null) return { wanted: false, reason: 'the decision was taken back' };
  if (!decided && decision !== null)
    return { wanted: false, reason: 'the application has been decided meanwhile' };
  return { wanted: true };
}
