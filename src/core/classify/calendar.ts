// Invitations and answers to them (iTIP in mail, RFC 6047).
import type { ParsedMail } from '../mail.ts';
import { headerOf } from './header.ts';

/**
 * Why this is a calendar mail, or null: a method that asks or answers (RFC 5546 section 1.4), or Exchange's own form of
 * it. A calendar file without METHOD, or one that is only published, is an attachment like any other.
 */
export function calendar(mail: ParsedMail): string | null {
  const methods = mail.parts
    .filter(({ type }) => type === 'text/calendar')
    .map(({ text }) => /^METHOD:[ \t]*([A-Z-]{1,40})/im.exec(text)?.[1]?.toUpperCase());
  const method = methods.find((found) => found !== undefined && found !== 'PUBLISH');
  if (method) {
    return `calendar mail, method ${method} (RFC 5546)`;
  }
  return /calendarmessage/i.test(headerOf(mail, 'content-class') ?? '')
    ? 'calendar mail: Content-Class says so'
    : null;
}
