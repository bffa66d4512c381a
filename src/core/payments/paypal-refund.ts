// Who gave money back to whom, by the sentence in which PayPal says so.
import type { BodyReading } from './body-reading.ts';
import { moneyPattern } from './money.ts';

const mailbox = String.raw`[^\s()<>@]{1,64}@[^\s()<>@]{1,255}`;
const person = `(.{1,160}?) ?[(<](?:mailto:)?(${mailbox})[)>]`;
const byUs = new RegExp(
  String.raw`\byou(?:'ve| have)? (?:just )?(?:sent|issued|made)(?: an?)?(?: full| partial)? refund (?:of |for )?${moneyPattern}(?: USD)? to ${person}`,
  'i',
);
const toPayer = new RegExp(
  String.raw`\b(?:payment|refund) of ${moneyPattern}(?: USD)? (?:to|from) ${person}`,
  'i',
);

/** The merchant and, in the merchant's own copy, the payer; null when the mail names neither with an address. */
export function payPalRefund(
  flat: string,
  ours: readonly string[],
): Pick<BodyReading, 'payer' | 'merchants'> | null {
  const [, payer, payerEmail] = byUs.exec(flat) ?? [];
  if (payer !== undefined && payerEmail !== undefined)
    return { payer: { name: payer.trim(), email: payerEmail.toLowerCase() }, merchants: ours };
  const [, merchant, email] = toPayer.exec(flat) ?? [];
  return merchant === undefined || email === undefined
    ? null
    : { payer: { name: null, email: null }, merchants: [merchant.trim(), email.toLowerCase()] };
}
