// What Amazon SES tells of our mails through SNS: JSON in a mail (SES developer guide, "notification contents").
import type { ParsedMail } from '../mail.ts';
import type { BouncedRecipient, BounceReport, Complaint } from './classification.ts';
import { addressOfField } from './delivery-status.ts';

export type SesNotice = { bounce: BounceReport | null; complaint: Complaint | null };
type Json = { readonly [key: string]: unknown };

/** Notices are a few kilobytes; SES leaves headers out where they would be long. */
const longest = 300_000;
const mostRecipients = 100;

/** The notice in a mail, or null. The sender proves nothing here, as nowhere; what it names is checked where it matters. */
export function sesNotice(mail: ParsedMail): SesNotice | null {
  const body = mail.text?.trim() ?? '';
  if (!body.startsWith('{') || body.length > longest) {
    return null;
  }
  // sendmail breaks lines that are too long for SMTP with "!" and a line feed.
  const text = body.replace(/!\r?\n /g, '');
  // SNS prints a line about unsubscribing below the message.
  const above = text.split(/\n--[ \t]*\r?\n/, 1)[0] ?? '';
  const outer = parsed(above.slice(0, above.lastIndexOf('}') + 1));
  const notice = parsed(word(outer, 'Message') ?? '') ?? outer;
  const about = object(notice, 'mail');
  const originalMessageId = about && messageIdOf(about);
  switch (word(notice, 'notificationType') ?? word(notice, 'eventType')) {
    case 'Bounce':
      return bounced('failed', object(notice, 'bounce'), 'bouncedRecipients', originalMessageId);
    case 'DeliveryDelay':
      return bounced('delayed', object(notice, 'deliveryDelay'), 'delayedRecipients', originalMessageId);
    case 'Complaint':
      return complained(object(notice, 'complaint'), originalMessageId);
    default:
      return null;
  }
}

function bounced(
  action: 'failed' | 'delayed',
  report: Json | null,
  key: string,
  originalMessageId: string | null,
): SesNotice | null {
  const permanent = action === 'failed' && word(report, 'bounceType') === 'Permanent';
  const recipients = objects(report, key).flatMap((entry): BouncedRecipient[] => {
    const address = addressOfField(word(entry, 'emailAddress')?.slice(0, 400));
    const status = /^[245]\.\d{1,3}\.\d{1,3}$/.exec(word(entry, 'status') ?? '')?.[0] ?? null;
    return address ? [{ address, action, status, permanent }] : [];
  });
  return recipients.length > 0 ? { bounce: { recipients, originalMessageId }, complaint: null } : null;
}

function complained(report: Json | null, originalMessageId: string | null): SesNotice {
  const recipients = objects(report, 'complainedRecipients').flatMap(
    (entry) => addressOfField(word(entry, 'emailAddress')?.slice(0, 400)) ?? [],
  );
  const about = word(report, 'complaintFeedbackType') ?? 'no type';
  return { bounce: null, complaint: { about, originalMessageId, recipients } };
}

/** Our own Message-ID: SES replaces it on the way, and keeps the one that it was given among the headers. */
function messageIdOf(mail: Json): string | null {
  const header = objects(mail, 'headers').find(
    (field) => word(field, 'name')?.toLowerCase() === 'message-id',
  );
  const value = word(header ?? null, 'value') ?? word(object(mail, 'commonHeaders'), 'messageId') ?? '';
  return /<[^<>\s]{1,998}>/.exec(value)?.[0] ?? null;
}

/** Mail programs break long lines, also within strings; between them a line break means nothing. */
function parsed(text: string): Json | null {
  try {
    const value: unknown = text.startsWith('{') ? JSON.parse(text.replace(/\r?\n/g, '')) : null;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(of: Json | null, key: string): Json | null {
  const value = of?.[key];
  return isObject(value) ? value : null;
}

function objects(of: Json | null, key: string): Json[] {
  const value = of?.[key];
  return Array.isArray(value) ? value.slice(0, mostRecipients).filter(isObject) : [];
}

function word(of: Json | null, key: string): string | null {
  const value = of?.[key];
  return typeof value === 'string' && value.length <= longest ? value : null;
}
