// The answer to "where does she stand, and why did or didn't she get this mail?"
import { dateOf, wordsForInstant } from '../core/calendar.ts';
import type { Case } from '../core/case.ts';
import { caseWords } from '../core/case-words.ts';
import { wordsForCents } from '../core/money.ts';
import { explainReminders } from '../core/reminders.ts';
import { type Stage, stageOf } from '../core/stage.ts';
import { waitingWords } from '../core/waiting.ts';
import type { Programme } from '../programme/schema.ts';
import { personByAddress } from '../store/cases.ts';
import { casesIn, casesOf, historyOf, type KeptMail, mailsTo } from '../store/overview.ts';
import type { Shell } from './shell.ts';

type Reading = Pick<Shell, 'database' | 'desks' | 'now'>;

type RuleStatus = { rule: string; sent: string | null; why: string };

type CaseStatus = {
  programme: string;
  kind: Case['kind'];
  about: string;
  stage: Stage;
  payments: readonly { order: string; purpose: string; amountCents: number; paidOn: string; state: string }[];
  submissions: readonly { version: number; receivedAt: string; complete: boolean; timeliness: string }[];
  rules: readonly RuleStatus[];
};

export type PersonStatus = {
  name: string;
  addresses: readonly string[];
  cases: readonly CaseStatus[];
  /** Payments that count for nothing until staff have looked. */
  waiting: readonly { payment: string; why: string }[];
  mails: readonly { subject: string; status: string; at: string; reason: string | null }[];
  history: readonly { at: string; by: string; event: string; reason: string }[];
};

/** Everything known of the person with this address, or null when nobody has it. Instants are ISO 8601 in UTC. */
export async function statusOf(shell: Reading, address: string): Promise<PersonStatus | null> {
  const { read } = shell.database;
  const person = await personByAddress(read, address);
  if (person === null) return null;
  const mails = await mailsTo(read, person.id);
  const cases = await casesOf(read, person.id);
  return {
    name: person.name,
    addresses: person.addresses.map((entry) => entry.address),
    cases: cases.flatMap((subject) => {
      const desk = shell.desks.find(({ programme }) => programme.name === subject.programme);
      return desk === undefined ? [] : [caseStatus(subject, desk.programme, mails, shell.now())];
    }),
    waiting: waitingIn(cases),
    mails: mails.map((mail) => ({
      subject: mail.subject,
      status: mail.status,
      at: (mail.sentAt ?? mail.notBefore).toISOString(),
      reason: mail.statusReason,
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

function caseStatus(subject: Case, programme: Programme, mails: readonly KeptMail[], now: Date): CaseStatus {
  const id = subject.kind === 'application' ? subject.application.id : subject.term.id;
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
    rules: explainReminders(subject, programme, now).map(({ rule, due, at, why }) => {
      const sent = mails.findLast(
        (mail) => mail.status === 'sent' && mail.key.startsWith(`reminder/${subject.kind}-${id}/${rule}/`),
      );
      const when = at === null || due ? why : `${why}; next on ${wordsForInstant(at, programme.timeZone)}`;
      return { rule, sent: sent?.sentAt?.toISOString() ?? null, why: when };
    }),
  };
}

/** The status as lines for a terminal; times in the zone of the first programme. */
export function statusLines(status: PersonStatus, zone: string): string[] {
  const when = (iso: string) => wordsForInstant(new Date(iso), zone);
  return [
    `${status.name} <${status.addresses.join('>, <')}>`,
    ...status.cases.flatMap((entry) => [
      `  ${entry.programme}: ${entry.about}: ${entry.stage}`,
      ...entry.payments.map(
        (p) =>
          `    paid ${wordsForCents(p.amountCents)} on ${p.paidOn}, order ${p.order} (${p.purpose}, ${p.state})`,
      ),
      ...entry.submissions.map(
        (s) =>
          `    SOQ version ${s.version}, ${when(s.receivedAt)}, ${s.timeliness}, ${s.complete ? 'complete' : 'incomplete'}`,
      ),
      ...entry.rules.map(
        (r) => `    rule ${r.rule}: ${r.sent === null ? r.why : `sent ${when(r.sent)}; ${r.why}`}`,
      ),
    ]),
    ...status.waiting.map(({ payment, why }) => `  ${payment}: ${why}`),
    ...status.mails.map(
      (m) => `  mail "${m.subject}": ${m.status}, ${when(m.at)}${m.reason === null ? '' : ` (${m.reason})`}`,
    ),
    ...status.history.map((h) => `  ${when(h.at)}: ${h.event} by ${h.by}: ${h.reason}`),
  ];
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
