import type { Programme } from '../../programme/schema.ts';

/** Local parts of addresses behind which nobody reads (RFC 2142 section 5, RFC 5321 section 4.5.1, and custom). */
const machines =
  /^(?:mailer-daemon|postmaster|abuse|(?:do[-_.]?)?no[-_.]?t?[-_.]?reply|bounces?|daemon|listserv|majordomo)(?:[-_.+=\d].*)?$/;

/** Why an address is a machine's or our own, and not answered; null for a person's. `address` is lower-cased. */
export function machineReason(address: string, { addresses }: Pick<Programme, 'addresses'>): string | null {
  const at = address.lastIndexOf('@');
  const plain = `${address.slice(0, at).replace(/\+.*$/, '')}${address.slice(at)}`;
  if (plain === addresses.programme || plain === addresses.staff) return `${address} is our own address`;
  return machines.test(address.slice(0, at)) ? `${address} is a machine's address` : null;
}
