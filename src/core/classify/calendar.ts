// Invitations and answers to them (iTIP in mail, RFC 6047).
import type { ParsedMail } from '../mail.ts';

/** Why this is a calendar mail, or null. A calendar file without METHOD is an attachment like any other. */
export function calendar(mail: ParsedMail): string | null {
  const part = mail.parts.find(({ type }) => type === 'text/calendar');
  const method = /^METHOD:[ \t]*([A-Z-]+)/im.exec(part?.text ?? '')?.[1]?.toUpperCase();
  return method ? `calendar mail, method ${method} (RFC 5546)` : null;
}
