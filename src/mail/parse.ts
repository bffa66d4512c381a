// Raw bytes to the mail that core sees. What belongs in mail/: other people's mail servers and their formats, nothing of the programme.
import type { Readable } from 'node:stream';
import type { HeaderField, ParsedMail } from '../core/mail.ts';
import { decodeBytes } from './encoded-word.ts';
import { headerFields, mailboxesOf, messageIdsOf, valuesOf } from './header-fields.ts';
import { htmlText } from './html-text.ts';
import { type MimeAttachment, sortAttachments } from './mime-parts.ts';
import { type KeptSizes, type MimeContent, readMime } from './mime-reader.ts';

/** Of a body that is shown as it came. */
const longestRawBody = 256 * 1024;

/** A mail whose attachments have not been looked into yet. */
type UninspectedMail = Omit<ParsedMail, 'attachments'>;
export type ParseResult =
  | { ok: true; mail: UninspectedMail; files: readonly MimeAttachment[]; notes: readonly string[] }
  | { ok: false; reason: string };

/** Kept of what a message may carry unless the caller needs less: as much as any message may be large. */
const everything: KeptSizes = { each: 512 * 1024 * 1024, total: 512 * 1024 * 1024 };

/**
 * Parses a raw message (RFC 5322, RFC 2045). Never throws for what a sender wrote: what cannot be read is a result
 * with a reason. Limits: 1 MiB of header section, 1000 MIME parts (mailparser), 2 million characters of HTML.
 */
export async function parseMail(raw: Buffer, kept: KeptSizes = everything): Promise<ParseResult> {
  const message = withLineFeeds(raw);
  return parseFrom(message, message, kept);
}

/** The same for a message that is too large to be held in memory; `start` are its first megabytes. */
export async function parseLargeMail(start: Buffer, whole: Readable, kept: KeptSizes): Promise<ParseResult> {
  return parseFrom(start, whole, kept);
}

async function parseFrom(start: Buffer, whole: Buffer | Readable, kept: KeptSizes): Promise<ParseResult> {
  const headers = headerFields(start);
  if (headers.length === 0) {
    return {
      ok: false,
      reason: start.length === 0 ? 'the message is empty' : 'the message has no header fields',
    };
  }
  try {
    return parsedMail(start, headers, await readMime(whole, kept));
  } catch (cause) {
    return { ok: false, reason: `the message cannot be parsed: ${messageOf(cause)}` };
  }
}

function parsedMail(start: Buffer, headers: readonly HeaderField[], parsed: MimeContent): ParseResult {
  const { files, parts, texts } = sortAttachments(parsed.attachments, parsed.html ?? '');
  const html = notBlank(parsed.html);
  const shown = html === null ? null : htmlText(html);
  const found = notBlank([...(parsed.text === undefined ? [] : [parsed.text]), ...texts].join('\n'));
  const lost = found === null && html === null && files.length === 0 && parts.length === 0;
  const text = lost ? notBlank(bodySection(start).trim()) : found;
  const notes = shown?.note ? [shown.note] : [];
  return {
    ok: true,
    mail: { ...addressing(headers), text, html, htmlText: shown?.text ?? null, parts },
    files,
    notes:
      lost && text !== null
        ? [...notes, 'the parts could not be told apart, the text is the raw body']
        : notes,
  };
}

function addressing(
  headers: readonly HeaderField[],
): Omit<UninspectedMail, 'text' | 'html' | 'htmlText' | 'parts'> {
  return {
    headers,
    from: mailboxesOf(headers, 'from'),
    // Counted here: the parser keeps the first From field without a word about a second one.
    fromFields: valuesOf(headers, 'from').length,
    replyTo: mailboxesOf(headers, 'reply-to'),
    to: mailboxesOf(headers, 'to'),
    cc: mailboxesOf(headers, 'cc'),
    subject: (valuesOf(headers, 'subject')[0] ?? '').replace(/\s+/g, ' ').trim(),
    messageId: messageIdOf(headers),
    inReplyTo: messageIdsOf(headers, 'in-reply-to'),
    references: messageIdsOf(headers, 'references'),
    date: dateOf(headers),
  };
}

function messageIdOf(headers: readonly HeaderField[]): string | null {
  const value = valuesOf(headers, 'message-id')[0] ?? '';
  const bare = value.replace(/\s+/g, '');
  return messageIdsOf(headers, 'message-id')[0] ?? (bare === '' ? null : `<${bare.replace(/[<>]/g, '')}>`);
}

function dateOf(headers: readonly HeaderField[]): Date | null {
  const stated = (valuesOf(headers, 'date')[0] ?? '').replace(/\([^()]*\)/g, '').trim();
  const date = new Date(stated);
  return stated === '' || Number.isNaN(date.getTime()) ? null : date;
}

/** Old Mac senders end lines with a bare CR; the parser would see one endless header line. */
function withLineFeeds(raw: Buffer): Buffer {
  return raw.includes(0x0a) || !raw.includes(0x0d)
    ? raw
    : Buffer.from(raw.toString('latin1').replaceAll('\r', '\r\n'), 'latin1');
}

/** What follows the header section, as it is: for multipart mail whose boundary occurs nowhere, so that no word is lost. */
function bodySection(message: Buffer): string {
  const ends = [message.indexOf('\n\n'), message.indexOf('\n\r\n')].filter((at) => at >= 0);
  return ends.length === 0
    ? ''
    : decodeBytes(message.subarray(Math.min(...ends), Math.min(...ends) + longestRawBody));
}

function notBlank(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
