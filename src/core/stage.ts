import type { Programme } from '../programme/schema.ts';
import { dateOf } from './calendar.ts';
import { type Case, currentSubmission, hasPaidSoqFee, type TermCase } from './case.ts';
import { renewalDates } from './fee.ts';

export const stages = [
  'awaiting-fee',
  'awaiting-soq',
  'soq-incomplete',
  'under-review',
  'candidate',
  'not-selected',
  'withdrawn',
  'renewal-open',
  'renewal-late',
  'renewal-to-confirm',
  'trainer-of-record',
  'lapsed',
] as const;

/** Where a person stands, for display; derived from facts at `now` and stored nowhere. */
export type Stage = (typeof stages)[number];

export function stageOf(subject: Case, programme: Programme, now: Date): Stage {
  if (subject.kind === 'term') return termStage(subject, programme, now);
  const { withdrawnAt, decision } = subject.application;
  if (withdrawnAt !== null) return 'withdrawn';
  if (decision !== null) return decision.outcome;
  if (currentSubmission(subject) !== null) return 'under-review';
  if (subject.submissions.length > 0) return 'soq-incomplete';
  return hasPaidSoqFee(subject) ? 'awaiting-soq' : 'awaiting-fee';
}

function termStage({ term, credential }: TermCase, programme: Programme, now: Date): Stage {
  if (term.lapsedAt !== null || credential.endedOn !== null) return 'lapsed';
  if (term.confirmedAt !== null) return 'trainer-of-record';
  if (programme.renewal.checklist.every((item) => term.ticks[item] !== null)) return 'renewal-to-confirm';
  const { due } = renewalDates(term.startsOn, programme.renewal);
  return dateOf(now, programme.timeZone) > due ? 'renewal-late' : 'renewal-open';
}
