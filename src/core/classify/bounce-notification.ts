// Bounces that a sending service reports as data: Amazon SES notifications, by themselves or wrapped by Amazon SNS
// (docs.aws.amazon.com/ses, "Amazon SNS notification contents"; the same fields under `eventType` in event publishing).
import type { BouncedRecipient, BounceReport } from './classification.ts';

const longestNotification = 200_000;

type Fields = Record<string, unknown>;

/** The report in a body that is such a notification, or null. */
export function notifiedBounce(body: string): BounceReport | null {
  if (body.length > longestNotification || !body.startsWith('{') || !body.includes('bouncedRecipients'))
    return null;
  const outer = fieldsIn(body);
  const inner = typeof outer?.Message === 'string' ? fieldsIn(outer.Message) : outer;
  const bounce = asFields(inner?.bounce);
  if (bounce === null || ![inner?.notificationType, inner?.eventType].includes('Bounce')) return null;
  const listed = Array.isArray(bounce.bouncedRecipients) ? bounce.bouncedRecipients : [];
  const isPermanent = bounce.bounceType === 'Permanent';
  const recipients = listed.slice(0, 100).flatMap((entry) => recipientOf(asFields(entry), isPermanent));
  return recipients.length === 0
    ? null
    : { recipients, originalMessageId: messageIdOf(asFields(inner?.mail)) };
}

/** Mail programs break long lines, also within strings; between them a line break means nothing. */
function fieldsIn(text: string): Fields | null {
  const end = text.lastIndexOf('}');
  try {
    return asFields(JSON.parse(text.slice(0, end + 1).replace(/\r?\n/g, '')));
  } catch {
    return null;
  }
}

function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null ? (value as Fields) : null;
}

function recipientOf(entry: Fields | null, isPermanent: boolean): BouncedRecipient[] {
  const { emailAddress, status } = entry ?? {};
  if (typeof emailAddress !== 'string') return [];
  const address = /[^\s<>]+@[^\s<>]+/.exec(emailAddress.slice(0, 320))?.[0]?.toLowerCase();
  if (address === undefined) return [];
  const stated = typeof status === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : null;
  return [{ address, action: isPermanent ? 'failed' : 'delayed', status: stated, permanent: isPermanent }];
}

function messageIdOf(mail: Fields | null): string | null {
  const messageId = asFields(mail?.commonHeaders)?.messageId;
  return typeof messageId === 'string' && /^<[^<>\s]{1,400}>$/.test(messageId) ? messageId : null;
}
