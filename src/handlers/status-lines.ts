// Where a person stands, to be read on a terminal of 80 columns while they are on the phone.
import { wordsForDate, wordsForInstant } from '../core/calendar.ts';
import { wordsForCents } from '../core/money.ts';
import type { CaseStatus, PersonStatus } from './status.ts';

const width = 80;

/**
 * The status as lines; times in `zone`.
 * @param options `mails`: with the text of each mail as it was kept for sending
 */
export function statusLines(
  status: PersonStatus,
  zone: string,
  { mails = false }: { mails?: boolean } = {},
): string[] {
  const when = (iso: string) => wordsForInstant(new Date(iso), zone);
  const held =
    status.held === null ? [] : [`All mail is held since ${when(status.held.since)}: ${status.held.reason}`];
  const own =
    status.personHeld === null
      ? []
      : [
          `All mail to ${status.name} is held since ${when(status.personHeld.since)} by ${status.personHeld.by}: ${status.personHeld.reason}`,
        ];
  return [
    status.name,
    ...status.addresses.flatMap((address) => wrapped(address, '  ')),
    ...[...held, ...own].flatMap((line) => ['', ...wrapped(line, '')]),
    ...status.cases.flatMap((entry) => ['', ...caseLines(entry, when)]),
    ...section(
      'Payments that wait for staff',
      status.waiting.map(({ payment, why }) => `${payment}: ${why}`),
    ),
    ...section(
      'Mails',
      status.mails.map((mail) => mailLine(mail, when)),
    ),
    ...(mails ? status.mails.flatMap((mail) => ['', ...mailText(mail, when)]) : []),
    ...section(
      'History',
      status.history.map(({ at, event, by, reason }) => `${when(at)}: ${event} by ${by}: ${reason}`),
    ),
  ];
}

type When = (iso: string) => string;

function caseLines(entry: CaseStatus, when: When): string[] {
  const payments = entry.payments.map(
    ({ amountCents, paidOn, order, purpose, state }) =>
      `paid ${wordsForCents(amountCents)} on ${wordsForDate(paidOn)}, order ${order} (${purpose}, ${state})`,
  );
  const submissions = entry.submissions.map(
    ({ version, receivedAt, timeliness, complete }) =>
      `SOQ version ${version}, ${when(receivedAt)}, ${timeliness}, ${complete ? 'complete' : 'incomplete'}`,
  );
  return [
    ...wrapped(`${entry.programme}, ${entry.about}: ${entry.stage}`, ''),
    ...[...payments, ...submissions, ...entry.steps.map(([step, state]) => `${step}: ${state}`)].flatMap(
      (line) => wrapped(line, '  '),
    ),
    ...entry.rules.flatMap(({ rule, state, sent, why, next }) => [
      ...wrapped(`rule ${rule}`, '  '),
      ...(sent !== null && state !== 'kept' ? wrapped(`sent on ${when(sent)}`, '    ') : []),
      ...wrapped(why, '    '),
      ...(next !== null && state !== 'later' ? wrapped(`next on ${when(next)}`, '    ') : []),
    ]),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.flatMap((line) => wrapped(line, '  '))];
}

type Mail = PersonStatus['mails'][number];

function mailLine({ subject, status, at, reason }: Mail, when: When): string {
  return `${when(at)}: ${status}: "${subject}"${reason === null ? '' : ` (${reason})`}`;
}

/** As it was kept for sending, each line marked as quoted. */
function mailText(mail: Mail, when: When): string[] {
  return [
    ...wrapped(mailLine(mail, when), ''),
    ...mail.text.split('\n').map((line) => `| ${line}`),
    ...mail.files.flatMap((file) => wrapped(`attached: ${file}`, '')),
  ];
}

/** Lines of at most 80 columns; those after the first are indented by two more. A longer word stays whole. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${lines.length === 0 ? indent : `${indent}  `}${word}`);
  }
  return lines;
}
