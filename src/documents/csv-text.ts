// The text of a CSV file as spreadsheets and webinar tools write it: which encoding, which separator.

/** The most that is read of a file: ten times what the largest roster needs. */
export const mostCsvBytes = 10 * 1024 * 1024;

/** UTF-8, with or without a byte order mark; UTF-16 with one; anything else is taken for Windows-1252, as Excel writes it. */
export function textOfCsv(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const separators = [',', ';', '\t'] as const;
const linesLookedAt = 40;

/** The separator that the file uses: the one that most of its first lines have, outside of quotes. */
export function separatorOf(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, linesLookedAt);
  const counts = separators.map((separator) => ({
    separator,
    lines: lines.filter((line) => line.includes(separator)).length,
    cells: lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0),
  }));
  const [best] = counts.toSorted((a, b) => b.lines - a.lines || b.cells - a.cells);
  return best === undefined || best.cells === 0 ? ',' : best.separator;
}

/**
 * A cell as it was meant: without what spreadsheets put around it so that it is not computed (a leading apostrophe,
 * `="0042"`).
 */
export function plainCell(cell: string): string {
  const text = /^="([^"]*)"$/.exec(cell)?.[1] ?? cell;
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** Whether a spreadsheet would compute it. Nothing that is taken in may begin so: it would come out again in an export. */
export function isFormula(cell: string): boolean {
  return /^[=+\-@\t\r]/.test(cell);
}
