// For whom a receipt is. Payment services send for all their merchants alike, and anybody can become one.
import { hostedVendors, type Programme } from '../../programme/schema.ts';
import type { PaymentReading } from './reading.ts';

/**
 * Why a receipt of a trusted sender is not for the programme's own merchant, or null when it is. A name is compared
 * without regard to case and white space; an e-mail address or an account is surer, where receipts print one.
 */
export function otherMerchant(
  { vendor, merchants = [] }: Pick<PaymentReading, 'vendor' | 'merchants'>,
  sender: Programme['payments']['senders'][number],
): string | null {
  if (!hostedVendors.includes(vendor)) {
    return null;
  }
  const ours = sender.merchant === undefined ? null : plain(sender.merchant);
  if (ours !== null && merchants.some((name) => plain(name) === ours)) {
    return null;
  }
  const named =
    merchants.length > 0 ? `the receipt is for ${merchants.join(', ')}` : 'the receipt names no merchant';
  return `${named}, not for ${sender.merchant ?? 'a merchant that the programme names'}`;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .trim();
}
