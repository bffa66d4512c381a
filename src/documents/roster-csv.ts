// The roster as CSV: what staff have in a spreadsheet, checked line by line before any of it counts.
import { parse } from 'csv-parse/sync';
import type { RosterEntry } from '../core/roster.ts';

const columns = ['name', 'email', 'organisation', 'term_starts', 'term_ends'] as const;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const addressPattern = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** `problems` is one line each, with the line of the file; nothing may be imported unless there are none. */
export function readRoster(file: string, content: string): { entries: RosterEntry[]; problems: string[] } {
  let rows: Record<string, string>[];
  try {
    rows = parse(content, {
      bom: true,
      columns: (header: string[]) => header.map(normal),
      trim: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    return {
      entries: [],
      problems: [`${file}: not readable as CSV: ${error instanceof Error ? error.message : error}`],
    };
  }
  const missing = columns.filter(
    (column) => column !== 'organisation' && rows[0] !== undefined && !(column in rows[0]),
  );
  if (rows.length === 0) return { entries: [], problems: [`${file}: no line below the header`] };
  if (missing.length > 0)
    return {
      entries: [],
      problems: [
        `${file}:1: these columns are missing: ${missing.join(', ')} (expected ${columns.join(', ')})`,
      ],
    };
  const read = rows.map((row, index) => ({
    entry: entryOf(row),
    problems: problemsOf(row, `${file}:${index + 2}`),
  }));
  return { entries: read.map(({ entry }) => entry), problems: read.flatMap(({ problems }) => problems) };
}

function normal(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function entryOf(row: Record<string, string>): RosterEntry {
  return {
    name: row.name ?? '',
    email: (row.email ?? '').toLowerCase(),
    organisation: row.organisation === undefined || row.organisation === '' ? null : row.organisation,
    termStarts: row.term_starts ?? '',
    termEnds: row.term_ends ?? '',
  };
}

function problemsOf(row: Record<string, string>, place: string): string[] {
  const entry = entryOf(row);
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

function isDate(text: string): boolean {
  return datePattern.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
