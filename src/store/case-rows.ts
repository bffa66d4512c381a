// How rows become the cases that core decides on.
import type { Prisma } from '../../prisma/generated/sqlite/client/client.ts';
import type {
  ApplicationCase,
  Onboarding,
  Outcome,
  PaymentFact,
  PaymentState,
  Person,
  SubmissionFact,
  TermCase,
  Timeliness,
} from '../core/case.ts';
import type { AttachmentProblem } from '../core/mail.ts';
import type { Purpose } from '../core/payments/reading.ts';

export const personParts = {
  // The one that was made primary last, then the oldest.
  addresses: {
    orderBy: [{ primaryAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'asc' }, { address: 'asc' }],
  },
} satisfies Prisma.PersonInclude;

/** With the payments of the person that wait for staff; of which programme is asked later. */
const personInCase = {
  ...personParts,
  payments: { where: { state: 'review' }, orderBy: { recordedAt: 'asc' } },
} satisfies Prisma.PersonInclude;

const applicant = {
  ...personInCase,
  agreements: { where: { countersignedAt: { not: null } }, orderBy: { countersignedAt: 'asc' } },
} satisfies Prisma.PersonInclude;

export const applicationParts = {
  person: { include: applicant },
  cycle: true,
  payments: { orderBy: { recordedAt: 'asc' } },
  submissions: { orderBy: { number: 'asc' }, include: { documents: { orderBy: { position: 'asc' } } } },
} satisfies Prisma.ApplicationInclude;

export const termParts = {
  credential: { include: { person: { include: personInCase } } },
  payments: { orderBy: { recordedAt: 'asc' } },
} satisfies Prisma.TermInclude;

type PersonRow = Prisma.PersonGetPayload<{ include: typeof personParts }>;
type ApplicationRow = Prisma.ApplicationGetPayload<{ include: typeof applicationParts }>;
type TermRow = Prisma.TermGetPayload<{ include: typeof termParts }>;
type PaymentRow = Prisma.PaymentGetPayload<object>;

export function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    addresses: row.addresses.map(({ address, bouncedAt }) => ({ address, bouncedAt })),
    slackUserId: row.slackUserId,
  };
}

export function toPayment(row: PaymentRow): PaymentFact {
  return {
    id: row.id,
    store: row.store,
    orderNumber: row.orderNumber,
    purpose: row.purpose as Purpose,
    amountCents: row.amountCents,
    currency: row.currency,
    paidOn: row.paidOn,
    state: row.state as PaymentState,
    stateReason: row.stateReason,
    about: aboutOf(row),
  };
}

function aboutOf({ applicationId, termId }: PaymentRow): PaymentFact['about'] {
  if (applicationId !== null) return { kind: 'application', id: applicationId };
  return termId === null ? null : { kind: 'term', id: termId };
}

function toSubmission(row: ApplicationRow['submissions'][number]): SubmissionFact {
  return {
    id: row.id,
    number: row.number,
    receivedAt: row.receivedAt,
    complete: row.complete,
    timeliness: row.timeliness as Timeliness,
    documents: row.documents.map(({ filename, mediaType, bytes, sha256, pages, problem }) => ({
      filename,
      type: mediaType,
      bytes,
      sha256,
      pages,
      problem: problem as AttachmentProblem | null,
    })),
    mails: row.mails,
    // Versions from before parts were told apart are of one mail that said nothing.
    parts: (row.parts as (number | null)[] | null) ?? [null],
    partsOf: row.partsOf,
  };
}

export function toApplicationCase(row: ApplicationRow): ApplicationCase {
  const { decision, decidedAt, decidedBy } = row;
  return {
    kind: 'application',
    person: toPerson(row.person),
    programme: row.cycle.programme,
    application: {
      id: row.id,
      cycle: row.cycle.name,
      openedAt: row.openedAt,
      withdrawnAt: row.withdrawnAt,
      decision:
        decision === null || decidedAt === null
          ? null
          : { outcome: decision as Outcome, at: decidedAt, by: decidedBy ?? '', reason: row.decisionReason },
      resultToldAt: row.resultToldAt,
      feeWaived:
        row.feeWaivedAt === null
          ? null
          : { at: row.feeWaivedAt, by: row.feeWaivedBy ?? '', reason: row.feeWaivedReason ?? '' },
      onboarding: onboardingOf(row),
      version: row.version,
    },
    payments: row.payments.map(toPayment),
    waiting: waitingIn(row.cycle.programme, row.person.payments),
    submissions: row.submissions.map(toSubmission),
  };
}

function onboardingOf(row: ApplicationRow): Onboarding {
  const { orientationAt, orientationBy, orientationHow, qualifiedAt, qualifiedBy } = row;
  const { candidateFeeWaivedAt, candidateFeeWaivedBy, candidateFeeWaivedReason } = row;
  const executed = row.person.agreements.findLast(({ programme }) => programme === row.cycle.programme);
  return {
    orientation:
      orientationAt === null
        ? null
        : {
            at: orientationAt,
            how: orientationHow === 'viewed' ? 'viewed' : 'attended',
            by: orientationBy ?? '',
          },
    agreementExecuted:
      executed === undefined || executed.countersignedAt === null
        ? null
        : { at: executed.countersignedAt, by: executed.countersignedBy ?? '', version: executed.version },
    feeWaived:
      candidateFeeWaivedAt === null
        ? null
        : {
            at: candidateFeeWaivedAt,
            by: candidateFeeWaivedBy ?? '',
            reason: candidateFeeWaivedReason ?? '',
          },
    qualified: qualifiedAt === null ? null : { at: qualifiedAt, by: qualifiedBy ?? '' },
  };
}

export function toTermCase(row: TermRow): TermCase {
  return {
    kind: 'term',
    person: toPerson(row.credential.person),
    programme: row.credential.programme,
    credential: { id: row.credentialId, endedOn: row.credential.endedOn },
    term: {
      id: row.id,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      openedAt: row.openedAt,
      ticks: { qisp: row.qispAt, meeting: row.meetingAt, agreement: row.agreementAt, fee: row.feeAt },
      feeTickedBy: row.feeBy,
      qispLostAt: row.qispLostAt,
      confirmedAt: row.confirmedAt,
      lapsedAt: row.lapsedAt,
      keptUntil: keptUntilIn(row.waivers),
      version: row.version,
    },
    payments: row.payments.map(toPayment),
    waiting: waitingIn(row.credential.programme, row.credential.person.payments),
  };
}

/** Kept beside the waivers, as `kept`: { by, at, reason, until }. */
function keptUntilIn(waivers: unknown): string | null {
  const { kept } = (waivers ?? {}) as { kept?: { until?: string } };
  return kept?.until ?? null;
}

function waitingIn(programme: string, payments: readonly PaymentRow[]): PaymentFact[] {
  return payments.filter((payment) => payment.programme === programme).map(toPayment);
}
