// The header section of a message as fields in their own order (RFC 5322 section 2.2).
import type { HeaderField, Mailbox } from '../core/mail.ts';
import { addressesOf } from './addresses.ts';
import { decodeBytes, decodeEncodedWords } from './encoded-word.ts';

/** Fields whose text a machine reads: an encoded word in them is not text (RFC 2047 section 5) and must not become syntax. */
const structured =
  /^(authentication-results|arc-.*|dkim-signature|received|return-path|message-id|in-reply-to|references|content-type|content-transfer-encoding|from|sender|reply-to|to|cc|bcc|list-.*|x-torq-item)$/;
const longestValue = 64 * 1024;

/** Reads the fields of the header section; lines that are no field are left out. `name` is lower-cased, `value` unfolded. */
export function headerFields(raw: Buffer): HeaderField[] {
  const fields: HeaderField[] = [];
  for (const line of unfold(headerSection(raw))) {
    const match = /^([!-9;-~]{1,200})[ \t]*:([\s\S]*)$/.exec(line);
    if (!match) {
      continue;
    }
    const name = (match[1] ?? '').toLowerCase();
    const value = (match[2] ?? '').slice(0, longestValue).trim();
    fields.push({ name, value: structured.test(name) ? value : decodeEncodedWords(value) });
  }
  return fields;
}

/** All values of one field, in the message's order. */
export function valuesOf(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value);
}

/** The mailboxes of all fields with this name. */
export function mailboxesOf(fields: readonly HeaderField[], name: string): Mailbox[] {
  return valuesOf(fields, name).flatMap(addressesOf);
}

/** The message identifiers of a field such as References, with their angle brackets (RFC 5322 section 3.6.4). */
export function messageIdsOf(fields: readonly HeaderField[], name: string): string[] {
  const values = valuesOf(fields, name).join(' ');
  return values.match(/<[^<>\s]{1,998}>/g) ?? [];
}

function headerSection(raw: Buffer): string {
  const ends = [raw.indexOf('\n\n'), raw.indexOf('\n\r\n')].filter((at) => at >= 0);
  const bytes = raw.subarray(0, ends.length > 0 ? Math.min(...ends) : raw.length);
  return decodeBytes(bytes);
}

function unfold(section: string): string[] {
  const lines: string[] = [];
  for (const line of section.split(/\r?\n/)) {
    if (/^[ \t]/.test(line) && lines.length > 0) {
      lines.push(`${lines.pop()}${line}`);
    } else {
      lines.push(line);
    }
  }
  return lines;
}
