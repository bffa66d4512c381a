// The message that a bounce brings back, whole or only its header section (RFC 3464 section 2, RFC 6522).
import type { ParsedMail } from '../mail.ts';
import { addressOfField } from './delivery-status.ts';

const returnedPart =
  /^(?:message\/(?:rfc822|rfc822-headers|global|global-headers|partial)|text\/rfc822-headers)$/;
/** Where the returned message starts when a bounce pastes it into its text. */
const pastedFrom =
  /^[\s>*=_-]*(?:below this line is a copy|this is a copy of the message|(?:here is|this is) (?:a copy|the (?:original|returned)).*|the (?:header|body|text) of the (?:original|message).*|(?:original|unsent|returned|undelivered|rejected) (?:message|mail|e-mail)\b.*|message (?:header|text|contents?|follows).*|.*\b(?:message|header|headers|mail) (?:follows?|is attached)\b.*|(?:return-path|received|message-id)\s*:.*)$/i;

export type ReturnedMessage = { messageId: string | null; recipients: readonly string[] };

/** Whether the mail has the returned message, or its header section, as a part. */
export function returnsMessage(mail: ParsedMail): boolean {
  return mail.parts.some(({ type }) => returnedPart.test(type));
}

/** Whether what it returns had been sent from where the mail itself went: whatever language it speaks, our mail is back. */
export function returnsOurs(mail: ParsedMail): boolean {
  return mail.parts
    .filter(({ type }) => returnedPart.test(type))
    .map(({ text }) => /^from[ \t]*:((?:.{0,998})(?:\r?\n[ \t].{0,998}){0,5})/im.exec(text)?.[1])
    .some((from) => {
      const sender = addressOfField(from?.replace(/^.*</s, '<'));
      return mail.to.some(({ address }) => address === sender);
    });
}

/** Message-ID and To of the returned message, as far as the bounce shows them. */
export function returnedMessage(mail: ParsedMail, text: string): ReturnedMessage {
  const attached = mail.parts.filter(({ type }) => returnedPart.test(type)).map((part) => part.text);
  const shown = [...attached, ownWordsAndRest(text).rest];
  return {
    messageId: firstOf(shown, messageIdIn),
    recipients: firstOf(shown, recipientsIn) ?? [],
  };
}

/** The bounce's own words, and what comes after the line where it shows the returned message. */
export function ownWordsAndRest(text: string): { words: string; rest: string } {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => pastedFrom.test(line.slice(0, 200)));
  return at < 0
    ? { words: text, rest: '' }
    : { words: lines.slice(0, at).join('\n'), rest: lines.slice(at).join('\n') };
}

function firstOf<T>(texts: readonly string[], find: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function messageIdIn(text: string): string | null {
  return /^[ \t>]*message-id[ \t]*:\s*(<[^<>\s]{1,998}>)/im.exec(text)?.[1] ?? null;
}

function recipientsIn(text: string): string[] | null {
  const value = /^[ \t>]*to[ \t]*:((?:.{0,998})(?:\r?\n[ \t].{0,998}){0,20})/im.exec(text)?.[1];
  const addresses = (value ?? '')
    .split(',')
    .map((mailbox) => addressOfField(mailbox))
    .filter((address) => address !== null);
  return addresses.length > 0 ? addresses : null;
}
