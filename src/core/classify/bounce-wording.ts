// Bounces that have no RFC 3464 fields: recognised by who sends them and how they say it.
import type { ParsedMail } from '../mail.ts';
import { saysAutoReply } from './auto-reply-subjects.ts';
import { bounceSubject, bounceWords, gaveUpWords, passingWords, strictWords } from './bounce-words.ts';
import type { BouncedRecipient } from './classification.ts';
import { isPermanent } from './delivery-status.ts';
import { failedAddresses } from './failed-addresses.ts';
import { isAnswer } from './forward.ts';
import { hasNullReturnPath, headerOf } from './header.ts';
import { ownWordsAndRest, type ReturnedMessage, returnsMessage } from './returned-message.ts';

/** Nobody but a mail system has these addresses and names. */
const daemon =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|mail[-_.]?(?:delivery|subsystem)[\w.-]*)(?:[+@-]|$)/i;
const daemonName =
  /\b(?:mail(?:er)?[- ]?daemon|mail delivery (?:sub)?(?:system|service|agent)|delivery subsystem)\b/i;
/** People and shops may have these. */
const office =
  /^(?:post[-_.]?master|mail[-_.]?system[\w.-]*|delivery[\w.-]*|bounce[sd]?|no-?reply-?bounce)(?:[+@-]|$)/i;
const officeName = /\b(?:mail delivery|delivery (?:system|agent)|postmaster|system administrator)\b/i;
/** A provider's robot that answers nothing: an address follows the words that it could not be reached. */
const notice =
  /\b(?:not be delivered|not deliver(?:ed)?|undeliverable|delivery (?:has )?failed|unable to deliver)\b[^\n]{0,80}\s<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?/i;
const aboutMail = /\b(?:e-?mails?|messages?|recipients?|mailbox)\b/i;
const aboutGoods = /\b(?:parcels?|packages?|shipments?|courier|your order|tracking|delivery address|door)\b/i;
/** Words of a notice stand at its beginning. */
const beginning = 4_000;

type Sender = 'daemon' | 'office' | 'nobody' | 'service' | 'person';

/** How sure the form of a mail makes that it is a bounce, in words; null when it is none. */
export function bounceWording(mail: ParsedMail, body: string): string | null {
  const { words } = ownWordsAndRest(body);
  const bySubject = bounceSubject.test(mail.subject);
  const said = bounceWords.exec(words) ?? bounceWords.exec(body.slice(0, beginning));
  const inWords = said && `it says "${said[0].replace(/\s+/g, ' ').trim()}"`;
  switch (senderOf(mail)) {
    case 'daemon':
      return bySubject
        ? 'the sender is a mail system and the subject says so'
        : (inWords ?? (returnsMessage(mail) ? 'the sender is a mail system and returns a message' : null));
    case 'nobody':
      // An absence note has an empty return path too, and may say what "could not be found".
      return saysAutoReply(mail.subject)
        ? null
        : bySubject
          ? 'its return path is empty and the subject says so'
          : inWords;
    case 'office':
      return (bySubject && (said || returnsMessage(mail))) || strictWords.test(words)
        ? (inWords ?? 'the sender is a mail system and the subject says so')
        : null;
    case 'service':
      return isNotice(body.slice(0, beginning)) ? inWords : null;
    case 'person':
      return isRobotsForm(mail, bySubject, words, body) ? inWords : null;
  }
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

function isNotice(start: string): boolean {
  return notice.test(start) && aboutMail.test(start) && !aboutGoods.test(start);
}

/**
 * Some systems return mail in the name of a mailbox that looks like a person's. People write about mail that came
 * back, too; but they answer something, and they do not write SMTP's replies and show a whole message below.
 */
function isRobotsForm(mail: ParsedMail, bySubject: boolean, words: string, body: string): boolean {
  const showsMessage = returnsMessage(mail) || ownWordsAndRest(body).rest !== '';
  return bySubject && !isAnswer(mail) && strictWords.test(words) && showsMessage;
}

/** The addresses that failed, by the places where mail systems put them; at worst those the returned message went to. */
export function wordedRecipients(
  mail: ParsedMail,
  body: string,
  returned: ReturnedMessage,
): BouncedRecipient[] {
  const { words } = ownWordsAndRest(body);
  const delayed = passingWords.test(`${mail.subject} ${words.slice(0, 2_000)}`) && !gaveUpWords.test(words);
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null;
  return failedAddresses(mail, words, returned).map((address) => ({
    address,
    action: delayed ? 'delayed' : 'failed',
    status,
    permanent: !delayed && isPermanent(status, words),
  }));
}
