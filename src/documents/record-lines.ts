// Everything that torq remembers as lines of JSON: a head, a row a line, and an end that says how many there were. Rows
// come in the order of their keys and JSON with its names in order, so that the same state is the same bytes.

type Value = unknown;

/** `migration`: the newest one of the database that it came from, which says what columns there are. */
type RecordHead = { format: 'torq records'; version: 1; migration: string };
export type RecordLine =
  | { kind: 'head'; head: RecordHead }
  | { kind: 'row'; table: string; row: Readonly<Record<string, Value>> }
  | { kind: 'end'; rows: number };

export function headLine(migration: string): string {
  return `${JSON.stringify({ format: 'torq records', version: 1, migration } satisfies RecordHead)}\n`;
}

export function rowLine(table: string, row: Readonly<Record<string, Value>>): string {
  return `${JSON.stringify([table, inOrder(row)])}\n`;
}

export function endLine(rows: number): string {
  return `${JSON.stringify({ end: rows })}\n`;
}

/** @returns the sentence that says what is wrong with a line */
export function readRecordLine(text: string): RecordLine | string {
  let value: Value;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (Array.isArray(value)) {
    const [table, row] = value;
    return typeof table === 'string' && isObject(row) && value.length === 2
      ? { kind: 'row', table, row }
      : 'is no row: expected ["Table",{...}]';
  }
  if (!isObject(value)) return 'is neither a row nor head or end';
  if (typeof value.end === 'number') return { kind: 'end', rows: value.end };
  if (value.format === 'torq records' && value.version === 1 && typeof value.migration === 'string')
    return {
      kind: 'head',
      head: { format: value.format, version: value.version, migration: value.migration },
    };
  return 'is neither a row nor head or end of an export of torq';
}

function isObject(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same value with the names of its objects in order: PostgreSQL keeps JSON in an order of its own. */
export function inOrder(value: Value): Value {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value) || value instanceof Date) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((name) => [name, inOrder(value[name])]),
  );
}
