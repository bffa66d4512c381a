import type { Classification, MailKind } from '../classify/classification.ts';
import type { Arrival, Authentication, ParsedMail } from '../mail.ts';

/** Somebody wrote from this address, lower-cased, at this time. */
export type SignOfLife = { address: string; at: Date };

/** What people write, as far as a verdict can tell; robots write also from addresses that take no mail. */
const fromPeople: ReadonlySet<MailKind> = new Set(['submission', 'agreement', 'question', 'command']);

/**
 * Somebody wrote from an address, beyond doubt: whatever came back from it before, it is in use. If mail to it still
 * comes back, the next one stops it again; that is better than an applicant who writes and never hears from us.
 */
export function signOfLife({
  mail,
  classification,
  authentication,
  arrival,
}: {
  mail: Pick<ParsedMail, 'from' | 'fromFields'>;
  classification: Pick<Classification, 'kind'>;
  authentication: Pick<Authentication, 'authenticated'>;
  arrival: Pick<Arrival, 'receivedAt'>;
}): SignOfLife | null {
  const [from] = mail.from;
  if (from === undefined || mail.fromFields !== 1 || mail.from.length !== 1) return null;
  if (!authentication.authenticated || !fromPeople.has(classification.kind)) return null;
  return { address: from.address.toLowerCase(), at: arrival.receivedAt };
}
