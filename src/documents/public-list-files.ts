// The public list for programs: the same rows as the page, as JSON and as CSV.
import { stringify } from 'csv-stringify/sync';
import type { ListEntry } from '../core/public-list/entries.ts';

/** `asOf`: YYYY-MM-DD, null while nothing was published. */
export type ListToWrite = {
  programme: string;
  title: string;
  organisation: string;
  asOf: string | null;
  entries: readonly ListEntry[];
};

/** `{ lists: [{ programme, title, organisation, asOf, trainers: [...] }] }`; dates are YYYY-MM-DD, what is not told is null. */
export function listJson(lists: readonly ListToWrite[]): string {
  const shown = lists.map(({ entries, ...list }) => ({
    ...list,
    trainers: entries.map(({ personId: _, ...entry }) => entry),
  }));
  return `${JSON.stringify({ lists: shown }, null, 1)}\n`;
}

const columns = [
  'programme',
  'name',
  'organisation',
  'email',
  'phone',
  'website',
  'area',
  'termEnds',
  'asOf',
];

/** One line a trainer, with a head (RFC 4180). No cell begins a formula: spreadsheets would run it. */
export function listCsv(lists: readonly ListToWrite[]): string {
  const rows = lists.flatMap(({ programme, asOf, entries }) =>
    entries.map((entry) => ({ programme, ...entry, asOf })),
  );
  return stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}
