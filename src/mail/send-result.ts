// nodemailer's errors into what the outbox needs to know: again, never, or nobody knows.
import type { SendResult } from '../core/outgoing.ts';

/** What nodemailer puts on its errors (its errors.js and smtp-connection/index.js). */
type SmtpError = Error & { code?: unknown; command?: unknown; responseCode?: unknown; response?: unknown };

/** Refused for what it is, before anything was said to the server (no SMTP reply). */
const refusedLocally = ['EENVELOPE', 'EMESSAGE'];

/**
 * What an error means for the mail. A reply to MAIL, RCPT, DATA or the message itself decides: 4yz again, 5yz never
 * (RFC 5321 section 4.2.1), but 503 is about the session and not the mail. Greeting, TLS and login concern the server
 * and not the mail, so they are tried again whatever their code. Without a reply it matters whether any of the message
 * was handed over: the server may have taken it and only its answer was lost (RFC 1047). What is not about this mail, such as 421 (RFC
 * 5321 section 3.8), is `unreachable`: other mails would fare no better.
 */
export function sendResultOf(
  error: unknown,
  messageHandedOver: boolean,
): Exclude<SendResult, { kind: 'sent' }> {
  if (!(error instanceof Error))
    return { kind: messageHandedOver ? 'unknown' : 'unreachable', error: String(error) };
  const { code, command, responseCode, response }: SmtpError = error;
  const about = typeof response === 'string' && response !== '' ? response : error.message;
  const text = typeof command === 'string' ? `${command}: ${about}` : about;
  const reply = typeof responseCode === 'number' ? responseCode : null;
  const onMail = refusedLocally.includes(String(code));
  if (onMail && typeof response !== 'string') return { kind: 'failed', error: text };
  if (reply === 421) return { kind: 'unreachable', error: text };
  if (reply !== null && reply >= 400 && reply < 500)
    return { kind: onMail || messageHandedOver ? 'retry' : 'unreachable', error: text };
  if (reply === 503) return { kind: 'retry', error: text };
  if (reply !== null && reply >= 500 && reply < 600 && (onMail || messageHandedOver))
    return { kind: 'failed', error: text };
  return { kind: messageHandedOver ? 'unknown' : 'unreachable', error: text };
}
