// A list of people that announcements go to, as CSV: checked line by line.
import { parse } from 'csv-parse/sync';
import { cleanLine } from '../core/clean.ts';
import { addressPattern } from './mail-address.ts';

/** `address` is lower-cased; `name` is null where the list has none. */
type AudienceEntry = { address: string; name: string | null };

/** What a column is called: `email`, and for names either `name` or `first` and `last`. */
const fields = ['email', 'name', 'first', 'last'] as const;
type Field = (typeof fields)[number];

/** Headers that are known without being told, compared without case, spaces, hyphens and underscores. */
const usual: Record<Field, readonly string[]> = {
  email: ['email', 'emailaddress', 'mail', 'primaryemail', 'address'],
  name: ['name', 'fullname', 'displayname', 'membername'],
  first: ['first', 'firstname', 'givenname'],
  last: ['last', 'lastname', 'surname', 'familyname'],
};

/** Says which field a header is: "email=E-mail (work)". */
export type ColumnChoice = { field: Field; header: string };

/** @returns null when it is not of the form FIELD=HEADER */
export function readColumnChoice(text: string): ColumnChoice | null {
  const [, name, header = ''] = /^([a-z]+)=(.+)$/.exec(text) ?? [];
  const field = fields.find((known) => known === name);
  return field === undefined ? null : { field, header: header.trim() };
}

export type AudienceFile = {
  /** Each address once. */
  entries: readonly AudienceEntry[];
  /** How many lines named an address that a line above has. */
  repeated: number;
  /** Lines that cannot be used, one sentence each: "members.csv:17: ...". */
  badRows: readonly string[];
  /** Why the file as a whole cannot be read. */
  problems: readonly string[];
};

const longestName = 200;

/** Reads the list. Lines are counted as an editor shows them. */
export function readAudience(
  file: string,
  content: string,
  choices: readonly ColumnChoice[] = [],
): AudienceFile {
  const none = { entries: [], repeated: 0, badRows: [] };
  let header: string[] = [];
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(content, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      columns: (names: string[]) => {
        header = names;
        return names;
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...none, problems: [`${file}: not readable as CSV: ${why}`] };
  }
  const columns = columnsOf(header, choices);
  if ('problem' in columns) return { ...none, problems: [`${file}:1: ${columns.problem}`] };
  if (rows.length === 0) return { ...none, problems: [`${file}: no line below the header`] };
  return collected(rows.map(({ record, info }) => rowOf(record, columns, `${file}:${info.lines}`)));
}

type Columns = Partial<Record<Field, string>> & { email: string };

function columnsOf(
  header: readonly string[],
  choices: readonly ColumnChoice[],
): Columns | { problem: string } {
  const found: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const choice = choices.find((one) => one.field === field);
    const column =
      choice === undefined
        ? header.find((name) => usual[field].includes(bare(name)))
        : header.find((name) => name.trim() === choice.header);
    if (choice !== undefined && column === undefined)
      return { problem: `there is no column "${choice.header}" (there are: ${header.join(', ')})` };
    if (column !== undefined) found[field] = column;
  }
  const { email } = found;
  if (email === undefined)
    return {
      problem: `no column is named email; say which one it is with --column "email=HEADER" (there are: ${header.join(', ')})`,
    };
  return { ...found, email };
}

function bare(header: string): string {
  return header.toLowerCase().replaceAll(/[\s_-]+/g, '');
}

type Row = { entry: AudienceEntry } | { bad: string };

function rowOf(record: Record<string, string>, columns: Columns, place: string): Row {
  const value = (field: Field) => {
    const column = columns[field];
    return column === undefined ? '' : cleanLine(record[column] ?? '');
  };
  const address = value('email').toLowerCase();
  if (!addressPattern.test(address))
    return {
      bad: `${place}: expected an address such as pat@example.org (found ${address === '' ? 'none' : `"${address.slice(0, 80)}"`})`,
    };
  const name = value('name') === '' ? `${value('first')} ${value('last')}`.trim() : value('name');
  return { entry: { address, name: name === '' ? null : name.slice(0, longestName) } };
}

function collected(rows: readonly Row[]): AudienceFile {
  const entries = new Map<string, AudienceEntry>();
  const badRows: string[] = [];
  let repeated = 0;
  for (const row of rows) {
    if ('bad' in row) badRows.push(row.bad);
    else if (entries.has(row.entry.address)) repeated += 1;
    else entries.set(row.entry.address, row.entry);
  }
  return { entries: [...entries.values()], repeated, badRows, problems: [] };
}
