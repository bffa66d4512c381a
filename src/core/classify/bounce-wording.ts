// Bounces that have no RFC 3464 fields: recognised by who sends them and how they say it.
import type { ParsedMail } from '../mail.ts';
import type { BouncedRecipient } from './classification.ts';
import { isPermanent } from './delivery-status.ts';
import { failedAddresses } from './failed-addresses.ts';
import { hasNullReturnPath, headerOf } from './header.ts';
import { ownWordsAndRest, type ReturnedMessage } from './returned-message.ts';

const robot =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|post[-_.]?master|mdaemon|mail[-_.]?(?:delivery|system|subsystem)[\w.-]*|delivery[\w.-]*|bounce[sd]?|no-?reply-?bounce)(?:[+@-]|$)/i;
const robotName =
  /\b(?:mail(?:er)?[- ]?daemon|mail delivery|delivery (?:subsystem|system|agent)|postmaster|system administrator)\b/i;
const subject =
  /\bundeliver|\bnon[- ]?(?:delivery|remis)|\bnot (?:be )?delivered\b|\bdelivery (?:status|failure|failed|error|notification|problem|report|has failed|incomplete|delay|temporarily)|\breturned (?:mail|to sender|message)|\bmail (?:delivery|system error|error|failure|could not)|\b(?:failure|failed|bounce) (?:notice|mail|notification|delivery)|\bfailed (?:mail|message|to deliver)|\bfailure delivering|\bmessage (?:delivery|not delivered|could not)|\bcould not (?:send|deliver)|\bunable to deliver|\bdelayed\b.{0,30}\b(?:mail|message|delivery)|\bwarning: (?:could not|message)|\bunzustellbar|\bnicht zugestellt|\bdelivery-status|\bpermanent fatal error|\buser unknown\b|\bno entregad|\bnon distribu/i;
const wording =
  /\buser (?:is )?unknown|unknown (?:user|recipient|address|local)|\bno such (?:user|mailbox|person|recipient|address|account|domain)|\b(?:could|can|was|has|have|is|were|are) ?not (?:be |been )?(?:delivered|deliver|sent|send|find)|\bcouldn't be (?:delivered|found)|\bundeliver(?:able|ed)|\bdoes(?: not|n't) (?:exist|have an? )|\bmailbox (?:is )?(?:full|unavailable|not found|disabled|unknown)|\bover ?(?:the )?quota|\bquota exceeded|\bpermanent (?:fatal )?error|\bpermanently rejected|\bfatal errors?\b|\bdelivery (?:to the following|attempts?|has|failed|failure|error|of)\b|\bfailed to deliver|\bunable to (?:deliver|relay)|\bdelivery.{0,40}\bfail|\b(?:address|account|recipient|mailbox)(?:es)? (?:\S+ )?(?:was |is |has been )?(?:rejected|unknown|not found|invalid|disabled|inactive|failed)|\bhost (?:unknown|not found)|\brejected (?:by|your)|\bmessage was (?:rejected|blocked|not)|\bnot our customer|\breturned to sender|\b[45]\d\d[ -]?#?[45]\.\d{1,3}\.\d{1,3}\b|\bSMTP error\b|\b(?:said|reply|response|error)\b.{0,20}\b5\d\d\b/i;
const notice =
  /\b(?:not be delivered|not deliver(?:ed)?|undeliverable|delivery (?:has )?failed|unable to deliver)\b[^\n]{0,80}\s<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?/i;
const passing =
  /\bdelayed\b|\bwarning\b|\bstill (?:being )?(?:try|retr|queue)|\bwill (?:be )?(?:retr|continue|keep|try)|\btemporar|\bnot (?:yet )?been delivered yet|\bdelivery attempts will continue/i;

/** How sure the form of a mail makes that it is a bounce, in words; null when it is none. */
export function bounceWording(mail: ParsedMail, body: string): string | null {
  const sender = mail.from[0];
  const byRobot =
    hasNullReturnPath(mail) ||
    headerOf(mail, 'return-path')?.toLowerCase().includes('mailer-daemon') ||
    robot.test(sender?.address ?? '') ||
    robotName.test(sender?.name ?? '') ||
    (sender === undefined && robotName.test(headerOf(mail, 'from') ?? ''));
  // A notice of a provider's robot: the sender answers nothing, and an address follows the words that it could not be reached.
  const byNotice =
    /^(?:no-?reply|do-?not-?reply)\b/i.test(sender?.address ?? '') && notice.test(body.slice(0, 4_000));
  const says = wording.exec(ownWordsAndRest(body).words) ?? wording.exec(body.slice(0, 4_000));
  const bySubject = subject.test(mail.subject);
  if (byRobot && bySubject) {
    return 'the sender is a mail system and the subject says so';
  }
  return says && (byRobot || bySubject || byNotice)
    ? `it says "${says[0].replace(/\s+/g, ' ').trim()}"`
    : null;
}

/** The addresses that failed, by the places where mail systems put them; at worst those the returned message went to. */
export function wordedRecipients(
  mail: ParsedMail,
  body: string,
  returned: ReturnedMessage,
): BouncedRecipient[] {
  const { words } = ownWordsAndRest(body);
  const delayed =
    passing.test(`${mail.subject} ${words.slice(0, 2_000)}`) &&
    !/\bfail(?:ed|ure)\b|\bgiv(?:e|ing) up\b|\bpermanent/i.test(words);
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? null;
  return failedAddresses(mail, words, returned).map((address) => ({
    address,
    action: delayed ? 'delayed' : 'failed',
    status,
    permanent: !delayed && isPermanent(status, words),
  }));
}
