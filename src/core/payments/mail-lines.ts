// The body of a mail as trimmed lines, the way readers want it.

/** Longer lines are no line of a receipt; rules with regular expressions see only this much of one. */
const longestLine = 2_000;
const mostLines = 5_000;

/**
 * Lines without the marks of quotation ("> "), so that a quoted or forwarded receipt can be read for what it claims.
 * Typographer's apostrophes and special spaces become plain; tabs, which part table cells, stay.
 */
export function mailLines(text: string): string[] {
  return text.split(/\r?\n/, mostLines).map((line) =>
    line
      .slice(0, longestLine)
      .replace(/^(?:> ?){1,20}/, '')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
      .replace(/ {2,}/g, ' ')
      .trim(),
  );
}
