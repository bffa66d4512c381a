// Bounces that have no RFC 3464 fields: recognised by who sends them and how they say it.
import type { ParsedMail } from '../mail.ts';
import { saysAutoReply } from './auto-reply-subjects.ts';
import {
  bounceSubject,
  bounceWords,
  gaveUpWords,
  passingWords,
  returnedSubject,
  strictWords,
} from './bounce-words.ts';
import type { BouncedRecipient } from './classification.ts';
import { isPermanent } from './delivery-status.ts';
import { failedAddresses } from './failed-addresses.ts';
import { hasNullReturnPath, headerOf } from './header.ts';
import { listRefusal } from './list-refusal.ts';
import { isReceipt } from './machine-report.ts';
import { ownWordsAndRest, type ReturnedMessage, returnsMessage, returnsOurs } from './returned-message.ts';

/** Nobody but a mail system has these addresses and names. */
const daemon =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|mail[-_.]?(?:delivery|subsystem)[\w.-]*)(?:[+@-]|$)/i;
const daemonName =
  /\b(?:mail(?:er)?[- ]?daemon|mail delivery (?:sub)?(?:system|service|agent)|delivery subsystem)\b/i;
/** People and shops may have these. */
const office =
  /^(?:post[-_.]?master|mail[-_.]?system[\w.-]*|delivery[\w.-]*|bounce[sd]?|no-?reply-?bounce)(?:[+@-]|$)/i;
const officeName = /\b(?:mail delivery|delivery (?:system|agent)|postmaster|system administrator)\b/i;
/** An address follows the words that it could not be reached. */
const notice =
  /\b(?:not be delivered|not deliver(?:ed)?|couldn't be delivered|undeliverable|delivery (?:has )?failed|failed to deliver|unable to deliver|delivery of e-?mail|not a valid (?:user|address|mailbox))\b[^@]{0,100}?[\s"'<]([^\s<>@"']{1,64}@[^\s<>@"']{1,255})/i;
const speaksOfItself =
  /(?:^|\s)(?:I|I'm|I've|my|My|me|[Ii]ch|[Mm]eine?[nrms]?|[Jj]e|[Mm]on|[Mm]es|[Yy]o|[Mm]is?|[Mm]eu|[Mm]inha)(?=[\s,.?!])/m;
/** An address that stands for itself, as mail systems list those that failed. */
const listed = /^[ \t>*-]{0,40}<?[^\s<>:;,"@]{1,64}@[^\s<>:;,"@]{1,255}>?[ \t]{0,20}(?::|\.{3}|$)/m;
const answered = /^\s*(?:re|aw|antw|sv|r[ée]f|res|odp|回复|答复|回覆|返信)\s*(?:\[\d{1,3}\])?\s*[:：]/i;
const forwarded = /^\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vs|vb|pd)\s*:/i;
const aboutMail = /\b(?:e-?mails?|messages?|recipients?|mailbox)\b/i;
const aboutGoods = /\b(?:parcels?|packages?|shipments?|courier|your order|tracking|delivery address|door)\b/i;
/** Words of a notice stand at its beginning. */
const beginning = 4_000;

type Sender = 'daemon' | 'office' | 'nobody' | 'service' | 'person';

/** How sure the form of a mail makes that it is a bounce, in words; null when it is none. */
export function bounceWording(mail: ParsedMail, body: string): string | null {
  if (isReceipt(mail)) {
    return null;
  }
  if (headerOf(mail, 'x-failed-recipients') !== null) {
    return 'it carries X-Failed-Recipients';
  }
  const refused = listRefusal(mail, body);
  return refused === null ? bySender(mail, body) : saying(refused);
}

function bySender(mail: ParsedMail, body: string): string | null {
  const { words } = ownWordsAndRest(body);
  const said = bounceWords.exec(words) ?? bounceWords.exec(body.slice(0, beginning));
  const inWords = said && saying(said[0]);
  const bySubject = bounceSubject.test(mail.subject);
  switch (senderOf(mail)) {
    case 'daemon':
      return bySubject
        ? 'the sender is a mail system and the subject says so'
        : (inWords ?? (returnsMessage(mail) ? 'the sender is a mail system and returns a message' : null));
    case 'nobody':
      return isReturnedByNobody(mail, words, body)
        ? (inWords ?? 'its return path is empty and it returns or names a mail')
        : null;
    case 'office':
      return isReturnedByOffice(mail, words, body)
        ? (inWords ?? 'the sender is a mail system and the subject says so, or a mail of ours is in it')
        : null;
    case 'service':
      return namesFailed(mail, body) ? inWords : null;
    case 'person':
      return bySubject && isRobotsForm(mail, words, body) ? inWords : null;
  }
}

/** An absence note has an empty return path too, and may say that something "could not be sent". */
function isReturnedByNobody(mail: ParsedMail, words: string, body: string): boolean {
  return (
    saysAutoReply(mail.subject) === null &&
    (returnsOurs(mail) ||
      bounceSubject.test(mail.subject) ||
      strictWords.test(words) ||
      namesFailed(mail, body))
  );
}

function isReturnedByOffice(mail: ParsedMail, words: string, body: string): boolean {
  if (returnsOurs(mail) && !forwarded.test(mail.subject) && !answered.test(mail.subject)) {
    return true;
  }
  if (isPersonal(mail, words, body)) {
    return false;
  }
  const bySubject = bounceSubject.test(mail.subject);
  const says = bounceWords.test(words) || bounceWords.test(body.slice(0, beginning));
  return strictWords.test(words)
    ? bySubject || namesSomebody(mail, words, body)
    : bySubject && (says || showsMessage(mail, body));
}

function saying(words: string): string {
  return `it says "${words.replace(/\s+/g, ' ').trim().slice(0, 120)}"`;
}

function senderOf(mail: ParsedMail): Sender {
  const [sender] = mail.from;
  const address = sender?.address ?? '';
  const name = sender?.name ?? headerOf(mail, 'from') ?? '';
  if (daemon.test(address) || daemonName.test(name)) {
    return 'daemon';
  }
  if (hasNullReturnPath(mail)) {
    return 'nobody';
  }
  if (office.test(address) || officeName.test(name)) {
    return 'office';
  }
  return /^(?:no-?reply|do-?not-?reply)\b/i.test(address) ? 'service' : 'person';
}

/** Whether it says near its beginning that mail to an address failed. What failed to reach its reader came from somewhere else. */
function namesFailed(mail: ParsedMail, body: string): boolean {
  const start = body.slice(0, beginning);
  const address = notice.exec(start)?.[1]?.toLowerCase();
  return (
    address !== undefined &&
    aboutMail.test(start) &&
    !aboutGoods.test(start) &&
    !mail.to.some((reader) => reader.address === address)
  );
}

/** A mail system says whom it could not reach, or shows which mail; who asks about error messages does neither. */
function namesSomebody(mail: ParsedMail, words: string, body: string): boolean {
  return (
    showsMessage(mail, body) || failedAddresses(mail, words, { messageId: null, recipients: [] }).length > 0
  );
}

/** People sit in offices too: they answer, speak of themselves, or of parcels. */
function isPersonal(mail: ParsedMail, words: string, body: string): boolean {
  const start = words.slice(0, beginning);
  return (
    (answered.test(mail.subject) && !strictWords.test(start)) ||
    (aboutGoods.test(start) && !aboutMail.test(start)) ||
    (speaksOfItself.test(start) && !listed.test(start) && !showsMessage(mail, body))
  );
}

/**
 * Some systems return mail in the name of a mailbox that looks like a person's, and keep its subject with their words
 * around it. People write about mail that came back, too; but they speak of themselves.
 */
function isRobotsForm(mail: ParsedMail, words: string, body: string): boolean {
  return (
    !speaksOfItself.test(words.slice(0, beginning)) &&
    !forwarded.test(mail.subject) &&
    (showsMessage(mail, body) || namesFailed(mail, body))
  );
}

function showsMessage(mail: ParsedMail, body: string): boolean {
  return returnsMessage(mail) || ownWordsAndRest(body).rest !== '';
}

/** The addresses that failed, by the places where mail systems put them; at worst those the returned message went to. */
export function wordedRecipients(
  mail: ParsedMail,
  body: string,
  returned: ReturnedMessage,
): BouncedRecipient[] {
  const { words } = ownWordsAndRest(body);
  const delayed =
    passingWords.test(`${mail.subject} ${words.slice(0, 2_000)}`) &&
    !gaveUpWords.test(words) &&
    !returnedSubject.test(mail.subject);
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null;
  return failedAddresses(mail, words, returned).map((address) => ({
    address,
    action: delayed ? 'delayed' : 'failed',
    status,
    permanent: !delayed && isPermanent(status, words),
  }));
}
