// Which addresses a bounce without RFC 3464 fields is about, by the places where mail systems print them.
import type { ParsedMail } from '../mail.ts';
import { addressOfField } from './delivery-status.ts';
import { headerOf } from './header.ts';
import type { ReturnedMessage } from './returned-message.ts';

/** A bounce says early who failed; what is far below is a copy of something. */
const longestWords = 20_000;

/** From the surest to the vaguest: the list that refused, a line of its own, sendmail's replies, a command or label in front, an SMTP reply in front. */
const places = [
  /\bmember\b[^\n]{0,60}\blist[^\n]{0,20}<([^\s<>]{1,64}@[^\s<>]{1,255})>/gi,
  /^[ \t>*"'-]{0,40}<?([^\s<>:;,"]{1,64}@[^\s<>:;,"'\])]{1,255})["'>\])]{0,2}\s{0,20}(?::|\.{3}|[([]|$|-|on\s)/gim,
  /^[45]\d\d <([^\s<>]{1,64}@[^\s<>]{1,255})>\.{3}|\bSMTP[=:]\s?([^\s<>;,"]{1,64}@[^\s<>;,"]{1,255})/gim,
  /\b(?:rcpt to|to|for|recipient|address|user|mailbox)\s{0,20}:?\s{0,20}<([^\s<>]{1,64}@[^\s<>]{1,255})>/gi,
  /\b[45]\d\d[^\n]{0,60}<([^\s<>]{1,64}@[^\s<>]{1,255})>/gi,
];
const notFailed = /^(?:mailer-daemon|postmaster|mail-daemon|abuse|hostmaster|support|helpdesk)@/i;

/** The failed addresses, lower-cased; at worst those that the returned message went to. */
export function failedAddresses(
  mail: ParsedMail,
  ownWords: string,
  returned: ReturnedMessage,
): readonly string[] {
  const named = (headerOf(mail, 'x-failed-recipients') ?? '')
    .split(',')
    .map((mailbox) => addressOfField(mailbox));
  const listed = named.filter((address) => address !== null);
  if (listed.length > 0) {
    return [...new Set(listed)];
  }
  const words = ownWords.slice(0, longestWords);
  const known = new Set([...mail.to, ...mail.from].map(({ address }) => address));
  const usable = (address: string) => !known.has(address) && !notFailed.test(address);
  for (const place of places) {
    const found = [...words.matchAll(place)]
      .flatMap((match) => addressOfField(match[1] ?? match[2]) ?? [])
      .filter(usable);
    if (found.length > 0) {
      return [...new Set(found)];
    }
  }
  const mentioned = returned.recipients.filter((address) => words.toLowerCase().includes(address));
  if (mentioned.length > 0) {
    return mentioned;
  }
  // "... are not accepting mail from tor@casqa.example" names the one who wrote, not the one who failed.
  const first = addressesIn(words.replace(/\bfrom[:\s]{1,3}\S{1,320}/gi, ' ')).find(usable);
  if (first !== undefined || returned.recipients.length > 0) {
    return first === undefined ? returned.recipients : [first];
  }
  // A mailbox that is full may say so in its own name.
  return mail.from
    .map(({ address }) => address)
    .filter((address) => words.toLowerCase().includes(address) && !notFailed.test(address));
}

/** Everything in a text that looks like an address with a domain; by splitting, which takes no longer for hostile text. */
function addressesIn(words: string): string[] {
  return words
    .split(/[\s<>()[\]:;,"'=/\\]+/)
    .filter((word) => word.length < 320 && /^[^@]{1,64}@[^@]+\.[a-z0-9-]{2,63}\.?$/i.test(word))
    .flatMap((word) => addressOfField(word) ?? []);
}
