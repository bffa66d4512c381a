// The roster as CSV: what staff have in a spreadsheet, checked line by line before any of it counts.
import { isDate } from '../core/calendar.ts';
import type { RosterEntry } from '../core/roster.ts';
import { type ColumnMap, type CsvFields, type CsvRow, readCsvTable } from './csv-table.ts';
import { addressPattern } from './mail-address.ts';

const fields = {
  name: ['name', 'fullname', 'trainer', 'trainername'],
  email: ['email', 'emailaddress', 'mail'],
  organisation: ['organisation', 'organization', 'company', 'employer'],
  term_starts: ['termstarts', 'termstart', 'starts'],
  term_ends: ['termends', 'termend', 'ends'],
} satisfies CsvFields<string>;

type Field = keyof typeof fields;

const required: readonly Field[] = ['name', 'email', 'term_starts', 'term_ends'];

/** An entry and the line that it stands on, such as "roster.csv:17". */
export type RosterLine = RosterEntry & { place: string };

export type RosterFile = {
  /** Each term of each address once. */
  entries: readonly RosterLine[];
  /** How many lines say again what a line above has said. */
  repeated: number;
  /** One line each, with the line of the file; nothing may be imported unless there are none. */
  problems: readonly string[];
};

/** Reads a roster. @param map columns that are not called as their field is */
export function readRoster(file: string, bytes: Uint8Array, map: readonly ColumnMap[] = []): RosterFile {
  const table = readCsvTable<Field>(file, bytes, { fields, required, map, keeps: true });
  const entries = new Map<string, RosterLine>();
  const problems = [...table.problems];
  let repeated = 0;
  for (const row of table.rows) {
    const entry = entryOf(row);
    problems.push(...problemsOf(entry));
    const key = `${entry.email} ${entry.termStarts}`;
    const before = entries.get(key);
    if (before === undefined) entries.set(key, entry);
    else if (sameWords(before, entry)) repeated += 1;
    else problems.push(`${entry.place}: says something else of ${entry.email} than ${before.place} does`);
  }
  return { entries: [...entries.values()], repeated, problems };
}

function entryOf({ place, cells }: CsvRow<Field>): RosterLine {
  return {
    place,
    name: cells.name,
    email: cells.email.toLowerCase(),
    organisation: cells.organisation === '' ? null : cells.organisation,
    termStarts: cells.term_starts,
    termEnds: cells.term_ends,
  };
}

function sameWords(one: RosterLine, other: RosterLine): boolean {
  return (
    one.name === other.name && one.organisation === other.organisation && one.termEnds === other.termEnds
  );
}

function problemsOf(entry: RosterLine): string[] {
  const { place } = entry;
  const problems: string[] = [];
  if (entry.name === '') problems.push(`${place}: name: expected a name`);
  if (!addressPattern.test(entry.email))
    problems.push(`${place}: email: expected an address such as pat@example.org`);
  for (const [field, value] of [
    ['term_starts', entry.termStarts],
    ['term_ends', entry.termEnds],
  ] as const)
    if (!isDate(value))
      problems.push(`${place}: ${field}: expected a date such as 2023-07-01 (found "${value}")`);
  if (problems.length === 0 && entry.termEnds <= entry.termStarts)
    problems.push(`${place}: term_ends: expected a day after term_starts`);
  return problems;
}
