// What torq remembers as tables for people: a file for each subject, with headers in words, names beside the ids, amounts
// in the currency and times with their offset.
import { stringify } from 'csv-stringify/sync';
import { isoWithOffset } from '../core/calendar.ts';
import { inOrder } from './record-lines.ts';

type Row = Readonly<Record<string, unknown>>;

/** The files by the table that they show. Tables that are left out mean nothing to people. */
const files: Readonly<Record<string, string>> = {
  Person: 'people',
  Address: 'addresses',
  PersonMerge: 'merged-people',
  NotSame: 'not-the-same',
  AudienceMember: 'audiences',
  OptOut: 'opt-outs',
  Application: 'applications',
  Submission: 'soqs',
  Document: 'soq-documents',
  Credential: 'trainers',
  Term: 'terms',
  Agreement: 'agreements',
  Certificate: 'certificates',
  PublishedList: 'published-lists',
  Payment: 'payments',
  PaymentEvidence: 'payment-mails',
  Prompt: 'questions',
  PromptAnswer: 'answers',
  StaffReply: 'staff-replies',
  OutboxItem: 'mail-out',
  Hold: 'holds',
  InboundMail: 'mail-in',
  History: 'history',
  ProgrammeVersion: 'settings',
};

/** Columns that say the same as another one, or something only to programs. */
const leftOut = new Set([
  'html',
  'version',
  'rowVersion',
  'drawnVersion',
  'leaseUntil',
  'leaseOwner',
  'condition',
]);

/** A table as CSV, row by row; names of people and cases are taken from the tables before it. */
export type RecordCsv = {
  /** The name of the file, or null for a table that has none. */
  fileOf(table: string): string | null;
  /** The lines of these rows; with `isFirst`, below a header. */
  lines(table: string, rows: readonly Row[], isFirst: boolean): string;
};

/** @param timeZone in which instants are written */
export function createRecordCsv(timeZone: string): RecordCsv {
  const names = new Map<string, string>();
  return {
    fileOf: (table) => (files[table] === undefined ? null : `${files[table]}.csv`),
    lines: (table, rows, isFirst) => {
      for (const row of rows) remember(names, table, row);
      const cells = rows.map((row) => cellsOf(row, names, timeZone));
      return stringify(cells, { header: isFirst, escape_formulas: true, record_delimiter: 'windows' });
    },
  };
}

function remember(names: Map<string, string>, table: string, row: Row): void {
  const named = (column: string) => names.get(String(row[column])) ?? '';
  const words =
    table === 'Person' || table === 'Cycle'
      ? String(row.name)
      : table === 'Application'
        ? `${named('personId')}, ${named('cycleId')}`
        : table === 'Credential'
          ? named('personId')
          : table === 'Term'
            ? `${named('credentialId')}, from ${row.startsOn}`
            : null;
  if (words !== null) names.set(String(row.id), words);
}

const references = new Set(['personId', 'cycleId', 'applicationId', 'credentialId', 'termId', 'caseId']);

function cellsOf(row: Row, names: ReadonlyMap<string, string>, timeZone: string): Record<string, string> {
  const cells: [string, string][] = [];
  for (const [column, value] of Object.entries(row)) {
    if (leftOut.has(column)) continue;
    if (references.has(column)) cells.push([words(column.slice(0, -2)), names.get(String(value)) ?? '']);
    cells.push([header(column), cellOf(column, value, timeZone)]);
  }
  return Object.fromEntries(cells);
}

function header(column: string): string {
  return column === 'amountCents' ? 'Amount' : words(column);
}

/** "mailHeldAt" -> "Mail held at". */
function words(column: string): string {
  const spaced = column
    .replaceAll(/([A-Z0-9]+)/g, ' $1')
    .trim()
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function cellOf(column: string, value: unknown, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return isoWithOffset(value, timeZone);
  if (column === 'amountCents' && typeof value === 'number') return (value / 100).toFixed(2);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(inOrder(value)) : String(value);
}
