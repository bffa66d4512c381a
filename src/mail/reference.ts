// Signed names: what we put into addresses and Message-IDs so that an answer finds its case, and nobody can make one up.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CaseReference } from '../core/decision.ts';

/** Names of cases in plus-addresses (RFC 5233) and of outbox items in Message-IDs (RFC 5322 section 3.6.4). */
export type References = {
  /** `tor@x.example` and application `abc...` -> `tor+a-abc...-<mac>@x.example`. */
  plusAddress(programmeAddress: string, reference: CaseReference): string;
  /** The case an address names, or null unless the address was made by `plusAddress` for this programme. */
  readPlusAddress(address: string, programmeAddress: string): CaseReference | null;
  /** Where a mail to it asks for no more announcements like this one: `tor+u-ITEM-<mac>@x.example`. */
  unsubscribeAddress(programmeAddress: string, itemId: string): string;
  /** The item that an address names, or null unless the address was made by `unsubscribeAddress` for this programme. */
  readUnsubscribeAddress(address: string, programmeAddress: string): string | null;
  /** `<torq.ITEM.<mac>@domain>`, always the same for an item: a second copy is recognisably the same mail. */
  messageIdOf(itemId: string, domain: string): string;
  /** The outbox item that a Message-ID names, with or without angle brackets, or null unless it is one of ours. */
  readMessageId(messageId: string): string | null;
};

type Kind = CaseReference['kind'];

const letters = { application: 'a', term: 't' } as const satisfies Record<Kind, string>;
const kinds = { a: 'application', t: 'term' } as const satisfies Record<string, Kind>;
const token = '[a-z2-7]{16}';
const detailForm = new RegExp(`^([at])-(${token})-(${token})$`);
const unsubscribeForm = new RegExp(`^u-([^-@\\s]{1,64})-(${token})$`);
const messageIdForm = new RegExp(`^torq\\.([^.@<>\\s]{1,64})\\.(${token})@([^@<>\\s]{1,255})$`);

/**
 * Signs with HMAC-SHA256 (RFC 2104), cut to 80 bits: 16 characters of base32, which fit with the id into the 64
 * octets of a local part (RFC 5321 section 4.5.3.1.1) and survive mail systems that fold case.
 */
export function createReferences(signingKey: string): References {
  const mac = (...fields: readonly string[]) => base32Of(signingKey, fields);
  const caseMac = (letter: string, id: string, programmeAddress: string) =>
    mac('torq plus-address', letter, id, programmeAddress.toLowerCase());
  const unsubscribeMac = (itemId: string, programmeAddress: string) =>
    mac('torq unsubscribe', itemId, programmeAddress.toLowerCase());
  const mailMac = (itemId: string, domain: string) => mac('torq Message-ID', itemId, domain.toLowerCase());
  return {
    plusAddress: (programmeAddress, { kind, id }) => {
      const [local, domain] = splitAddress(programmeAddress);
      const letter = letters[kind];
      return `${local}+${letter}-${id}-${caseMac(letter, id, programmeAddress)}@${domain}`;
    },
    readPlusAddress: (address, programmeAddress) => {
      const detail = detailOf(address, programmeAddress);
      const [, letter, id, given] = (detail === null ? null : detailForm.exec(detail)) ?? [];
      if (!isLetter(letter) || id === undefined || given === undefined) return null;
      return same(given, caseMac(letter, id, programmeAddress)) ? { kind: kinds[letter], id } : null;
    },
    unsubscribeAddress: (programmeAddress, itemId) => {
      const [local, domain] = splitAddress(programmeAddress);
      return `${local}+u-${itemId}-${unsubscribeMac(itemId, programmeAddress)}@${domain}`;
    },
    readUnsubscribeAddress: (address, programmeAddress) => {
      const detail = detailOf(address, programmeAddress);
      const [, itemId, given] = (detail === null ? null : unsubscribeForm.exec(detail)) ?? [];
      if (itemId === undefined || given === undefined) return null;
      return same(given, unsubscribeMac(itemId, programmeAddress)) ? itemId : null;
    },
    messageIdOf: (itemId, domain) => `<torq.${itemId}.${mailMac(itemId, domain)}@${domain}>`,
    readMessageId: (messageId) => {
      const plain = messageId
        .trim()
        .toLowerCase()
        .replace(/^<(.*)>$/, '$1');
      const [, itemId, given, domain] = messageIdForm.exec(plain) ?? [];
      if (itemId === undefined || given === undefined || domain === undefined) return null;
      return same(given, mailMac(itemId, domain)) ? itemId : null;
    },
  };
}

function isLetter(text: string | undefined): text is keyof typeof kinds {
  return text === 'a' || text === 't';
}

function splitAddress(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
}

/** What stands behind the "+" of an address of the programme, in lower case, or null. */
function detailOf(address: string, programmeAddress: string): string | null {
  const [local, domain] = splitAddress(programmeAddress.toLowerCase());
  return between(address.toLowerCase(), `${local}+`, `@${domain}`);
}

function between(text: string, start: string, end: string): string | null {
  const fits = text.startsWith(start) && text.endsWith(end) && text.length > start.length + end.length;
  return fits ? text.slice(start.length, text.length - end.length) : null;
}

/** Joined by a character that no field can hold, so that no two lists of fields are signed as the same text. */
function base32Of(key: string, fields: readonly string[]): string {
  const digest = createHmac('sha256', key).update(fields.join('\n')).digest();
  return base32(digest.subarray(0, 10));
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 section 6, in lower case; for whole groups of five bytes, so without padding. */
function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

/** In constant time: how long the comparison takes must not tell how much of a guess was right. */
function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
