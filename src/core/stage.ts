import type { Programme } from '../programme/schema.ts';
import { dateOf } from './calendar.ts';
import {
  type ApplicationCase,
  isSoqFeeMet,
  type Onboarding,
  type PaymentFact,
  type SubmissionFact,
  type TermCase,
} from './case.ts';
import { renewalDates } from './fee.ts';

export const stages = [
  'awaiting-fee',
  'awaiting-soq',
  'soq-incomplete',
  'under-review',
  'candidate',
  'qualified',
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

/** The facts that a stage depends on: a part of every case, and all that is needed to count many of them. */
export type StageFacts =
  | {
      kind: 'application';
      application: Pick<ApplicationCase['application'], 'withdrawnAt' | 'decision'> & {
        feeWaived: object | null;
        onboarding: Pick<Onboarding, 'qualified'>;
      };
      payments: readonly Pick<PaymentFact, 'state' | 'purpose'>[];
      submissions: readonly Pick<SubmissionFact, 'complete'>[];
    }
  | {
      kind: 'term';
      credential: Pick<TermCase['credential'], 'endedOn'>;
      term: Pick<TermCase['term'], 'startsOn' | 'ticks' | 'confirmedAt' | 'lapsedAt'>;
    };

export function stageOf(subject: StageFacts, programme: Programme, now: Date): Stage {
  if (subject.kind === 'term') return termStage(subject, programme, now);
  const { withdrawnAt, decision, onboarding } = subject.application;
  // Whoever is through has a term, and what they write or withdraw later is about that.
  if (onboarding.qualified !== null) return 'qualified';
  if (withdrawnAt !== null) return 'withdrawn';
  if (decision !== null) return decision.outcome;
  if (subject.submissions.some(({ complete }) => complete)) return 'under-review';
  if (subject.submissions.length > 0) return 'soq-incomplete';
  return isSoqFeeMet(subject) ? 'awaiting-soq' : 'awaiting-fee';
}

function termStage(
  { term, credential }: Extract<StageFacts, { kind: 'term' }>,
  programme: Programme,
  now: Date,
): Stage {
  if (term.lapsedAt !== null || credential.endedOn !== null) return 'lapsed';
  if (term.confirmedAt !== null) return 'trainer-of-record';
  if (programme.renewal.checklist.every((item) => term.ticks[item] !== null)) return 'renewal-to-confirm';
  const { due } = renewalDates(term.startsOn, programme.renewal);
  return dateOf(now, programme.timeZone) > due ? 'renewal-late' : 'renewal-open';
}
