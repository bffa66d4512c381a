// One outgoing mail in the form nodemailer takes it, with nothing in it that could add a header field.
import type { SendMailOptions } from 'nodemailer';
import { cleanLine } from '../core/clean.ts';
import type { MailAttachment, OutgoingMail } from '../core/outgoing.ts';
import { addressesOf } from './addresses.ts';

/** One mailbox with an ASCII or UTF-8 local part (RFC 5321 section 4.1.2, RFC 6531); no quoted strings. */
const address = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/u;

/** Why the mail cannot be sent to or from these addresses whatever the server says, or null. */
export function addressProblem({ from, to, replyTo }: OutgoingMail): string | null {
  const sender = addressesOf(cleanLine(from))[0]?.address ?? '';
  if (!address.test(sender)) return 'the sender is not a mail address';
  if (!address.test(to)) return 'the recipient is not a mail address';
  return address.test(replyTo) ? null : 'the Reply-To is not a mail address';
}

/** What of Exchange's replies is not wanted: all but reports of what could not be delivered, which `All` would stop. */
const suppressed = 'OOF, AutoReply, DR, RN, NRN';

const autoSubmitted: Readonly<Record<OutgoingMail['nature'], string>> = {
  answer: 'auto-replied',
  personal: 'no',
  notice: 'auto-generated',
  announcement: 'auto-generated',
};

/**
 * The mail with its headers: Auto-Submitted (RFC 3834 section 5), X-Auto-Response-Suppress ([MS-OXCMAIL] section
 * 2.1.3.2.20) for those who do not read it, X-Torq-Item by which we know our own, and for announcements List-Unsubscribe
 * (RFC 2369 section 3.2) and Precedence, by which older robots know what not to answer; with a mail that is for one
 * person alone Precedence would only look like advertising. The envelope sender is the From address, so that bounces come back.
 */
export function composeMail(mail: OutgoingMail): SendMailOptions {
  const [sender = { name: '', address: '' }] = addressesOf(cleanLine(mail.from));
  return {
    envelope: { from: sender.address, to: [mail.to] },
    from: sender,
    to: { name: cleanLine(mail.toName), address: mail.to },
    replyTo: mail.replyTo,
    subject: cleanLine(mail.subject),
    text: mail.text,
    html: mail.html,
    messageId: cleanLine(mail.messageId),
    ...(mail.inReplyTo === null ? {} : { inReplyTo: cleanLine(mail.inReplyTo) }),
    ...(mail.references === null ? {} : { references: cleanLine(mail.references) }),
    ...(mail.date === undefined ? {} : { date: mail.date }),
    attachments: (mail.attachments ?? []).map(attached),
    headers: {
      'Auto-Submitted': autoSubmitted[mail.nature],
      'X-Auto-Response-Suppress': suppressed,
      'X-Torq-Item': cleanLine(mail.itemId),
      ...(mail.nature === 'announcement' ? { Precedence: 'bulk' } : {}),
      ...(mail.unsubscribe === null ? {} : { 'List-Unsubscribe': unsubscribeLink(mail.unsubscribe) }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function unsubscribeLink(to: string): string {
  const [local = '', domain = ''] = [to.slice(0, to.lastIndexOf('@')), to.slice(to.lastIndexOf('@') + 1)];
  return `<mailto:${encodeURIComponent(local)}@${encodeURIComponent(domain)}?subject=unsubscribe>`;
}

function attached({
  filename,
  contentType,
  content,
}: MailAttachment): NonNullable<SendMailOptions['attachments']>[number] {
  return {
    filename: cleanLine(filename),
    contentType: cleanLine(contentType),
    content: typeof content === 'string' ? content : Buffer.from(content),
    contentDisposition: 'attachment',
    // Base64 keeps line ends and long lines as they are on their way.
    contentTransferEncoding: 'base64',
  };
}
