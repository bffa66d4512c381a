// Complaints: somebody marked one of our mails as unwanted, and their provider tells us so. They are sent by machines and
// are never answered, but staff should know: such a person gets mail that they did not expect.
import type { ParsedMail } from '../mail.ts';
import type { Complaint } from './classification.ts';
import { addressOfField } from './delivery-status.ts';
import { bodyOf, headerOf } from './header.ts';
import { returnedMessage, returnsMessage } from './returned-message.ts';
import { sesNotice } from './ses-notice.ts';

/** Feedback that says nothing bad about a mail of ours: it was taken back, or it is about forgeries (RFC 6591). */
const noComplaint = /^(?:not-spam|auth-failure|dmarc|dkim)/i;
/** Microsoft's programme for senders sends no feedback fields, only the mail that was complained about. */
const junkReport = /^\s*complaint about message from\b/i;

/** The complaint in a mail with its reason, or null: feedback reports (RFC 5965) and what providers send in their place. */
export function complaint(mail: ParsedMail): { complaint: Complaint; reason: string } | null {
  const found = feedbackReport(mail) ?? sesNotice(mail)?.complaint ?? junkMailReport(mail);
  if (found) {
    const by = found.recipients.length > 0 ? ` by ${found.recipients.slice(0, 5).join(', ')}` : '';
    return { complaint: found, reason: `a complaint about a mail (${found.about})${by}` };
  }
  return isUnsubscribe(mail)
    ? {
        complaint: {
          about: 'unsubscribe',
          originalMessageId: null,
          recipients: mail.from.map(({ address }) => address),
        },
        reason: "a person's mail program asks for no more mail (RFC 2369 section 3.2)",
      }
    : null;
}

function feedbackReport(mail: ParsedMail): Complaint | null {
  const report = mail.parts.find(({ type }) => type === 'message/feedback-report')?.text;
  const about = /^feedback-type[ \t]*:[ \t]*([\w-]{1,60})/im.exec(report ?? '')?.[1]?.toLowerCase();
  if (report === undefined || noComplaint.test(about ?? '')) {
    return null;
  }
  const named = [...report.matchAll(/^original-rcpt-to[ \t]*:(.{1,400})$/gim)].flatMap(
    ([, value]) => addressOfField(value) ?? [],
  );
  return ofReturned(mail, about ?? 'no type', named);
}

function junkMailReport(mail: ParsedMail): Complaint | null {
  return junkReport.test(mail.subject) && returnsMessage(mail)
    ? ofReturned(mail, 'marked as junk', [])
    : null;
}

function ofReturned(mail: ParsedMail, about: string, named: readonly string[]): Complaint {
  const returned = returnedMessage(mail, bodyOf(mail).slice(0, 20_000));
  return {
    about,
    originalMessageId: returned.messageId,
    recipients: [...new Set(named.length > 0 ? named : returned.recipients)],
  };
}

/** What a mail program sends when a person presses "unsubscribe" (RFC 2369, RFC 3834). */
function isUnsubscribe(mail: ParsedMail): boolean {
  const submitted = headerOf(mail, 'auto-submitted')?.toLowerCase() ?? 'no';
  return !submitted.startsWith('no') && /^\s*unsubscribe\s*$/i.test(mail.subject);
}
