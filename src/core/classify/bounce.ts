// Mail that came back: the fields of RFC 3464 first, the wording of mail systems where there are none.
// Ask for this before automatic replies: a Postfix report carries "Auto-Submitted: auto-replied".
import type { ParsedMail } from '../mail.ts';
import { bounceWording, wordedRecipients } from './bounce-wording.ts';
import type { BouncedRecipient, BounceReport } from './classification.ts';
import { looksLikeReport, reportedRecipients } from './delivery-status.ts';
import { returnedMessage } from './returned-message.ts';
import { sesNotice } from './ses-notice.ts';

const statusPart = /^message\/(?:global-)?delivery-status$/;
/** Words of one bounce are few; what is longer is the returned message. */
const longestBody = 200_000;

/** The bounce in a mail with its reason, or null. */
export function bounce(mail: ParsedMail): { report: BounceReport; reason: string } | null {
  const told = sesNotice(mail)?.bounce;
  if (told) {
    return { report: told, reason: `notice of Amazon SES: ${inWords(told.recipients)}` };
  }
  const body = [mail.text, mail.text === null ? mail.htmlText : null].join('\n').slice(0, longestBody).trim();
  const returned = returnedMessage(mail, body);
  const reports = mail.parts.filter(({ type }) => statusPart.test(type)).map(({ text }) => text);
  // A report in the text, or in a whole bounce that a gateway passes on as an attachment of its own.
  const hidden = [
    body,
    ...mail.parts.filter(({ type }) => type === 'message/rfc822').map(({ text }) => text),
  ];
  const pasted = reports.length === 0 && isFromRobot(mail) ? hidden.filter(looksLikeReport).slice(0, 1) : [];
  const recipients = [...reports, ...pasted, ...rejections(mail, body)].flatMap(reportedRecipients);
  if (recipients.length > 0) {
    return {
      report: { recipients, originalMessageId: returned.messageId },
      reason: `delivery report (RFC 3464): ${inWords(recipients)}`,
    };
  }
  const wording = reports.length > 0 ? 'it has a delivery report' : bounceWording(mail, body);
  if (wording === null) {
    return null;
  }
  const worded = wordedRecipients(mail, body, returned);
  return {
    report: { recipients: worded, originalMessageId: returned.messageId },
    reason: `undelivered mail: ${wording}${worded.length > 0 ? `; ${inWords(worded)}` : ''}`,
  };
}

/**
 * Mail filters of recipients refuse mail with a receipt that says "deleted" (RFC 5429 section 2.1.1), in words that they
 * choose; the same receipt without such words only tells that nobody read the mail.
 */
function rejections(mail: ParsedMail, body: string): string[] {
  return mail.parts
    .filter(({ type }) => type === 'message/disposition-notification')
    .map(({ text }) => text)
    .filter((text) => /^disposition[ \t]*:[ \t]*automatic-action\b.{0,100}\bdeleted\b/im.test(text))
    .filter(() =>
      /\b(?:rejected|refused|not accepted|abgelehnt|zur[uü]ckgewiesen|rejet[ée]|rechazado)\b/i.test(body),
    )
    .map(
      (text) =>
        `${text.trim()}\nAction: failed\nDiagnostic-Code: x-filter; ${body.slice(0, 500).replace(/\s+/g, ' ')}`,
    );
}

/** A person who forwards a report quotes its fields too; a mail system's own has no In-Reply-To of a person's thread. */
function isFromRobot(mail: ParsedMail): boolean {
  return bounceWording(mail, 'delivery failed') !== null;
}

function inWords(recipients: readonly BouncedRecipient[]): string {
  return recipients
    .slice(0, 5)
    .map(({ address, action, status }) => `${address} ${action}${status ? ` ${status}` : ''}`)
    .join(', ');
}
