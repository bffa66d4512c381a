// The bodies of a mail (HTML and text) in the forms that readers want: as lines, and as one long line.
import type { ParsedMail } from '../mail.ts';
import { mailLines } from './mail-lines.ts';

/** A receipt is a few thousand characters; patterns are not tried on more than this. */
const longestFlat = 60_000;

export type Body = {
  kind: 'html' | 'text';
  subject: string;
  /** Trimmed lines; table cells are parted by a tab. */
  lines: readonly string[];
  /** Everything in one line: a mailer may break a line at any blank, and here it does not matter. */
  flat: string;
  /** The HTML source, for addresses of links; else the text. */
  source: string;
};

export type Bodies = { html: Body | null; text: Body | null };

/** Every reader looks at the same bodies: they are made once for each mail. */
const made = new WeakMap<ParsedMail, Bodies>();

/** The bodies a mail has. Where there is HTML too, the last line of the text part may be cut in the middle of an amount. */
export function bodiesOf(mail: ParsedMail): Bodies {
  const known = made.get(mail);
  if (known) {
    return known;
  }
  const bodies = makeBodies(mail);
  made.set(mail, bodies);
  return bodies;
}

function makeBodies(mail: ParsedMail): Bodies {
  const html = mail.htmlText === null ? null : bodyOf('html', mail, mailLines(mail.htmlText));
  const lines = mail.text === null ? null : mailLines(mail.text.trimEnd());
  const text = lines && bodyOf('text', mail, html === null ? lines : lines.slice(0, -1));
  return { html, text };
}

function bodyOf(kind: Body['kind'], mail: ParsedMail, lines: readonly string[]): Body {
  return { kind, subject: mail.subject, lines, flat: flatten(lines), source: mail[kind] ?? '' };
}

/** Lines as one line with single blanks. */
export function flatten(lines: readonly string[]): string {
  return lines.join(' ').slice(0, longestFlat).replace(/\s+/g, ' ').trim();
}

const greeting = /^(?:hi|hello|dear|hey|howdy|good (?:morning|afternoon|day))\b/i;

/**
 * Lines without the greeting, which names a person in that person's own words: nothing there says anything about
 * money. A mailer may have broken it: it goes on to its comma, or, where a template prints an empty line below it
 * (`until: 'empty-line'`), up to that.
 */
export function withoutGreeting(lines: readonly string[], until: 'comma' | 'empty-line' = 'comma'): string[] {
  const at = lines.slice(0, 60).findIndex((line) => greeting.test(line));
  if (at < 0) {
    return [...lines];
  }
  const below = lines.slice(at, at + 40);
  const empty = below.indexOf('');
  if (until === 'empty-line' && empty > 0) {
    return lines.toSpliced(at, empty);
  }
  const closed = below.slice(0, 12).findIndex((line) => line === '' || /[,!:.]$/.test(line));
  return lines.toSpliced(at, Math.max(0, closed) + 1);
}
