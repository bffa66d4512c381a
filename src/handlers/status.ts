// The answer to "where does she stand, and why did or didn't she get this mail?"
import { dateOf } from '../core/calendar.ts';
import type { ApplicationCase, Case, PaymentState, Timeliness } from '../core/case.ts';
import { caseWords } from '../core/case-words.ts';
import { wordsForFile } from '../core/kept-file.ts';
import { stepRows } from '../core/onboarding.ts';
import type { Purpose } from '../core/payments/reading.ts';
import { type Stage, stageOf } from '../core/stage.ts';
import { waitingWords } from '../core/waiting.ts';
import { explainReminders, type Kept, mailsOfRule, mailWords, type RuleAnswer } from '../core/why.ts';
import type { Programme } from '../programme/schema.ts';
import { personByAddress } from '../store/cases.ts';
import { heldPeople } from '../store/held-people.ts';
import { standingHold } from '../store/holds.ts';
import { casesIn, casesOfPerson, historyOf, type KeptMail, mailsTo } from '../store/overview.ts';
import type { Shell } from './shell.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

type RuleStatus = {
  rule: string;
  state: RuleAnswer['state'];
  /** When the last mail of this rule went out. */
  sent: string | null;
  why: string;
  next: string | null;
  /** Every mail that the rule has made, with what became of it and the words as they were kept for sending. */
  mails: readonly { subject: string; status: string; why: string; to: string; text: string }[];
};

export type CaseStatus = {
  programme: string;
  kind: Case['kind'];
  about: string;
  stage: Stage;
  payments: readonly {
    order: string;
    purpose: Purpose;
    amountCents: number;
    paidOn: string;
    state: PaymentState;
  }[];
  submissions: readonly { version: number; receivedAt: string; complete: boolean; timeliness: Timeliness }[];
  /** For a candidate: each step of onboarding and how it stands; also once they are through. */
  steps: readonly (readonly [step: string, state: string])[];
  rules: readonly RuleStatus[];
};

export type PersonStatus = {
  name: string;
  addresses: readonly string[];
  cases: readonly CaseStatus[];
  /** Payments that count for nothing until staff have looked. */
  waiting: readonly { payment: string; why: string }[];
  /** Since when staff hold all mail to this person, by whom and why; null when they do not. */
  personHeld: { since: string; by: string; reason: string } | null;
  /** Since when no mail goes out, and why; null when it does. */
  held: { since: string; reason: string } | null;
  mails: readonly {
    subject: string;
    status: string;
    at: string;
    reason: string | null;
    text: string;
    files: readonly string[];
  }[];
  history: readonly { at: string; by: string; event: string; reason: string }[];
};

/** Everything known of the person with this address, or null when nobody has it. Instants are ISO 8601 in UTC. */
export async function statusOf(shell: Reading, address: string): Promise<PersonStatus | null> {
  const { read } = shell.database;
  const person = await personByAddress(read, address);
  if (person === null) return null;
  const mails = await mailsTo(read, person.id);
  const kept = { mails, hold: await standingHold(read) };
  const cases = await casesOfPerson(read, person.id);
  const personHold = (await heldPeople(read, [person.id])).get(person.id);
  return {
    name: person.name,
    addresses: person.addresses.map((entry) => entry.address),
    cases: cases.flatMap((subject) => {
      const desk = shell.desks.find(({ programme }) => programme.name === subject.programme);
      return desk === undefined ? [] : [caseStatus(subject, desk.programme, kept, shell.now())];
    }),
    waiting: waitingIn(cases),
    personHeld: personHold === undefined ? null : { ...personHold, since: personHold.at.toISOString() },
    held: kept.hold === null ? null : { since: kept.hold.heldAt.toISOString(), reason: kept.hold.reason },
    mails: mails.map((mail) => ({
      subject: mail.subject,
      status: mail.status,
      at: (mail.sentAt ?? mail.notBefore).toISOString(),
      reason: mail.returnedAt === null ? mail.statusReason : `came back: ${mail.returnedWhy}`,
      text: mail.text,
      /** As "certificate.pdf (80 KB)". */
      files: mail.files.map(wordsForFile),
    })),
    history: (await historyOf(read, person.id)).map((row) => ({ ...row, at: row.at.toISOString() })),
  };
}

/** Each case knows those of its person in its programme. */
function waitingIn(cases: readonly Case[]): PersonStatus['waiting'] {
  const payments = new Map(cases.flatMap(({ waiting }) => waiting).map((payment) => [payment.id, payment]));
  return [...payments.values()].map((payment) => ({
    payment: waitingWords(payment),
    why: payment.stateReason,
  }));
}

type KeptMails = Kept & { mails: readonly KeptMail[] };

function caseStatus(subject: Case, programme: Programme, kept: KeptMails, now: Date): CaseStatus {
  return {
    programme: programme.name,
    kind: subject.kind,
    about: caseWords(subject),
    stage: stageOf(subject, programme, now),
    payments: subject.payments.map(({ orderNumber, purpose, amountCents, paidOn, state }) => ({
      order: orderNumber,
      purpose,
      amountCents,
      paidOn,
      state,
    })),
    submissions:
      subject.kind === 'term'
        ? []
        : subject.submissions.map(({ number, receivedAt, complete, timeliness }) => ({
            version: number,
            receivedAt: receivedAt.toISOString(),
            complete,
            timeliness,
          })),
    steps: subject.kind === 'application' && wasSelected(subject) ? stepRows(subject, programme) : [],
    rules: rulesOf(subject, programme, now, kept),
  };
}

function wasSelected({ application }: ApplicationCase): boolean {
  return application.decision?.outcome === 'candidate' && application.withdrawnAt === null;
}

function rulesOf(subject: Case, programme: Programme, now: Date, kept: KeptMails): RuleStatus[] {
  return explainReminders(subject, programme, now, kept).map(({ rule, state, why, next }) => {
    const mails = mailsOfRule(subject, rule, kept.mails);
    return {
      rule,
      state,
      sent: mails.findLast(({ status }) => status === 'sent')?.sentAt?.toISOString() ?? null,
      why,
      next: next?.toISOString() ?? null,
      mails: mails.map((mail) => ({
        subject: mail.subject,
        status: mail.status,
        why: mailWords(mail, kept.hold, programme.timeZone),
        to: mail.to,
        text: mail.text,
      })),
    };
  });
}

export type ListEntry = { programme: string; name: string; address: string; about: string; stage: Stage };

/** Everyone in the programmes, with their stage; only those at `stage` when one is given. */
export async function listPeople(shell: Reading, stage: Stage | null): Promise<ListEntry[]> {
  const entries: ListEntry[] = [];
  for (const { programme } of shell.desks) {
    const today = dateOf(shell.now(), programme.timeZone);
    for (const subject of await casesIn(shell.database.read, { programme: programme.name, today })) {
      const entry = {
        programme: programme.name,
        name: subject.person.name,
        address: subject.person.addresses[0]?.address ?? '',
        about: caseWords(subject),
        stage: stageOf(subject, programme, shell.now()),
      };
      if (stage === null || entry.stage === stage) entries.push(entry);
    }
  }
  return entries;
}
