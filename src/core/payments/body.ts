// The bodies of a mail (HTML and text) in the forms that readers want: as lines, and as one long line.
import type { ParsedMail } from '../mail.ts';
import { mailLines } from './mail-lines.ts';

/** A receipt is a few thousand characters; patterns are not tried on more than this. */
const longestFlat = 60_000;

export type Body = {
  subject: string;
  /** Trimmed lines; table cells are parted by a tab. */
  lines: readonly string[];
  /** Everything in one line: a mailer may break a line at any blank, and here it does not matter. */
  flat: string;
  /** The HTML source, for addresses of links; else the text. */
  source: string;
};

export type Bodies = { html: Body | null; text: Body | null };

/** The bodies a mail has. Where there is HTML too, the last line of the text part may be cut in the middle of an amount. */
export function bodiesOf(mail: ParsedMail): Bodies {
  const html = mail.htmlText === null ? null : bodyOf(mail, mailLines(mail.htmlText), mail.html ?? '');
  const lines = mail.text === null ? null : mailLines(mail.text.trimEnd());
  const text = lines && bodyOf(mail, html === null ? lines : lines.slice(0, -1), mail.text ?? '');
  return { html, text };
}

function bodyOf(mail: ParsedMail, lines: readonly string[], source: string): Body {
  return { subject: mail.subject, lines, flat: flatten(lines), source };
}

/** Lines as one line with single blanks. */
export function flatten(lines: readonly string[]): string {
  return lines.join(' ').slice(0, longestFlat).replace(/\s+/g, ' ').trim();
}

const greeting = /^(?:hi|hello|dear|hey|howdy|good (?:morning|afternoon|day))\b/i;

/**
 * Lines without the greeting, which names a person in that person's own words: nothing there says anything about
 * money. A greeting that a mailer broke ends at the next empty line.
 */
export function withoutGreeting(lines: readonly string[]): string[] {
  const at = lines.slice(0, 60).findIndex((line) => greeting.test(line));
  if (at < 0) {
    return [...lines];
  }
  const blank = lines.slice(at, at + 12).indexOf('');
  const closed = /[,!.:]$/.test(lines[at] ?? '') || (lines[at] ?? '').length > 120;
  return lines.toSpliced(at, blank > 0 && !closed ? blank : 1);
}
