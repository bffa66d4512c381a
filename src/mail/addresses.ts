// Mailboxes of an address field (RFC 5322 section 3.4).
import addressparser from 'nodemailer/lib/addressparser';
import type { Mailbox } from '../core/mail.ts';
import { decodeEncodedWords } from './encoded-word.ts';

/**
 * The mailboxes of one field. Addresses are found before encoded words are decoded, so that a display name that
 * decodes to "someone@example.org" stays a name (RFC 2047 section 5).
 */
export function addressesOf(value: string): Mailbox[] {
  return addressparser(value, { flatten: true })
    .filter((mailbox) => mailbox.address !== '')
    .map((mailbox) => ({
      name: decodeEncodedWords(mailbox.name).replace(/\s+/g, ' ').trim(),
      address: mailbox.address.trim().toLowerCase(),
    }));
}
