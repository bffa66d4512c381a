import type { Programme } from '../../programme/schema.ts';
import type { Authentication, ParsedMail } from '../mail.ts';
import { otherMerchant } from '../payments/merchant.ts';
import type { PaymentReading } from '../payments/reading.ts';
import { type SenderVerdict, trustedSender } from '../payments/trusted-sender.ts';
import { forwardOrReply } from './forward.ts';

/**
 * Whether what a mail says of an order may change anything: it is the sender's own mail and no forward or reply, the
 * programme takes payments from that sender, the sender is authenticated, and the receipt is for our own merchant.
 */
export function believed(
  mail: ParsedMail,
  authentication: Authentication,
  payment: PaymentReading,
  programme: Programme,
): SenderVerdict {
  const repeated = forwardOrReply(mail);
  if (repeated !== null) return { trusted: false, reason: repeated };
  const verdict = trustedSender(mail, authentication, payment.vendor, programme);
  if (!verdict.trusted) return verdict;
  const other = otherMerchant(payment, verdict.sender);
  return other === null ? verdict : { trusted: false, reason: other };
}
