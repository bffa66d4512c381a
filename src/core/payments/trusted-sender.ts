// Whether a mail that reads as a payment may be believed: the programme names the senders, authentication vouches for one.
import type { Programme } from '../../programme/schema.ts';
import type { Authentication, ParsedMail } from '../mail.ts';

type PaymentSender = Programme['payments']['senders'][number];
export type SenderVerdict = { trusted: true; sender: PaymentSender } | { trusted: false; reason: string };

/**
 * One From field with one address (RFC 5322 section 3.6), of a sender that the programme trusts for this vendor, and
 * vouched for by a domain of the same organisation (RFC 7489 section 3.1, relaxed alignment).
 */
export function trustedSender(
  mail: ParsedMail,
  authentication: Authentication,
  vendor: string,
  programme: Programme,
): SenderVerdict {
  const [from] = mail.from;
  if (mail.fromFields !== 1 || mail.from.length !== 1 || !from) {
    return {
      trusted: false,
      reason: `the mail has ${mail.fromFields} From fields with ${mail.from.length} addresses`,
    };
  }
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const sender = programme.payments.senders.find(
    (known) =>
      known.vendor === vendor &&
      known.domain === domain &&
      (known.address === undefined || known.address === from.address),
  );
  if (!sender) {
    return {
      trusted: false,
      reason: `${from.address} is not a sender that the programme takes payments from`,
    };
  }
  if (!authentication.authenticated || authentication.domain === null) {
    return { trusted: false, reason: `the sender is not authenticated (${authentication.reason})` };
  }
  return sameOrganisation(authentication.domain, domain)
    ? { trusted: true, sender }
    : { trusted: false, reason: `${authentication.domain} does not vouch for ${domain}` };
}

/** The same domain, or one below the other. The mail room has compared organisational domains; this guards the result. */
function sameOrganisation(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return a === b || (shorter.includes('.') && longer.endsWith(`.${shorter}`));
}
