// What is allowed to come out of a value that somebody else wrote (a name, a reason, a file name).

/** Invisible characters that turn text around or hide in it: bidi controls, zero-width, tags; and noncharacters. */
const deceptive =
  /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFDD0-\uFDEF\u{E0000}-\u{E007F}]/gu;

/** One line of visible text: line breaks and tabs become spaces, other control characters go. */
export function cleanLine(text: string): string {
  const oneLine = text.toWellFormed().replace(/[\s\u0085]+/gu, ' ');
  return oneLine
    .replace(/\p{Cc}/gu, '')
    .replace(deceptive, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The same, but its line breaks stay: no blank line at either end, never two in a row. */
export function cleanLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map(cleanLine);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
    .split('\n');
}
