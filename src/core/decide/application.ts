// What staff decide on an application, and the mail that tells the applicant.
import type { CycleDates, Programme } from '../../programme/schema.ts';
import type { AnswerDecision, AnswerInput } from '../answer.ts';
import { wordsForDate, wordsForInstant } from '../calendar.ts';
import { type ApplicationCase, mailAddressOf, type Outcome } from '../case.ts';
import { cycleNamed, notifyAt, soqDeadline } from '../cycle.ts';
import type { Draft } from '../decision.ts';
import { orientationsOf } from '../meetings.ts';
import type { Message } from '../messages.ts';
import { wordsForCents } from '../money.ts';
import { taskWords } from '../onboarding.ts';
import { answerDraft } from './payment-input.ts';
import { undoUntil } from './take-back.ts';

/** Approve or decline: the application is decided and the applicant told, at once or in the notification week. */
export function decideApplication(input: AnswerInput, outcome: Outcome): AnswerDecision {
  const { application, programme, now, by } = input;
  const undecidable = undecidableReason(input);
  if (application === null || undecidable !== null)
    return { kind: 'refuse', tell: undecidable ?? 'Nothing to decide.' };
  const { id, version, cycle } = application.application;
  if (outcome === 'not-selected' && (input.reason ?? '').trim() === '')
    return {
      kind: 'refuse',
      tell: 'Declining needs a reason that the applicant can read. Nothing was changed.',
    };
  const dates = cycleNamed(programme, cycle);
  const notBefore = dates === null ? undoUntil(now, programme.decisions) : tellAt(programme, dates, now);
  const drafts = decisionMail(input, application, outcomeMessage(input, application, outcome), notBefore);
  const word = outcome === 'candidate' ? 'Approved' : 'Declined';
  return {
    kind: 'stand',
    tell: `${word}: ${application.person.name}. ${whenTold(drafts, notBefore, programme)}`,
    event: outcome === 'candidate' ? 'approved' : 'declined',
    expects: [{ row: 'application', id, version }],
    facts: [{ fact: 'application-decided', applicationId: id, outcome, by, reason: input.reason, at: now }],
    drafts,
  };
}

/** In the notification week or at once, but never before the decision can no longer be undone. */
function tellAt(programme: Programme, dates: CycleDates, now: Date): Date {
  const undone = undoUntil(now, programme.decisions);
  const week = notifyAt(programme, dates, now);
  return week !== null && week > undone ? week : undone;
}

function whenTold(drafts: readonly Draft[], notBefore: Date, programme: Programme): string {
  if (drafts.length === 0) return nobodyTold;
  return `The applicant is told on ${wordsForInstant(notBefore, programme.timeZone)}.`;
}

/** Every address of the applicant has bounced. */
const nobodyTold = 'No address of the applicant takes mail: please tell them another way.';

/** Why nothing can be decided about it, for whoever clicked, or null. */
export function undecidableReason({ application }: AnswerInput): string | null {
  if (application === null) return 'This card names no application. Nothing was changed.';
  if (application.application.withdrawnAt !== null)
    return 'This application was withdrawn. Nothing was changed.';
  const { decision } = application.application;
  if (decision !== null)
    return `This application was decided before (${decision.outcome === 'candidate' ? 'selected' : 'not selected'}). Nothing was changed.`;
  return null;
}

function outcomeMessage(
  { programme, reason, now }: AnswerInput,
  application: ApplicationCase,
  outcome: Outcome,
): Message {
  if (outcome === 'not-selected')
    return {
      name: 'not-selected',
      values: { reason: (reason ?? '').trim(), resubmittalFee: wordsForCents(programme.fees.soqResubmittal) },
    };
  const cycle = cycleNamed(programme, application.application.cycle);
  return {
    name: 'selected',
    values: {
      orientation: cycle === null ? null : orientationWords(programme, cycle, now),
      annualFee: wordsForCents(programme.fees.torAnnual),
      termStarts: cycle === null ? '' : wordsForDate(cycle.term.starts),
      termEnds: cycle === null ? '' : wordsForDate(cycle.term.ends),
      steps: onboardingSteps(programme),
    },
  };
}

/** When the webinar is that is still to come. */
function orientationWords(programme: Programme, cycle: CycleDates, now: Date): string | null {
  const next = orientationsOf(programme, cycle).find(({ starts }) => starts > now);
  return next === undefined ? null : wordsForInstant(next.starts, programme.timeZone);
}

/** What a selected candidate has to complete, as phrases: "pay the annual Trainer of Record fee". */
export function onboardingSteps({ onboarding }: Pick<Programme, 'onboarding'>): readonly string[] {
  return onboarding.map(taskWords);
}

/** Asks for a new version with a list of deficiencies; the application stays undecided. */
export function requestResubmittal(input: AnswerInput): AnswerDecision {
  const { application, programme, now } = input;
  const undecidable = undecidableReason(input);
  if (application === null || undecidable !== null)
    return { kind: 'refuse', tell: undecidable ?? 'Nothing to decide.' };
  const deficiencies = (input.reason ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter((line) => line !== '');
  if (deficiencies.length === 0)
    return {
      kind: 'refuse',
      tell: 'A resubmittal needs at least one deficiency, so that the applicant knows what to mend.',
    };
  const cycle = cycleNamed(programme, application.application.cycle);
  const deadline = cycle === null ? now : soqDeadline(programme, cycle);
  const message: Message = {
    name: 'resubmittal-requested',
    values: {
      deficiencies,
      deadline: wordsForInstant(deadline, programme.timeZone),
      deadlinePassed: now > deadline,
      submitTo: programme.addresses.programme,
    },
  };
  const drafts = decisionMail(input, application, message, null);
  return {
    kind: 'stand',
    tell:
      drafts.length === 0
        ? `A new version is wanted from ${application.person.name}. ${nobodyTold}`
        : `Asked ${application.person.name} for a new version.`,
    event: 'resubmittal-requested',
    expects: [],
    facts: [],
    drafts,
  };
}

function decisionMail(
  input: AnswerInput,
  { person, application }: ApplicationCase,
  message: Message,
  notBefore: Date | null,
): Draft[] {
  const to = mailAddressOf(person);
  if (to === null) return [];
  const about = { kind: 'application', id: application.id } as const;
  const condition = { kind: 'decision', promptId: input.prompt.id } as const;
  return [
    answerDraft({
      key: `decision/${input.prompt.id}`,
      to,
      toName: person.name,
      message,
      about,
      personId: person.id,
      condition,
      notBefore,
    }),
  ];
}
