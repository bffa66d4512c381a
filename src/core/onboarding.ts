// The way from a selected candidate to a Trainer of Record: steps in any order, each a dated fact (domain.md, section 2).
import type { Programme } from '../programme/schema.ts';
import { wordsForDate, wordsForInstant } from './calendar.ts';
import { type ApplicationCase, annualPayments, type Onboarding } from './case.ts';
import { wordsForCents } from './money.ts';

export type OnboardingStep = Programme['onboarding'][number];

export const nothingDone: Onboarding = {
  orientation: null,
  agreementExecuted: null,
  feeWaived: null,
  qualified: null,
};

/** Whether somebody is on that way: selected, neither withdrawn nor through. */
export function isCandidate({
  application,
}: {
  application: Pick<ApplicationCase['application'], 'withdrawnAt' | 'decision' | 'onboarding'>;
}): boolean {
  const { decision, withdrawnAt, onboarding } = application;
  return decision?.outcome === 'candidate' && withdrawnAt === null && onboarding.qualified === null;
}

/** Whether a version that both have signed, or null for none, is one that need not be signed again (domain.md, case 22). */
export function isAgreementInForce(
  signed: string | null,
  { agreement }: Pick<Programme, 'agreement'>,
): boolean {
  const { version, stillValid } = agreement;
  return signed !== null && (version === null || signed === version || stillValid.includes(signed));
}

/**
 * Whether a renewal begins with the agreement ticked: it renews by itself (domain.md, section 2), unless a version is asked
 * for that was not signed. Whoever came with the roster has signed by hand.
 */
export function isAgreementCarriedOn(
  { ticked, signed }: { ticked: boolean; signed: readonly string[] },
  programme: Pick<Programme, 'agreement'>,
): boolean {
  const versions = signed.length === 0 ? ['by hand'] : signed;
  return ticked && versions.some((version) => isAgreementInForce(version, programme));
}

export type CandidateFee =
  | { state: 'open'; paidCents: number; missingCents: number }
  /** `paidOn`: the date of the payment that made it complete. */
  | { state: 'paid'; paidCents: number; excessCents: number; paidOn: string }
  | { state: 'waived'; by: string; at: Date; reason: string };

/**
 * A candidate's first annual fee. No late fee is added to it: that one is for renewals after June 30 (domain.md 1a),
 * and a candidate is selected a few days before.
 */
export function candidateFee(
  { payments, application: { onboarding } }: ApplicationCase,
  { fees }: Pick<Programme, 'fees'>,
): CandidateFee {
  if (onboarding.feeWaived !== null) return { state: 'waived', ...onboarding.feeWaived };
  let paidCents = 0;
  let paidOn: string | null = null;
  for (const payment of annualPayments(payments)) {
    paidCents += payment.amountCents;
    if (paidOn === null && paidCents >= fees.torAnnual) paidOn = payment.paidOn;
  }
  return paidOn === null
    ? { state: 'open', paidCents, missingCents: fees.torAnnual - paidCents }
    : { state: 'paid', paidCents, excessCents: paidCents - fees.torAnnual, paidOn };
}

/** Whether a step is complete. */
function isStepDone(subject: ApplicationCase, step: OnboardingStep, programme: Programme): boolean {
  const { onboarding } = subject.application;
  switch (step) {
    case 'orientation':
      return onboarding.orientation !== null;
    case 'agreement':
      return isAgreementInForce(onboarding.agreementExecuted?.version ?? null, programme);
    case 'fee':
      return candidateFee(subject, programme).state !== 'open';
  }
}

const tasks: Record<OnboardingStep, string> = {
  orientation: 'attend the orientation webinar for candidate trainers',
  agreement: 'sign the Compliance Agreement that we send you',
  fee: 'pay the annual Trainer of Record fee',
};

/** A step as what is to do, for the candidate. */
export function taskWords(step: OnboardingStep): string {
  return tasks[step];
}

/** The steps that are still open, in the programme's order. */
export function openSteps(subject: ApplicationCase, programme: Programme): readonly OnboardingStep[] {
  return programme.onboarding.filter((step) => !isStepDone(subject, step, programme));
}

const stepNames: Record<OnboardingStep, string> = {
  orientation: 'Orientation',
  agreement: 'Agreement',
  fee: 'Annual fee',
};

/** How each step stands, as rows of a card or of a status. */
export function stepRows(
  subject: ApplicationCase,
  programme: Programme,
): readonly (readonly [label: string, value: string])[] {
  return programme.onboarding.map((step) => [stepNames[step], stateOf(subject, step, programme)]);
}

/** Who said it stands in the history: a value on a card is plain text and cannot mention anybody. */
function stateOf(subject: ApplicationCase, step: OnboardingStep, programme: Programme): string {
  const { orientation, agreementExecuted } = subject.application.onboarding;
  const noted = (at: Date) => `noted on ${wordsForInstant(at, programme.timeZone)}`;
  if (step === 'orientation')
    return orientation === null ? 'open' : `${orientation.how}; ${noted(orientation.at)}`;
  if (step === 'agreement')
    return agreementExecuted === null || !isAgreementInForce(agreementExecuted.version, programme)
      ? 'open'
      : `signed by both; ${noted(agreementExecuted.at)}`;
  const fee = candidateFee(subject, programme);
  if (fee.state === 'waived') return `waived; ${noted(fee.at)}: ${fee.reason}`;
  if (fee.state === 'paid') return `${wordsForCents(fee.paidCents)} paid on ${wordsForDate(fee.paidOn)}`;
  return fee.paidCents === 0
    ? `open: ${wordsForCents(fee.missingCents)}`
    : `open: ${wordsForCents(fee.paidCents)} paid, ${wordsForCents(fee.missingCents)} missing`;
}
