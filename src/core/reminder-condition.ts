// Whom a reminder rule is for: what has to hold, what stops it, and which of these it was, in dated words for staff.
import type { Programme, ReminderRule } from '../programme/schema.ts';
import { dateOf, wordsForDate, wordsForInstant } from './calendar.ts';
import {
  type ApplicationCase,
  type Case,
  type ChecklistItem,
  currentSubmission,
  isSoqFeeMet,
  type PaymentFact,
  type TermCase,
} from './case.ts';
import { assessFee, renewalDates } from './fee.ts';
import { lastDayOf } from './ladder.ts';
import { isCandidate, type OnboardingStep, openSteps } from './onboarding.ts';
import { waitingForApplication, waitingForTerm, waitingWords } from './waiting.ts';

/** Whether a mail is still right, asked when it is planned and again when it is sent. */
export type Wanted = { wanted: true } | { wanted: false; reason: string };

const yes: Wanted = { wanted: true };
const no = (reason: string): Wanted => ({ wanted: false, reason });

/** One thing that a rule may ask, as it is: true or not, and since when, in words. */
type Answer = { is: boolean; words: string };

/** Whether a case is one that the rule is for at `now`. */
export function conditionHolds(subject: Case, rule: ReminderRule, programme: Programme, now: Date): Wanted {
  if ((subject.kind === 'application') !== (rule.when.about === 'application'))
    return no(`the rule is about ${rule.when.about === 'application' ? 'applications' : 'renewals'}`);
  const over = endedWords(subject, programme, now);
  if (over !== null) return no(over);
  const waiting = waitingPayment(subject, rule, programme);
  if (waiting !== null) return no(waitingWords(waiting));
  const answers = answersFor(subject, programme);
  const decided = decidedAlready(subject, rule, answers);
  if (decided !== null) return no(decided);
  for (const [name, asked] of askedBy(rule.when)) {
    const answer = answers(name, asked);
    if (answer.is !== (asked !== false)) return no(answer.words);
  }
  for (const [name, asked] of askedBy(rule.stop)) {
    const answer = answers(name, asked);
    if (answer.is === (asked !== false)) return no(answer.words);
  }
  return yes;
}

/** Whether a rule is for those who have been decided about. */
export function isForDecided(when: ReminderRule['when']): boolean {
  return when.about === 'application' && (when.decided === true || when.toComplete !== undefined);
}

/** A rule that does not ask for a decision is for those who wait for one; the words of the decision, or null. */
function decidedAlready(
  subject: Case,
  { when }: ReminderRule,
  answers: (name: string, asked: Asked[1]) => Answer,
): string | null {
  if (subject.kind !== 'application' || isForDecided(when)) return null;
  const { is, words } = answers('decided', false);
  return is ? words : null;
}

type Asked = readonly [name: string, asked: boolean | readonly (ChecklistItem | OnboardingStep)[]];

function askedBy(facts: ReminderRule['when'] | ReminderRule['stop']): readonly Asked[] {
  return Object.entries(facts).flatMap(([name, asked]): Asked[] =>
    name === 'about' || asked === undefined ? [] : [[name, asked as Asked[1]]],
  );
}

/** What stops every rule and every other mail about a case, in words; null: nothing. */
export function endedWords(subject: Case, programme: Programme, now: Date): string | null {
  const on = (instant: Date) => wordsForInstant(instant, programme.timeZone);
  if (subject.kind === 'application') {
    const { withdrawnAt } = subject.application;
    return withdrawnAt === null ? null : `withdrawn on ${on(withdrawnAt)}`;
  }
  const { credential, term } = subject;
  if (credential.endedOn !== null)
    return `no longer a Trainer of Record since ${wordsForDate(credential.endedOn)}`;
  if (term.confirmedAt !== null) return `the renewal was confirmed on ${on(term.confirmedAt)}`;
  if (term.lapsedAt !== null) return `the renewal lapsed on ${on(term.lapsedAt)}`;
  const lateUntil = lastDayOf(subject, programme.renewal);
  return dateOf(now, programme.timeZone) > lateUntil
    ? `the last day for renewing was ${wordsForDate(lateUntil)}`
    : null;
}

function waitingPayment(subject: Case, rule: ReminderRule, programme: Programme): PaymentFact | null {
  if (subject.kind === 'application')
    return 'paid' in rule.when && rule.when.paid === false ? waitingForApplication(subject) : null;
  const dates = renewalDates(subject.term.startsOn, programme.renewal);
  return feeAnswer(subject, programme).is ? waitingForTerm(subject, dates) : null;
}

function answersFor(subject: Case, programme: Programme) {
  return (name: string, asked: Asked[1]): Answer => {
    if (subject.kind === 'application')
      return name === 'toComplete' && typeof asked !== 'boolean'
        ? stepsAnswer(subject, asked, programme)
        : applicationAnswer(subject, name, programme);
    const items = programme.renewal.checklist.filter(
      (item) => typeof asked === 'boolean' || asked.includes(item),
    );
    if (name === 'feeOpen') return feeAnswer(subject, programme);
    const open = openAmong(items, subject, programme);
    const { is, words } =
      open.length > 0
        ? { is: true, words: `still open: ${open.join(', ')}` }
        : { is: false, words: doneWords(items, subject, programme) };
    return name === 'done' ? { is: !is, words } : { is, words };
  };
}

function feeWords(
  { application }: ApplicationCase,
  fee: PaymentFact | undefined,
  on: (instant: Date) => string,
): string {
  if (fee !== undefined) return `paid on ${wordsForDate(fee.paidOn)}`;
  return application.feeWaived === null ? 'paid' : `the fee was waived on ${on(application.feeWaived.at)}`;
}

function applicationAnswer(subject: ApplicationCase, name: string, programme: Programme): Answer {
  const on = (instant: Date) => wordsForInstant(instant, programme.timeZone);
  if (name === 'paid') {
    const fee = subject.payments.find(({ state }) => state === 'matched');
    const is = isSoqFeeMet(subject);
    return { is, words: is ? feeWords(subject, fee, on) : 'not paid' };
  }
  if (name === 'submitted') {
    const current = currentSubmission(subject);
    return current === null
      ? { is: false, words: 'no complete SOQ has come' }
      : { is: true, words: `the SOQ came on ${on(current.receivedAt)}` };
  }
  const { decision } = subject.application;
  return decision === null
    ? { is: false, words: 'not decided' }
    : { is: true, words: `decided on ${on(decision.at)}` };
}

/** Whether a candidate who knows of it has one of these steps to complete. */
function stepsAnswer(subject: ApplicationCase, asked: readonly string[], programme: Programme): Answer {
  const { resultToldAt, onboarding } = subject.application;
  if (!isCandidate(subject))
    return {
      is: false,
      words: onboarding.qualified === null ? 'not selected' : 'a Trainer of Record already',
    };
  if (resultToldAt === null) return { is: false, words: 'not told yet that they are selected' };
  const open = openSteps(subject, programme).filter((step) => asked.includes(step));
  return open.length > 0
    ? { is: true, words: `still open: ${open.join(', ')}` }
    : { is: false, words: `${asked.join(', ')}: done` };
}

/** Whether the annual fee is open. */
function feeAnswer({ term, payments }: TermCase, programme: Programme): Answer {
  if (term.ticks.fee !== null) {
    const last = payments.filter(({ state }) => state === 'matched').at(-1);
    const words =
      last === undefined
        ? `ticked on ${wordsForInstant(term.ticks.fee, programme.timeZone)}`
        : `paid on ${wordsForDate(last.paidOn)}`;
    return { is: false, words: `the fee was ${words}` };
  }
  const fee = assessFee(payments, renewalDates(term.startsOn, programme.renewal), programme.fees);
  return fee.state === 'paid' || fee.state === 'overpaid'
    ? { is: false, words: `the fee was paid on ${wordsForDate(fee.paidOn)}` }
    : { is: true, words: 'the fee is still open' };
}

function openAmong(items: readonly ChecklistItem[], subject: TermCase, programme: Programme) {
  return items.filter((item) =>
    item === 'fee' ? feeAnswer(subject, programme).is : subject.term.ticks[item] === null,
  );
}

function doneWords(items: readonly ChecklistItem[], { term }: TermCase, programme: Programme): string {
  const last = items
    .flatMap((item) => term.ticks[item] ?? [])
    .toSorted((a, b) => b.getTime() - a.getTime())[0];
  const since = last === undefined ? '' : ` since ${wordsForInstant(last, programme.timeZone)}`;
  return `${items.join(', ')}: done${since}`;
}
