// A table in a CSV file, whose columns are told by their headers or by a mapping; checked before any of it counts.
import { parse } from 'csv-parse/sync';
import { cleanLine } from '../core/clean.ts';
import { isFormula, mostCsvBytes, plainCell, separatorOf, textOfCsv } from './csv-text.ts';

/** Which field a column is: "E-mail (work)=email". Goes before what the header says by itself. */
export type ColumnMap = { column: string; field: string };

/** A field by the headers that are known for it, compared without case, spaces, hyphens, underscores and dots. */
export type CsvFields<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/** `cells` holds what the columns say, '' where there is none; `place` is "roster.csv:17". */
export type CsvRow<Field extends string> = { place: string; cells: Readonly<Record<Field, string>> };

/** `problems`: why the file as a whole, or a line of it, cannot be read; one sentence each. */
export type CsvTable<Field extends string> = {
  rows: readonly CsvRow<Field>[];
  /** The fields that the file has a column for. */
  has: ReadonlySet<Field>;
  problems: readonly string[];
};

export type CsvForm<Field extends string> = {
  fields: CsvFields<Field>;
  required: readonly Field[];
  map: readonly ColumnMap[];
  /** Whether what the cells say is kept: then nothing may be in them that a spreadsheet would compute. */
  keeps: boolean;
};

const mostRows = 20_000;
const longestCell = 500;
/** Webinar tools write who met when above the table. */
const headerWithin = 40;

/** Reads the table. Lines are counted as an editor shows them. */
export function readCsvTable<Field extends string>(
  file: string,
  bytes: Uint8Array,
  form: CsvForm<Field>,
): CsvTable<Field> {
  const failed = (...problems: string[]): CsvTable<Field> => ({ rows: [], has: new Set(), problems });
  if (bytes.length > mostCsvBytes)
    return failed(`${file}: larger than ${mostCsvBytes / 1024 / 1024} MB; split it`);
  const wrong = wrongMap(form);
  if (wrong !== null) return failed(wrong);
  let lines: Line[];
  try {
    lines = linesOf(textOfCsv(bytes));
  } catch (error) {
    return failed(`${file}: not readable as CSV: ${error instanceof Error ? error.message : error}`);
  }
  if (lines.length > mostRows) return failed(`${file}: more than ${mostRows} lines; split it`);
  return tableOf(file, lines, form);
}

type Line = { line: number; cells: readonly string[] };

function linesOf(text: string): Line[] {
  const records = parse(text, {
    bom: true,
    info: true,
    delimiter: separatorOf(text),
    trim: true,
    relax_column_count: true,
    // What Excel saves as `Pat "the hat" Doe` is no reason to refuse the file.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record.map(plainCell) }));
}

function tableOf<Field extends string>(
  file: string,
  lines: readonly Line[],
  form: CsvForm<Field>,
): CsvTable<Field> {
  const at = lines.slice(0, headerWithin).findIndex(({ cells }) => isHeader(cells, form));
  const head = lines[at];
  if (head === undefined) return { rows: [], has: new Set(), problems: [noHeader(file, lines[0], form)] };
  const columns = columnsOf(head.cells, form);
  const problems: string[] = [];
  const rows = lines.slice(at + 1).flatMap(({ line, cells }) => {
    const row: CsvRow<Field> = { place: `${file}:${line}`, cells: cellsOf(cells, columns, form) };
    // Some tools write a second table below, with the same header once more.
    if (isHeader(cells, form)) return [];
    problems.push(...cellProblems(row, form.keeps));
    return [row];
  });
  if (rows.length === 0) problems.push(`${file}: no line below the header`);
  return { rows, has: new Set(columns.keys()), problems };
}

function columnsOf<Field extends string>(
  header: readonly string[],
  { fields, map }: CsvForm<Field>,
): Map<Field, number> {
  const found = new Map<Field, number>();
  for (const field of Object.keys(fields) as Field[]) {
    const chosen = map.find((one) => one.field === field);
    const at = header.findIndex((name) =>
      chosen === undefined ? fields[field].includes(bare(name)) : bare(name) === bare(chosen.column),
    );
    if (at >= 0) found.set(field, at);
  }
  return found;
}

function isHeader<Field extends string>(cells: readonly string[], form: CsvForm<Field>): boolean {
  const columns = columnsOf(cells, form);
  const mapped = form.map.every(({ field }) => columns.has(field as Field));
  return columns.size > 0 && mapped && form.required.every((field) => columns.has(field));
}

function cellsOf<Field extends string>(
  cells: readonly string[],
  columns: ReadonlyMap<Field, number>,
  { fields }: CsvForm<Field>,
): Record<Field, string> {
  const entries = (Object.keys(fields) as Field[]).map((field) => {
    const at = columns.get(field);
    return [field, at === undefined ? '' : cleanLine(cells[at] ?? '')] as const;
  });
  return Object.fromEntries(entries) as Record<Field, string>;
}

function cellProblems<Field extends string>({ place, cells }: CsvRow<Field>, keeps: boolean): string[] {
  return Object.entries<string>(cells).flatMap(([field, cell]) => {
    if (cell.length > longestCell) return [`${place}: ${field}: longer than ${longestCell} characters`];
    if (keeps && isFormula(cell))
      return [`${place}: ${field}: begins with "${cell.charAt(0)}", which a spreadsheet would compute`];
    return [];
  });
}

function noHeader<Field extends string>(file: string, first: Line | undefined, form: CsvForm<Field>): string {
  const { required, map } = form;
  if (first === undefined) return `${file}: the file is empty`;
  const there = first.cells.join(', ').slice(0, 300);
  const unknown = map.find(({ column }) => !first.cells.some((name) => bare(name) === bare(column)));
  if (unknown !== undefined)
    return `${file}:${first.line}: there is no column "${unknown.column}" (there are: ${there})`;
  const columns = columnsOf(first.cells, form);
  const missing = required.filter((field) => !columns.has(field));
  return `${file}:${first.line}: these columns are missing: ${missing.join(', ')} (there are: ${there}); say which they are with --map "COLUMN=${missing[0]}"`;
}

function wrongMap<Field extends string>({ fields, map }: CsvForm<Field>): string | null {
  const known = Object.keys(fields);
  const wrong = map.find(({ field }) => !known.includes(field));
  if (wrong !== undefined)
    return `--map "${wrong.column}=${wrong.field}": there is no field ${wrong.field}; there are ${known.join(', ')}`;
  return null;
}

function bare(header: string): string {
  return header.toLowerCase().replaceAll(/[\s_.-]+/g, '');
}
