// One claimed mail to the mail server, and what its answer means for the item.
import type { MailAttachment, OutgoingMail, SendResult } from '../core/outgoing.ts';
import type { OutboxItem, Settlement } from '../store/outbox.ts';
import { filesOfReply } from '../store/replies.ts';
import type { Desk, Shell } from './shell.ts';

/** Some five days at one try an hour (RFC 5321 section 4.5.4.1): a night without a mail server loses nothing. */
const triesBeforeGivingUp = 130;
const longestBackoffMinutes = 60;

/** Sends it. Never throws for what a server says. */
export async function sendMail(
  shell: Shell,
  desk: Desk,
  item: OutboxItem,
): Promise<{ settlement: Settlement; reached: boolean }> {
  const mail = outgoingOf(shell, desk, item);
  const attachments = await attachmentsOf(shell, item);
  if (attachments === null) return { settlement: { kind: 'failed', error: fileLost }, reached: true };
  const result = await shell.sendMail(attachments.length === 0 ? mail : { ...mail, attachments });
  return {
    settlement: settlementOf(result, item, shell.now()),
    reached: result.kind !== 'unreachable',
  };
}

function outgoingOf({ mailFrom, references }: Shell, desk: Desk, item: OutboxItem): OutgoingMail {
  const { addresses } = desk.programme;
  const isAnnouncement = item.message === 'announcement';
  return {
    from: mailFrom ?? ownAddress(desk),
    to: item.toAddress ?? '',
    toName: item.toName ?? '',
    replyTo: item.replyTo ?? addresses.programme,
    subject: item.subject ?? '',
    text: item.text ?? '',
    html: item.html ?? '',
    messageId: item.messageId ?? '',
    inReplyTo: item.inReplyTo,
    references: item.references,
    itemId: item.id,
    nature: natureOf(item),
    unsubscribe: isAnnouncement ? references.unsubscribeAddress(addresses.programme, item.id) : null,
  };
}

const fileLost = 'a file that goes along with it is no longer there, or is damaged';

/** What goes along with a mail; null when it is not all there: no mail goes out with less than was shown. */
async function attachmentsOf(
  { blobs, database, log }: Shell,
  { id, message, key }: OutboxItem,
): Promise<MailAttachment[] | null> {
  if (message !== 'staff-reply') return [];
  try {
    const attachments: MailAttachment[] = [];
    for (const { filename, type, sha256 } of await filesOfReply(database.read, key))
      attachments.push({ filename, contentType: type, content: await blobs.get(sha256) });
    return attachments;
  } catch (err) {
    log.error({ outboxItemId: id, err }, fileLost);
    return null;
  }
}

function natureOf({ message, answers }: OutboxItem): OutgoingMail['nature'] {
  if (message === 'announcement') return 'announcement';
  if (message === 'staff-reply') return 'personal';
  return answers === true ? 'answer' : 'notice';
}

/** `"CASQA IGP Trainer of Record" <tor@casqa.example>`: people see who writes before they open it. */
function ownAddress({ programme }: Desk): string {
  const { organisation, title, addresses } = programme;
  return `"${`${organisation.shortName} ${title}`.replaceAll('"', '')}" <${addresses.programme}>`;
}

function settlementOf(result: SendResult, item: OutboxItem, now: Date): Settlement {
  if (result.kind !== 'retry' && result.kind !== 'unreachable') return result;
  if (item.attempts >= triesBeforeGivingUp)
    return { kind: 'failed', error: `given up after ${item.attempts} tries: ${result.error}` };
  return { kind: 'retry', at: backoff(item.attempts, now), error: result.error };
}

/** 1, 2, 4 ... 60 minutes after the first, second, third failure. */
function backoff(attempts: number, now: Date): Date {
  const minutes = Math.min(2 ** Math.max(0, attempts - 1), longestBackoffMinutes);
  return new Date(now.getTime() + minutes * 60_000);
}
