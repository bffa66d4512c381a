// A YAML file that nobody has checked yet: its values, and the line of each of them.
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** Where a value stands in the file: ["cycles", 0, "opens"]. */
export type FieldPath = readonly (string | number)[];

/** Something wrong: the field (empty for the file as a whole) or the line, and what is expected there. */
export type Finding = { at: FieldPath | { line: number }; problem: string };

export type Source = { values: unknown; lineOf: (path: FieldPath) => number; findings: readonly Finding[] };

/** A programme is a few hundred lines; whatever is longer is something else. */
const maxLength = 200_000;
/** `*alias` may repeat a value this often; more is an attack ("billion laughs"). */
const maxAliasCount = 50;

/** Reads YAML 1.2 without tags. `values` is undefined when it could not be read at all. */
export function readSource(text: string): Source {
  if (text.length > maxLength) return unreadable(1, `must be shorter than ${maxLength} characters`);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      version: '1.2',
    });
    const findings = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
      at: { line: lines.linePos(pos[0]).line },
      problem: wordsFor(code, message),
      repeated: code === 'DUPLICATE_KEY',
    }));
    if (findings.some(({ repeated }) => !repeated))
      return { values: undefined, lineOf: () => 1, findings: firstOfEachLine(findings) };
    const lineOf = (path: FieldPath) => lines.linePos(offsetOf(document, path)).line;
    return { values: document.toJS({ maxAliasCount }), lineOf, findings };
  } catch (error) {
    return unreadable(
      1,
      `cannot be read as YAML (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

/** One slip makes the parser complain many times about the same line, and about lines after it. */
function firstOfEachLine<F extends { at: { line: number } }>(findings: readonly F[]): readonly F[] {
  const byLine = new Map(findings.toReversed().map((finding) => [finding.at.line, finding]));
  return [...byLine.values()].reverse().slice(0, 5);
}

function unreadable(line: number, problem: string): Source {
  return { values: undefined, lineOf: () => line, findings: [{ at: { line }, problem }] };
}

function wordsFor(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'this setting is here twice; keep one of the two';
  if (code === 'TAG_RESOLVE_FAILED') return `tags (!...) cannot be used (${message})`;
  return `not valid YAML: ${message.split('\n')[0]}`;
}

/** The place of the key, or of the entry of a list; of what should contain it when it is missing. */
function offsetOf(document: Document.Parsed, path: FieldPath): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
      continue;
    }
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === step)
      : undefined;
    if (pair === undefined) return offset;
    offset = startOf(pair.key) ?? offset;
    node = pair.value;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly [number, number, number] | null } | null)?.range?.[0];
}
