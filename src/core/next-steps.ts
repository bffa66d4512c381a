// Mails that are right as soon as something is known: a meeting to join or missed, a recording to view, an agreement to
// sign. Like a reminder each is a function of facts and `now`; what it says is part of its key, so that news is a new mail.
import type { Programme } from '../programme/schema.ts';
import { addDays, endOf } from './calendar.ts';
import type { ApplicationCase, Case, TermCase } from './case.ts';
import { cycleNamed } from './cycle.ts';
import type { CaseReference, Condition, StepName } from './decision.ts';
import { type Meeting, missedFrom, orientationsOf, renewalMeetingOf } from './meetings.ts';
import { isAgreementInForce, isCandidate } from './onboarding.ts';
import { endedWords } from './reminder-condition.ts';

/** `of`: what the mail says that may change, such as the time and the link of a meeting. */
export type StepCondition = Extract<Condition, { kind: 'next-step' }>;

/** What a mail is about, when it is right; or why it is not, in words for staff. */
export type Step =
  | { right: true; step: 'orientation'; of: string; meeting: Meeting }
  | { right: true; step: 'orientation-missed'; of: string; missed: Meeting; next: Meeting | null }
  | { right: true; step: 'agreement'; of: string }
  | { right: true; step: 'renewal-meeting'; of: string; meeting: Meeting }
  | { right: true; step: 'recording'; of: string; meeting: Meeting; recording: string };

type Not = { right: false; reason: string };
const not = (reason: string): Not => ({ right: false, reason });

/** What makes a mail about a step one mail for ever. */
export function stepKey({ kind, id }: CaseReference, { step, of }: Omit<StepCondition, 'kind'>): string {
  return `${stepPrefix({ kind, id }, step)}${of}`;
}

/** What the keys of all mails about a step of one case begin with. */
export function stepPrefix({ kind, id }: CaseReference, step: StepName): string {
  return `step/${kind}-${id}/${step}/`;
}

/** How an invitation is told from another one: by when the meeting is, and where to join. */
export function invitationOf({ at, joinAt }: Pick<Meeting, 'at' | 'joinAt'>): string {
  return `${at} ${joinAt ?? 'link to follow'}`;
}

/** How one mail about a missed orientation is told from another: by which was missed, and which is the next. */
export function missedOf(missed: Meeting, next: Meeting | null): string {
  return `${missed.at} next ${next === null ? 'none' : invitationOf(next)}`;
}

/** How one mail about a recording is told from another. */
export function recordingOf({ at }: Pick<Meeting, 'at'>, recording: string): string {
  return `${at} ${recording}`;
}

/** The time of a meeting that an earlier invitation said. */
export function timeInvitedTo(of: string): string {
  return of.slice(0, '2023-06-20 10:00'.length);
}

/** Whether a mail about this step is right for the case at `now`. */
export function stepOf(subject: Case, step: StepName, programme: Programme, now: Date): Step | Not {
  if (step === 'agreement') return agreementStep(subject, programme, now);
  if (subject.kind === 'application') {
    if (step === 'orientation') return orientationStep(subject, programme, now);
    if (step === 'orientation-missed') return missedStep(subject, programme, now);
    return not('the meeting is for those who renew');
  }
  if (step === 'renewal-meeting') return renewalMeetingStep(subject, programme, now);
  if (step === 'recording') return recordingStep(subject, programme, now);
  return not('the orientation is for candidates');
}

/** Why somebody is not on the way from candidate to trainer, or has not been told yet; null: they are. */
function noCandidateReason(subject: ApplicationCase): string | null {
  const { withdrawnAt, decision, resultToldAt, onboarding } = subject.application;
  if (withdrawnAt !== null) return 'withdrawn';
  if (onboarding.qualified !== null) return 'a Trainer of Record already';
  if (!isCandidate(subject) || decision === null) return 'not selected, or the decision was taken back';
  return resultToldAt === null ? 'not told yet that they are selected' : null;
}

function orientationReason(subject: ApplicationCase, { onboarding }: Programme): string | null {
  if (!onboarding.includes('orientation')) return 'the programme has no orientation';
  const reason = noCandidateReason(subject);
  if (reason !== null) return reason;
  return subject.application.onboarding.orientation === null ? null : 'the orientation is done';
}

/** The one that a candidate knew of and that is over, and the one that is to come. */
function sessionsFor({ application }: ApplicationCase, programme: Programme, now: Date) {
  const cycle = cycleNamed(programme, application.cycle);
  const sessions = cycle === null ? [] : orientationsOf(programme, cycle);
  const told = application.resultToldAt ?? now;
  return {
    missed: sessions.findLast(({ starts, ends }) => ends <= now && starts > told) ?? null,
    next: sessions.find(({ starts }) => starts > now) ?? null,
  };
}

function orientationStep(subject: ApplicationCase, programme: Programme, now: Date): Step | Not {
  const reason = orientationReason(subject, programme);
  if (reason !== null) return not(reason);
  const { missed, next } = sessionsFor(subject, programme, now);
  if (next === null) return not('no orientation is to come');
  if (missed !== null) return not('whether they were at the one before is noted first');
  return { right: true, step: 'orientation', of: invitationOf(next), meeting: next };
}

/** So many days after a meeting nobody is told any more that they missed it. */
export const staleDays = 30;

function missedStep(subject: ApplicationCase, programme: Programme, now: Date): Step | Not {
  const reason = orientationReason(subject, programme);
  if (reason !== null) return not(reason);
  const { missed, next } = sessionsFor(subject, programme, now);
  if (missed === null) return not('they have missed none');
  if (now < missedFrom(missed, programme)) return not('attendance is being noted');
  if (now >= endOf(addDays(missed.at.slice(0, 10), staleDays), programme.timeZone))
    return not('it is too long ago');
  return { right: true, step: 'orientation-missed', of: missedOf(missed, next), missed, next };
}

function agreementStep(subject: Case, programme: Programme, now: Date): Step | Not {
  const { agreement } = programme;
  if (agreement.file === null || agreement.version === null) return not('the programme mails no agreement');
  const reason =
    subject.kind === 'application'
      ? candidateAgreementReason(subject, programme)
      : termReason(subject, programme, { item: 'agreement', now });
  return reason === null ? { right: true, step: 'agreement', of: agreement.version } : not(reason);
}

function candidateAgreementReason(subject: ApplicationCase, programme: Programme): string | null {
  if (!programme.onboarding.includes('agreement')) return 'onboarding asks for no agreement';
  const signed = subject.application.onboarding.agreementExecuted?.version ?? null;
  return isAgreementInForce(signed, programme)
    ? 'the agreement is signed by both'
    : noCandidateReason(subject);
}

/** Why an item of a renewal is not to be asked for. */
function termReason(
  subject: TermCase,
  programme: Programme,
  { item, now }: { item: 'agreement' | 'meeting'; now: Date },
): string | null {
  if (!programme.renewal.checklist.includes(item)) return 'it is not on the checklist of the renewal';
  const over = endedWords(subject, programme, now);
  if (over !== null) return over;
  return subject.term.ticks[item] === null ? null : 'it is ticked';
}

function renewalMeetingStep(subject: TermCase, programme: Programme, now: Date): Step | Not {
  const reason = termReason(subject, programme, { item: 'meeting', now });
  if (reason !== null) return not(reason);
  const meeting = renewalMeetingOf(programme, subject.term.startsOn);
  if (meeting === null || meeting.starts <= now) return not('no renewal meeting is to come');
  return { right: true, step: 'renewal-meeting', of: invitationOf(meeting), meeting };
}

function recordingStep(subject: TermCase, programme: Programme, now: Date): Step | Not {
  const reason = termReason(subject, programme, { item: 'meeting', now });
  if (reason !== null) return not(reason);
  const meeting = renewalMeetingOf(programme, subject.term.startsOn);
  if (meeting === null || meeting.recording === null) return not('no recording is known');
  if (now < missedFrom(meeting, programme)) return not('attendance is being noted');
  const { recording } = meeting;
  return { right: true, step: 'recording', of: recordingOf(meeting, recording), meeting, recording };
}
