import type { Programme } from '../../programme/schema.ts';
import { addDays, dateOf, wordsForDate, wordsForInstant } from '../calendar.ts';
import {
  type ApplicationCase,
  currentSubmission,
  isSoqFeeOnlyWaived,
  type PaymentFact,
  type SubmissionFact,
} from '../case.ts';
import { cycleNamed, soqDeadline } from '../cycle.ts';
import { wordsForCents } from '../money.ts';
import { soqLimits } from '../soq-limits.ts';
import { stageOf } from '../stage.ts';
import { lookedAtWords, waitingForApplication } from '../waiting.ts';
import { onboardingSteps } from './application.ts';
import type { CaseInHand } from './command-input.ts';
import type { Standing } from './standing.ts';

type ApplicationInHand = CaseInHand & { subject: ApplicationCase };

/** Where an application stands, as its applicant may know it: a decision counts once its mail was sent. */
export function applicationStanding(inHand: ApplicationInHand, programme: Programme, now: Date): Standing {
  return { ...outlook(inHand, programme, now), have: haveLines(inHand, programme) };
}

type Outlook = Omit<Standing, 'have'>;

function outlook(inHand: ApplicationInHand, programme: Programme, now: Date): Outlook {
  const known = inHand.toldAt === null ? undecided(inHand.subject) : inHand.subject;
  switch (stageOf(known, programme, now)) {
    case 'withdrawn':
      return withdrawnOutlook(known, programme);
    case 'candidate':
      return candidateOutlook(programme);
    case 'not-selected':
      return notSelectedOutlook(inHand.toldAt ?? now, programme);
    case 'under-review':
      return reviewOutlook(inHand, programme, now);
    case 'awaiting-soq':
      return soqOutlook(
        `${isSoqFeeOnlyWaived(known) ? 'You have no fee to pay' : 'Your fee is paid'}. Please send your SOQ next.`,
        'send',
        known,
        programme,
        now,
      );
    case 'soq-incomplete':
      return soqOutlook('Your SOQ cannot be reviewed yet.', 'correct', known, programme, now);
    default:
      return feeOutlook(known);
  }
}

function undecided(subject: ApplicationCase): ApplicationCase {
  return { ...subject, application: { ...subject.application, decision: null } };
}

function withdrawnOutlook({ application }: ApplicationCase, programme: Programme): Outlook {
  const on = wordsForInstant(application.withdrawnAt ?? application.openedAt, programme.timeZone);
  return {
    action: 'your application is withdrawn',
    headline: 'Your application is withdrawn.',
    next: [`You withdrew your application on ${on}. There is nothing more to do.`],
  };
}

function candidateOutlook(programme: Programme): Outlook {
  return {
    action: 'please complete the steps to become a Trainer of Record',
    headline: 'You are selected as a candidate.',
    next: onboardingSteps(programme).map((step) => `Please ${step}.`),
  };
}

function notSelectedOutlook(toldAt: Date, programme: Programme): Outlook {
  const on = wordsForInstant(toldAt, programme.timeZone);
  return {
    action: 'you may try again with the next RFQ',
    headline: 'Your SOQ was not selected this time.',
    next: [
      `The reason is in our email of ${on}. Write RESEND to us, and you get it once more.`,
      `You may submit an SOQ the next time we issue a Request for Qualifications (RFQ), for the reduced fee of ${wordsForCents(programme.fees.soqResubmittal)}.`,
    ],
  };
}

function reviewOutlook(inHand: ApplicationInHand, programme: Programme, now: Date): Outlook {
  const current = currentSubmission(inHand.subject);
  const { revisionAskedAt } = inHand;
  if (revisionAskedAt !== null && current !== null && revisionAskedAt > current.receivedAt)
    return soqOutlook('Your SOQ needs a revision.', 'revise', inHand.subject, programme, now);
  const headline = 'Your SOQ is under review.';
  const action = 'your SOQ is under review, nothing to do for now';
  const band =
    current === null || current.timeliness === 'in-time'
      ? []
      : [
          `Your SOQ arrived ${current.timeliness === 'late' ? 'after' : 'very close to'} the deadline: a member of our staff decides whether it can be considered.`,
        ];
  const cycle = cycleNamed(programme, inHand.subject.application.cycle);
  if (cycle === null) return { action, headline, next: [...band, 'We email you the answer.'] };
  const week = wordsForDate(cycle.notificationWeek);
  if (dateOf(now, programme.timeZone) >= addDays(cycle.notificationWeek, 7))
    return {
      action: 'please ask us for your result',
      headline,
      next: [
        ...band,
        `Answers went out in the week of ${week}. If you have none, please reply to this email: a person will look into it.`,
      ],
    };
  return {
    action,
    headline,
    next: [...band, `Answers go out in the week of ${week}. We cannot name the day in advance.`],
  };
}

const soqWords = { send: 'SOQ', correct: 'corrected SOQ', revise: 'revised SOQ' } as const;

function soqOutlook(
  headline: string,
  verb: keyof typeof soqWords,
  { application }: ApplicationCase,
  programme: Programme,
  now: Date,
): Outlook {
  const cycle = cycleNamed(programme, application.cycle);
  const deadline = cycle === null ? now : soqDeadline(programme, cycle);
  const by = wordsForInstant(deadline, programme.timeZone);
  const { acceptedTypes } = soqLimits(programme);
  const how = `Reply to this email with your ${soqWords[verb]} attached as ${acceptedTypes}.`;
  if (now > deadline)
    return {
      action: `please ${verb} your SOQ, the deadline has passed`,
      headline,
      next: [
        `${how} The deadline was ${by}: a member of our staff decides whether it can still be considered.`,
      ],
    };
  return {
    action: `please ${verb} your SOQ by ${by}`,
    headline,
    next: [`${how} It has to reach us by ${by}. We answer every SOQ with an email.`],
  };
}

function feeOutlook(subject: ApplicationCase): Outlook {
  const waiting = waitingForApplication(subject);
  if (waiting !== null)
    return {
      action: 'our staff are looking at your payment',
      headline: 'Our staff are looking at your payment.',
      next: [lookedAtWords(waiting)],
    };
  return {
    action: 'we cannot find your SOQ fee',
    headline: 'We cannot find your SOQ fee.',
    next: [
      'If it is paid, reply to this email with the order number. If not, please log in to your account and pay it there.',
    ],
  };
}

function haveLines({ subject, missing }: ApplicationInHand, programme: Programme): string[] {
  const newest = subject.submissions.at(-1);
  return [
    ...subject.payments.map(paymentLine),
    ...(isSoqFeeOnlyWaived(subject) ? ['SOQ fee: nothing to pay'] : []),
    ...subject.submissions.map((one) => submissionLine(one, one === newest ? missing : [], programme)),
  ];
}

const paymentStates: Record<PaymentFact['state'], string> = {
  matched: '',
  review: '; our staff are looking at it',
  refunded: '; refunded',
  'set-aside': '; our staff have looked at it',
};

/** "SOQ fee: $530.00, paid on Wednesday, May 10, 2023, order 4812". */
function paymentLine({ amountCents, currency, paidOn, orderNumber, state }: PaymentFact): string {
  const amount = wordsForCents(amountCents, currency);
  return `SOQ fee: ${amount}, paid on ${wordsForDate(paidOn)}, order ${orderNumber}${paymentStates[state]}`;
}

function submissionLine(one: SubmissionFact, missing: readonly string[], { timeZone }: Programme): string {
  const late = one.timeliness === 'late' ? ', after the deadline' : '';
  const arrived = `SOQ version ${one.number}: arrived ${wordsForInstant(one.receivedAt, timeZone)}${late}`;
  if (one.complete) return `${arrived}; complete`;
  return `${arrived}; not complete${missing.length === 0 ? '' : `: ${missing.join('; ')}`}`;
}
