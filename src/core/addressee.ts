// Whom a mail was addressed to, and with that which programme it is for.
import type { Programme } from '../programme/schema.ts';
import type { ParsedMail } from './mail.ts';

type Addressed = Pick<ParsedMail, 'to' | 'cc' | 'headers'>;

/** Addresses in To and Cc, and what the mail server noted on delivery; lower-cased. */
export function recipientsOf(mail: Addressed): string[] {
  const delivered = mail.headers
    .filter((field) => field.name === 'delivered-to' || field.name === 'x-original-to')
    .map((field) => field.value.trim().replace(/^<|>$/g, '').toLowerCase());
  return [
    ...mail.to.map((mailbox) => mailbox.address),
    ...mail.cc.map((mailbox) => mailbox.address),
    ...delivered,
  ];
}

/**
 * The programme whose address the mail was sent to (with or without a plus part), else the first.
 * @throws when there is no programme at all
 */
export function programmeFor(programmes: readonly Programme[], mail: Addressed): Programme {
  const recipients = recipientsOf(mail).map(withoutPlus);
  const addressed = programmes.find(({ addresses }) => recipients.includes(addresses.programme));
  const programme = addressed ?? programmes[0];
  if (programme === undefined) throw new Error('no programme is loaded');
  return programme;
}

function withoutPlus(address: string): string {
  return address.replace(/\+[^@]*(?=@)/, '');
}
