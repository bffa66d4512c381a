// Mail that torq itself sent and that came back by a copy rule, a list or a forward to itself.
import type { Programme } from '../../programme/schema.ts';
import type { ParsedMail } from '../mail.ts';
import { headerOf } from './header.ts';

/** Our Message-ID: `<torq.ITEM.MAC@domain>`. */
const ownMessageId = /^<torq\.[^.@<>\s]{1,200}\.[^.@<>\s]{1,200}@[^@<>\s]{1,255}>$/i;

/** Why this is our own mail, or null. An own mail is never answered; a forger gains only silence. */
export function ownMail(mail: ParsedMail, programme: Programme): string | null {
  if (headerOf(mail, 'x-torq-item') !== null) {
    return 'our own mail: it carries X-Torq-Item';
  }
  if (mail.messageId !== null && ownMessageId.test(mail.messageId)) {
    return 'our own mail: its Message-ID is one of ours';
  }
  const ours = programme.addresses.programme;
  return mail.from.some(({ address }) => address === ours) ? `our own mail: From is ${ours}` : null;
}
