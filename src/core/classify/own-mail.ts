// Mail that torq itself sent and that came back by a copy rule, a list or a forward to itself.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { headerOf } from './header.ts';

/** Our Message-ID: `<torq.ITEM.MAC@domain>`. */
const ownMessageId = /^<torq\.[^.@<>\s]{1,200}\.[^.@<>\s]{1,200}@[^@<>\s]{1,255}>$/i;

/** Whether an identifier is of a mail that torq sent. Whether torq really did is a question for its signature. */
export function isOwnMessageId(id: string): boolean {
  return ownMessageId.test(id);
}

/** Why this is our own mail by the marks that torq puts on each, or null. A mail that comes back as a bounce has new ones. */
export function ownMark(mail: ParsedMail): string | null {
  if (headerOf(mail, 'x-torq-item') !== null) {
    return 'our own mail: it carries X-Torq-Item';
  }
  return mail.messageId !== null && isOwnMessageId(mail.messageId)
    ? 'our own mail: its Message-ID is one of ours'
    : null;
}

/** Why this is our own mail by its sender, or null. An own mail is never answered; a forger gains only silence. */
export function ownMail(mail: ParsedMail, programme: Programme): string | null {
  const ours = programme.addresses.programme;
  return mail.from.some(({ address }) => address === ours) ? `our own mail: From is ${ours}` : null;
}
