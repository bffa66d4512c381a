// A case is what one mail, click or reminder is about: an application in a cycle, or the renewal of a term.
// Facts with dates; the stage is derived from them (stage.ts) and never stored.
import type { Attachment } from './mail.ts';
import type { Purpose } from './payments/reading.ts';

export type Person = {
  id: string;
  name: string;
  /** The one the person chose last, then oldest first: the first that takes mail is where mail goes. */
  addresses: readonly { address: string; bouncedAt: Date | null }[];
  slackUserId: string | null;
};

export type PaymentFact = {
  id: string;
  store: string;
  orderNumber: string;
  purpose: Purpose;
  amountCents: number;
  currency: string;
  /** YYYY-MM-DD in the programme's time zone. */
  paidOn: string;
  state: PaymentState;
  /** Why it is in that state, in words for staff. */
  stateReason: string;
  /** The case that it counts for, or would. */
  about: { kind: 'application' | 'term'; id: string } | null;
};

/**
 * `matched` counts. `review` waits for staff; `set-aside`: staff have looked, and took care of it elsewhere. `refunded`:
 * the money was given back.
 */
export type PaymentState = 'matched' | 'review' | 'refunded' | 'set-aside';

export type Timeliness = 'in-time' | 'near-deadline' | 'late';

export type SubmissionFact = {
  id: string;
  number: number;
  receivedAt: Date;
  complete: boolean;
  timeliness: Timeliness;
  documents: readonly Attachment[];
  /** From how many mails it was put together. */
  mails: number;
  /** For each of these mails whose documents could be read: which part it said to be, or null. */
  parts: readonly (number | null)[];
  /** Of how many parts they said to be, or null. */
  partsOf: number | null;
};

export type Outcome = 'candidate' | 'not-selected';

/** What staff ask of nobody any more: since when, on whose word and why. */
type Waiver = { at: Date; by: string; reason: string };

/** What staff say about the steps of a candidate; the fee is told by payments (onboarding.ts). */
export type Onboarding = {
  orientation: { at: Date; how: 'attended' | 'viewed'; by: string } | null;
  /** Of the Compliance Agreement, whatever its version: when both had signed. */
  agreementExecuted: { at: Date; by: string; version: string } | null;
  feeWaived: Waiver | null;
  /** When staff confirmed that all is complete. */
  qualified: { at: Date; by: string } | null;
};

export type ApplicationCase = {
  kind: 'application';
  person: Person;
  programme: string;
  application: {
    id: string;
    cycle: string;
    openedAt: Date;
    withdrawnAt: Date | null;
    decision: { outcome: Outcome; at: Date; by: string; reason: string | null } | null;
    /** When the mail with the result had gone out. */
    resultToldAt: Date | null;
    /** The SOQ fee, waived by staff. */
    feeWaived: Waiver | null;
    onboarding: Onboarding;
    version: number;
  };
  payments: readonly PaymentFact[];
  /** The person's payments in this programme that wait for staff, whether or not they are of this case. */
  waiting: readonly PaymentFact[];
  submissions: readonly SubmissionFact[];
};

export type ChecklistItem = 'qisp' | 'meeting' | 'agreement' | 'fee';

export type TermCase = {
  kind: 'term';
  person: Person;
  programme: string;
  credential: { id: string; endedOn: string | null };
  term: {
    id: string;
    startsOn: string;
    endsOn: string;
    openedAt: Date;
    ticks: Readonly<Record<ChecklistItem, Date | null>>;
    /** Who ticked the fee: `torq`, or a person; null while it is open. */
    feeTickedBy: string | null;
    /** When the QISP registration was found to have lapsed within the term. */
    qispLostAt: Date | null;
    confirmedAt: Date | null;
    lapsedAt: Date | null;
    /** Until which day (YYYY-MM-DD, inclusive) staff keep it open although it should have ended; null: they do not. */
    keptUntil: string | null;
    version: number;
  };
  payments: readonly PaymentFact[];
  /** The person's payments in this programme that wait for staff, whether or not they are of this case. */
  waiting: readonly PaymentFact[];
};

export type Case = ApplicationCase | TermCase;

/** The address that mail to a person goes to, or null when each of them has bounced. */
export function mailAddressOf(person: Person): string | null {
  return person.addresses.find((entry) => entry.bouncedAt === null)?.address ?? null;
}

/** Whether the SOQ fee of an application has been paid and counts, or staff have waived it. */
export function isSoqFeeMet({
  application,
  payments,
}: {
  application: { feeWaived: object | null };
  payments: readonly Pick<PaymentFact, 'state' | 'purpose'>[];
}): boolean {
  return application.feeWaived !== null || payments.some(isCountedSoqFee);
}

/** Whether staff have waived the SOQ fee and none was paid. */
export function isSoqFeeOnlyWaived({ application, payments }: ApplicationCase): boolean {
  return application.feeWaived !== null && !payments.some(isCountedSoqFee);
}

function isCountedSoqFee({ state, purpose }: Pick<PaymentFact, 'state' | 'purpose'>): boolean {
  return state === 'matched' && (purpose === 'soq-new' || purpose === 'soq-resubmittal');
}

/** Payments of the annual fee that count, in the order of their dates. */
export function annualPayments(payments: readonly PaymentFact[]): readonly PaymentFact[] {
  return payments
    .filter(
      ({ state, purpose }) => state === 'matched' && (purpose === 'tor-annual' || purpose === 'late-fee'),
    )
    .toSorted((a, b) => a.paidOn.localeCompare(b.paidOn));
}

/** The version of the SOQ that staff look at: the newest complete one. */
export function currentSubmission(application: ApplicationCase): SubmissionFact | null {
  return application.submissions.findLast((submission) => submission.complete) ?? null;
}
