// Cases and what core is asked about them, as values; a test changes what it is about.
import type { AnswerInput } from '../../src/core/answer.ts';
import type { ApplicationCase, PaymentFact, Person, SubmissionFact, TermCase } from '../../src/core/case.ts';
import type { FreshIds } from '../../src/core/decide/ids.ts';
import type { PaymentInput } from '../../src/core/decide/payment-input.ts';
import type { SubmissionInput } from '../../src/core/decide/submission-card.ts';
import type { Decision } from '../../src/core/decision.ts';
import { nothingDone } from '../../src/core/onboarding.ts';
import type { PaymentReading } from '../../src/core/payments/reading.ts';
import { type Programme, programmeSchema } from '../../src/programme/schema.ts';
import { attachment } from './mail-value.ts';
import { igpTor, igpTorSource } from './programme.ts';

/** The sample programme with some sections said otherwise. */
export function programmeWith(changes: object): Programme {
  return programmeSchema.parse({ ...igpTorSource, ...changes });
}

const ids: FreshIds = {
  person: 'new-person',
  application: 'new-application',
  payment: 'new-payment',
  submission: 'new-submission',
  term: 'new-term',
  prompt: 'new-prompt',
};

export const pat: Person = {
  id: 'pat',
  name: 'Pat Doe',
  addresses: [{ address: 'pat@example.org', bouncedAt: null }],
  slackUserId: null,
};

export function payment(changes: Partial<PaymentFact> = {}): PaymentFact {
  return {
    id: 'payment-1',
    store: 'casqa',
    orderNumber: '4812',
    purpose: 'soq-new',
    amountCents: 53000,
    currency: 'USD',
    paidOn: '2023-05-10',
    state: 'matched',
    stateReason: 'paid from a known address',
    about: null,
    ...changes,
  };
}

export function annualFee(
  paidOn: string,
  amountCents: number,
  changes: Partial<PaymentFact> = {},
): PaymentFact {
  return payment({ id: `${paidOn}-${amountCents}`, purpose: 'tor-annual', paidOn, amountCents, ...changes });
}

export function submission(changes: Partial<SubmissionFact> = {}): SubmissionFact {
  return {
    id: 'submission-1',
    number: 1,
    receivedAt: new Date('2023-05-12T17:00:00Z'),
    complete: true,
    timeliness: 'in-time',
    documents: [],
    mails: 1,
    parts: [null],
    partsOf: null,
    ...changes,
  };
}

type ApplicationChanges = Partial<Omit<ApplicationCase, 'application'>> & {
  application?: Partial<ApplicationCase['application']>;
};

/** Pat has paid on May 10 and sent nothing yet. */
export function application({ application: row = {}, ...changes }: ApplicationChanges = {}): ApplicationCase {
  return {
    kind: 'application',
    person: pat,
    programme: 'igp-tor',
    application: {
      id: 'application-1',
      cycle: '2023',
      openedAt: new Date('2023-04-20T17:00:00Z'),
      withdrawnAt: null,
      decision: null,
      resultToldAt: null,
      feeWaived: null,
      onboarding: nothingDone,
      version: 3,
      ...row,
    },
    payments: [payment()],
    waiting: [],
    submissions: [],
    ...changes,
  };
}

type TermChanges = Partial<Omit<TermCase, 'term'>> & { term?: Partial<TermCase['term']> };

/** Pat may renew into the term from July 1, 2023; nothing is done yet. */
export function term({ term: row = {}, ...changes }: TermChanges = {}): TermCase {
  return {
    kind: 'term',
    person: pat,
    programme: 'igp-tor',
    credential: { id: 'credential-1', endedOn: null },
    term: {
      id: 'term-1',
      startsOn: '2023-07-01',
      endsOn: '2024-06-30',
      openedAt: new Date('2023-05-01T07:00:00Z'),
      ticks: { qisp: null, meeting: null, agreement: null, fee: null },
      feeTickedBy: null,
      qispLostAt: null,
      confirmedAt: null,
      lapsedAt: null,
      keptUntil: null,
      version: 5,
      ...row,
    },
    payments: [],
    waiting: [],
    ...changes,
  };
}

export function reading(changes: Partial<PaymentReading> = {}): PaymentReading {
  return {
    vendor: 'woocommerce',
    order: '4812',
    status: 'paid',
    amountCents: 53000,
    currency: 'USD',
    items: [{ name: 'IGP Trainer of Record SOQ Submittal Fee', sku: null, quantity: 1, amountCents: 53000 }],
    purpose: 'soq-new',
    payer: { name: 'Pat Doe', email: 'pat@example.org' },
    paidOn: '2023-05-10',
    paidAt: null,
    doubts: [],
    ...changes,
  };
}

/** Somebody unknown pays the SOQ fee on May 10. */
export function paymentInput({
  reading: said = {},
  ...changes
}: Partial<Omit<PaymentInput, 'reading'>> & { reading?: Partial<PaymentReading> } = {}): PaymentInput {
  return {
    reading: reading(said),
    store: 'casqa',
    inboundMailId: 'mail-1',
    receivedAt: new Date('2023-05-10T16:14:00Z'),
    paidOn: said.paidOn ?? '2023-05-10',
    known: null,
    person: null,
    application: null,
    lastOutcome: null,
    annualFee: null,
    lapsed: null,
    candidate: null,
    likely: [],
    assigned: null,
    ids,
    programme: igpTor,
    now: new Date('2023-05-10T16:20:00Z'),
    ...changes,
  };
}

/** What the one card of a decision says. */
export function cardFacts(decision: Decision): (readonly [string, string])[] {
  const cards = decision.kind === 'ignore' ? [] : decision.drafts;
  return cards.flatMap((draft) => (draft.channel === 'slack' ? [...draft.prompt.facts] : []));
}

/** Pat sends one PDF a week before the deadline. */
export function submissionInput(changes: Partial<SubmissionInput> = {}): SubmissionInput {
  return {
    application: application(),
    inboundMailId: 'mail-2',
    arrival: receivedAt('2023-05-12T17:00:00Z'),
    attachments: [attachment()],
    subject: 'My SOQ',
    from: 'Pat Doe <pat@example.org>',
    text: '',
    flags: [],
    lastCycle: null,
    ids,
    programme: igpTor,
    ...changes,
  };
}

export function receivedAt(instant: string): SubmissionInput['arrival'] {
  return { receivedAt: new Date(instant), source: 'received-header', statedAt: null };
}

/** A listed approver approves Pat's SOQ on May 22. */
export function answerInput({
  prompt = {},
  ...changes
}: Partial<Omit<AnswerInput, 'prompt'>> & { prompt?: Partial<AnswerInput['prompt']> } = {}): AnswerInput {
  return {
    prompt: {
      id: 'prompt-1',
      kind: 'soq-approval',
      outboxItemId: null,
      inboundMailId: 'mail-2',
      paymentId: null,
      submissionId: 'submission-1',
      title: 'SOQ to decide: Pat Doe',
      facts: [['Version', '1']],
      people: [],
      answer: null,
      answeredAt: null,
      ...prompt,
    },
    cast: [],
    reply: null,
    terms: [],
    credential: null,
    signed: null,
    copy: null,
    list: null,
    toldAt: null,
    stranger: null,
    named: null,
    found: [],
    hold: null,
    promptId: 'prompt-2',
    choice: 'approve',
    by: 'U01APPROVER',
    byAddress: 'avery@casqa.example',
    reason: null,
    application: application({ submissions: [submission()] }),
    programme: igpTor,
    now: new Date('2023-05-22T17:00:00Z'),
    ...changes,
  };
}
