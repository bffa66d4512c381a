// Somebody pressed "this is spam" on one of our mails, and their provider says so.
import type { ParsedMail } from '../mail.ts';

const notified = /^\s*\{[\s\S]{0,4000}\\?"(?:notificationType|eventType)\\?" ?: ?\\?"Complaint\\?"/;

/** Why this is a complaint, or null: a feedback report (RFC 5965), or the notification of a sending service (Amazon SES). */
export function complaint(mail: ParsedMail): string | null {
  if (mail.parts.some(({ type }) => type === 'message/feedback-report')) return 'an abuse report (RFC 5965)';
  return notified.test((mail.text ?? '').slice(0, 8000))
    ? 'a complaint notification of a sending service'
    : null;
}
