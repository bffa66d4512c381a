// One mailbox, several programmes: a mail is for the one that it is addressed to, but money is for the one that sells what
// was bought, wherever the store sends its confirmations.
import type { Programme } from '../../programme/schema.ts';
import type { Authentication, ParsedMail } from '../mail.ts';
import type { Classification } from './classification.ts';
import { classify } from './classify.ts';

/** @param addressed the programme whose address the mail was sent to, one of `programmes` */
export function classifyAmong(
  programmes: readonly Programme[],
  addressed: Programme,
  mail: ParsedMail,
  authentication: Authentication,
): { programme: Programme; classification: Classification } {
  const classification = classify(mail, authentication, addressed);
  if (isKnownProduct(classification)) return { programme: addressed, classification };
  const from = mail.from[0]?.address ?? '';
  const seller = programmes
    .filter((programme) => programme !== addressed && takesPaymentsFrom(programme, from))
    .map((programme) => ({ programme, classification: classify(mail, authentication, programme) }))
    .find((other) => isKnownProduct(other.classification));
  return seller ?? { programme: addressed, classification };
}

function isKnownProduct({ payment }: Classification): boolean {
  return payment !== null && payment.purpose !== 'unknown';
}

function takesPaymentsFrom({ payments }: Programme, from: string): boolean {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return payments.senders.some((sender) => sender.domain === domain);
}
