import type { Programme } from '../../programme/schema.ts';
import { dateOf, wordsForDate, wordsForInstant } from '../calendar.ts';
import type { TermCase } from '../case.ts';
import { assessFee, renewalDates } from '../fee.ts';
import { lastDayOf } from '../ladder.ts';
import { wordsForCents } from '../money.ts';
import { dueWords, itemWords, openItems } from '../reminder-message.ts';
import { stageOf } from '../stage.ts';
import { lookedAtWords, waitingForTerm } from '../waiting.ts';
import type { Standing } from './standing.ts';

/** Where the renewal into a term stands: the checklist, and what is open until when. */
export function termStanding(subject: TermCase, programme: Programme, now: Date): Standing {
  return { ...outlook(subject, programme, now), have: haveLines(subject, programme) };
}

function outlook(subject: TermCase, programme: Programme, now: Date): Omit<Standing, 'have'> {
  const { startsOn, endsOn } = subject.term;
  const span = `the term from ${wordsForDate(startsOn)} to ${wordsForDate(endsOn)}`;
  const dates = renewalDates(startsOn, programme.renewal);
  const nothing = 'nothing to do for now';
  switch (stageOf(subject, programme, now)) {
    case 'lapsed':
      return {
        action: 'your term has ended',
        headline: 'You are no longer listed as a Trainer of Record.',
        next: [`Your status has ended (${span}). To come back, please qualify again with the next RFQ.`],
      };
    case 'trainer-of-record':
      return {
        action: nothing,
        headline: 'You are a Trainer of Record.',
        next: [`You are a Trainer of Record for ${span}. There is nothing to do for now.`],
      };
    case 'renewal-to-confirm':
      return {
        action: nothing,
        headline: 'Your renewal is complete on our checklist.',
        next: [`Our staff check that all is complete for ${span}, and then we email you your certificate.`],
      };
    case 'renewal-late':
      return lateOutlook(subject, programme, now);
    default:
      return {
        action: `please complete your renewal by ${dueWords(dates.due, programme)}`,
        headline: `Your renewal is open until ${dueWords(dates.due, programme)}.`,
        next: openLines(subject, programme, now),
      };
  }
}

function lateOutlook(subject: TermCase, programme: Programme, now: Date): Omit<Standing, 'have'> {
  const { due } = renewalDates(subject.term.startsOn, programme.renewal);
  const lateUntil = lastDayOf(subject, programme.renewal);
  const until = dueWords(lateUntil, programme);
  if (dateOf(now, programme.timeZone) > lateUntil)
    return {
      action: 'your renewal has closed',
      headline: 'Your renewal has closed.',
      next: [
        `The last day to renew was ${until}. Please reply to this email if you think that this is wrong.`,
      ],
    };
  return {
    action: `please complete your renewal, it was due by ${dueWords(due, programme)}`,
    headline: `Your renewal is overdue. You can still renew until ${until}.`,
    next: openLines(subject, programme, now),
  };
}

function openLines(subject: TermCase, programme: Programme, now: Date): string[] {
  const items = openItems(subject, programme).map((item) => `Still open: ${item}`);
  return [...items, ...feeLines(subject, programme, now)];
}

/** What is still to be paid today, and how; none when the fee is paid. */
function feeLines(subject: TermCase, programme: Programme, now: Date): string[] {
  if (!programme.renewal.checklist.includes('fee') || subject.term.ticks.fee !== null) return [];
  const dates = renewalDates(subject.term.startsOn, programme.renewal);
  const waiting = waitingForTerm(subject, dates);
  if (waiting !== null) return [lookedAtWords(waiting)];
  const { torAnnual, late } = programme.fees;
  const fee = assessFee(subject.payments, dates, programme.fees);
  const where = `Where to pay: ${programme.renewal.path}.`;
  if (fee.state === 'underpaid')
    return [`Of the annual fee ${wordsForCents(fee.missingCents)} is missing. ${where}`];
  if (dateOf(now, programme.timeZone) > dates.due)
    return [
      `Annual fee: ${wordsForCents(torAnnual + late)}, with the late fee of ${wordsForCents(late)}. ${where}`,
    ];
  const after = `after ${dueWords(dates.due, programme)} a late fee of ${wordsForCents(late)} is added`;
  return [`Annual fee: ${wordsForCents(torAnnual)}; ${after}. ${where}`];
}

function haveLines({ term, payments }: TermCase, programme: Programme): string[] {
  const done = programme.renewal.checklist.flatMap((item) => {
    const at = term.ticks[item];
    return at === null ? [] : [`Done: ${itemWords[item]} (noted ${wordsForInstant(at, programme.timeZone)})`];
  });
  const paid = payments
    .filter(({ state }) => state === 'matched')
    .map(
      ({ amountCents, currency, paidOn, orderNumber }) =>
        `Annual fee: ${wordsForCents(amountCents, currency)}, paid on ${wordsForDate(paidOn)}, order ${orderNumber}`,
    );
  return [...done, ...paid];
}
