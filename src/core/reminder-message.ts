// The mails that a reminder rule may name, filled with what is true of a case.
import type { Programme } from '../programme/schema.ts';
import { instantAt, wordsForDate, wordsForInstant } from './calendar.ts';
import type { ApplicationCase, Case, ChecklistItem, TermCase } from './case.ts';
import { cycleNamed, soqDeadline } from './cycle.ts';
import { assessFee, renewalDates } from './fee.ts';
import { lastDayOf } from './ladder.ts';
import type { Message, MessageName, MessageValues } from './messages.ts';
import { wordsForCents } from './money.ts';
import { candidateFee, openSteps, taskWords } from './onboarding.ts';
import { soqLimits } from './soq-limits.ts';

/** The messages that rules may use, by what the rule is about; checked when a programme is loaded. */
export const reminderMessages = {
  application: ['soq-reminder', 'soq-last-reminder', 'onboarding-reminder', 'candidate-fee'],
  renewal: ['renewal-reminder', 'late-fee-notice'],
} as const satisfies Record<string, readonly MessageName[]>;

/** @throws RangeError when the rule's message does not fit the case; the check at load makes that impossible. */
export function reminderMessage(name: string, subject: Case, programme: Programme): Message {
  if (subject.kind === 'application' && (name === 'soq-reminder' || name === 'soq-last-reminder'))
    return { name, values: soqReminderValues(subject, programme) };
  if (subject.kind === 'application' && name === 'onboarding-reminder')
    return { name, values: onboardingValues(subject, programme) };
  if (subject.kind === 'application' && name === 'candidate-fee')
    return { name, values: candidateFeeValues(subject, programme) };
  if (subject.kind === 'term' && name === 'renewal-reminder')
    return { name, values: renewalValues(subject, programme) };
  if (subject.kind === 'term' && name === 'late-fee-notice')
    return { name, values: lateFeeValues(subject, programme) };
  throw new RangeError(`no reminder ${name} about a ${subject.kind}`);
}

function soqReminderValues(subject: ApplicationCase, programme: Programme): MessageValues['soq-reminder'] {
  const cycle = cycleNamed(programme, subject.application.cycle);
  const payment = subject.payments.find((entry) => entry.state === 'matched');
  const { acceptedTypes, maxSize } = soqLimits(programme);
  return {
    order: payment?.orderNumber ?? '',
    deadline: cycle === null ? '' : wordsForInstant(soqDeadline(programme, cycle), programme.timeZone),
    submitTo: programme.addresses.programme,
    acceptedTypes,
    maxSize,
  };
}

function onboardingValues(
  subject: ApplicationCase,
  programme: Programme,
): MessageValues['onboarding-reminder'] {
  const open = openSteps(subject, programme);
  return {
    openItems: open.map(taskWords),
    amount: open.includes('fee') ? missingFee(subject, programme) : null,
    signsAgreement: open.includes('agreement'),
    ...termWords(subject, programme),
  };
}

function candidateFeeValues(subject: ApplicationCase, programme: Programme): MessageValues['candidate-fee'] {
  const product = programme.payments.products.find(({ purpose }) => purpose === 'tor-annual');
  return {
    amount: missingFee(subject, programme),
    item: product?.names[0] ?? 'annual fee',
    payBy: null,
    ...termWords(subject, programme),
  };
}

function missingFee(subject: ApplicationCase, programme: Programme): string {
  const fee = candidateFee(subject, programme);
  return wordsForCents(fee.state === 'open' ? fee.missingCents : 0);
}

/** The term that a candidate comes into. */
function termWords({ application }: ApplicationCase, programme: Programme) {
  const term = cycleNamed(programme, application.cycle)?.term;
  const words = (date: string | undefined) => (date === undefined ? '' : wordsForDate(date));
  return { termStarts: words(term?.starts), termEnds: words(term?.ends) };
}

function renewalValues(subject: TermCase, programme: Programme): MessageValues['renewal-reminder'] {
  const dates = renewalDates(subject.term.startsOn, programme.renewal);
  const fee = assessFee(subject.payments, dates, programme.fees);
  return {
    termStarts: wordsForDate(subject.term.startsOn),
    termEnds: wordsForDate(subject.term.endsOn),
    due: dueWords(dates.due, programme),
    fee: wordsForCents(fee.state === 'underpaid' ? fee.missingCents : programme.fees.torAnnual),
    lateFee: wordsForCents(programme.fees.late),
    openItems: openItems(subject, programme),
    feeOpen: programme.renewal.checklist.includes('fee') && subject.term.ticks.fee === null,
    path: programme.renewal.path,
  };
}

function lateFeeValues(subject: TermCase, programme: Programme): MessageValues['late-fee-notice'] {
  const dates = renewalDates(subject.term.startsOn, programme.renewal);
  const fee = assessFee(subject.payments, dates, programme.fees);
  const total = programme.fees.torAnnual + programme.fees.late;
  return {
    due: dueWords(dates.due, programme),
    totalDue: wordsForCents(fee.state === 'underpaid' ? total - fee.paidCents : total),
    fee: wordsForCents(programme.fees.torAnnual),
    lateFee: wordsForCents(programme.fees.late),
    lateUntil: dueWords(lastDayOf(subject, programme.renewal), programme),
    path: programme.renewal.path,
  };
}

/** A day that counts to its last minute, with the zone: "Friday, June 30, 2023, 11:59 PM PDT". */
export function dueWords(date: string, programme: Programme): string {
  return wordsForInstant(instantAt(date, '23:59', programme.timeZone), programme.timeZone);
}

/** The renewal steps as what has been done. */
export const itemWords: Record<ChecklistItem, string> = {
  qisp: 'your QISP qualification is current',
  meeting: 'renewal meeting attended, or its recording viewed',
  agreement: 'Compliance Agreement in force',
  fee: 'annual fee paid',
};

/** The renewal steps as what is to do. */
const itemTasks: Record<ChecklistItem, string> = {
  qisp: 'keep your QISP qualification current',
  meeting: 'attend the renewal meeting, or view its recording',
  agreement: 'have your Compliance Agreement in force',
  fee: 'pay the annual fee',
};

/**
 * The renewal steps that are still open, in the programme's order, as what is to do.
 * @param done those that are done with what is decided now
 */
export function openItems(
  subject: TermCase,
  programme: Programme,
  done: readonly ChecklistItem[] = [],
): readonly string[] {
  return programme.renewal.checklist
    .filter((item) => subject.term.ticks[item] === null && !done.includes(item))
    .map((item) => itemTasks[item]);
}
