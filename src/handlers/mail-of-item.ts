// The mail that an item of the outbox is, with the files that go along.
import type { MailAttachment, OutgoingMail } from '../core/outgoing.ts';
import { filesOfMail } from '../store/mail-files.ts';
import type { OutboxItem } from '../store/outbox.ts';
import { fileLost } from './notices.ts';
import type { Desk, Shell } from './shell.ts';

/** @returns null when one of its files is no longer what it was: see `fileLost` */
export async function mailOf(shell: Shell, desk: Desk, item: OutboxItem): Promise<OutgoingMail | null> {
  const attachments = await attachmentsOf(shell, item);
  if (attachments === null) return null;
  const mail = outgoingOf(shell, desk, item);
  return attachments.length === 0 ? mail : { ...mail, attachments };
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

/** What goes along with a mail; null when it is not all there: no mail goes out with less than was shown. */
async function attachmentsOf(
  { blobs, database, log }: Shell,
  item: OutboxItem,
): Promise<MailAttachment[] | null> {
  try {
    const attachments: MailAttachment[] = [];
    for (const { filename, type, sha256 } of await filesOfMail(database.read, item))
      attachments.push({ filename, contentType: type, content: await blobs.get(sha256) });
    return attachments;
  } catch (err) {
    log.error({ outboxItemId: item.id, err }, fileLost);
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
