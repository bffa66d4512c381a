// A mail inside a mail: message/rfc822 parts (RFC 2046 section 5.2.1), read just far enough to see what receipt is in it.
import type { Mailbox, ParsedMail } from '../mail.ts';
import { decodeTransfer } from './inner-encoding.ts';
import { innerHtmlText } from './inner-html.ts';

type Section = { fields: ReadonlyMap<string, string>; body: string };
type Found = { text: string | null; html: string | null };

const deepest = 6;
const mostParts = 50;

/** The mails inside a mail. Nothing vouches for them: whoever attached them may have written them. */
export function innerMails(mail: ParsedMail): ParsedMail[] {
  return mail.parts.filter(({ type }) => type === 'message/rfc822').map(({ text }) => innerMail(text));
}

function innerMail(raw: string): ParsedMail {
  const { fields, body } = sectionOf(raw.replaceAll('\r\n', '\n'));
  const found: Found = { text: null, html: null };
  collect({ fields, body }, found, { depth: 0, parts: 0 });
  return {
    headers: [...fields].map(([name, value]) => ({ name, value })),
    from: mailboxesIn(fields.get('from')),
    fromFields: fields.has('from') ? 1 : 0,
    replyTo: mailboxesIn(fields.get('reply-to')),
    to: mailboxesIn(fields.get('to')),
    cc: [],
    subject: (fields.get('subject') ?? '').replace(/\s+/g, ' '),
    messageId: fields.get('message-id') ?? null,
    inReplyTo: [],
    references: [],
    date: null,
    text: found.text,
    html: found.html,
    htmlText: found.html === null ? null : innerHtmlText(found.html),
    attachments: [],
    parts: [],
  };
}

/** Header fields (the first of each name, unfolded) and what follows the first empty line. */
function sectionOf(source: string): Section {
  const text = source.replace(/^\n+/, '');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const fields = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) {
      fields.set(name, line.slice(colon + 1).trim());
    }
  }
  return { fields, body: end < 0 ? '' : text.slice(end + 2) };
}

/** The first text and the first HTML in the parts, in their order. */
function collect({ fields, body }: Section, found: Found, at: { depth: number; parts: number }): void {
  const stated = fields.get('content-type') ?? 'text/plain';
  const type = (stated.split(';')[0] ?? '').trim().toLowerCase();
  at.parts += 1;
  if (at.depth > deepest || at.parts > mostParts) {
    return;
  }
  if (type.startsWith('multipart/')) {
    const boundary = parameter(stated, 'boundary');
    for (const part of boundary === null ? [] : partsOf(body, boundary)) {
      at.depth += 1;
      collect(sectionOf(part), found, at);
      at.depth -= 1;
    }
  } else if (type === 'message/rfc822') {
    collect(sectionOf(body), found, { ...at, depth: at.depth + 1 });
  } else if (type === 'text/plain' || type === 'text/html') {
    const text = decodeTransfer(body, fields.get('content-transfer-encoding'), parameter(stated, 'charset'));
    if (type === 'text/html') {
      found.html ??= text;
    } else {
      found.text ??= text;
    }
  }
}

/** The parts between the delimiters; a message that was cut off has no last one. A part without header begins with a line feed. */
function partsOf(body: string, boundary: string): string[] {
  const whole = `\n${body}`;
  const [, ...parts] = whole.split(`\n--${boundary}`);
  return parts
    .filter((part) => !part.startsWith('--'))
    .map((part) => part.replace(/^[ \t]*\n/, '').replace(/^\n/, '\n\n'));
}

function parameter(value: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,200})"|([^\\s;"]{1,200}))`, 'i').exec(value);
  return match?.[1] ?? match?.[2] ?? null;
}

function mailboxesIn(value: string | undefined): Mailbox[] {
  const pattern = /(?:"?([^"<>,]{0,200}?)"?\s*<([^<>\s]{1,320})>|([^\s<>,"]{1,64}@[^\s<>,"]{1,255}))/g;
  return [...(value ?? '').slice(0, 5_000).matchAll(pattern)].map(([, name = '', angled, bare]) => ({
    name: name.trim(),
    address: (angled ?? bare ?? '').toLowerCase(),
  }));
}
