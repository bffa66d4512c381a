// What a refund mail says was given back. Whether that is all of it, only the known payment can tell (decide/refund.ts).
import type { Body } from './body.ts';
import { amountsIn, moneyPattern } from './money.ts';

/** `extent`: what the words say. `amountCents`: the amount given back, or null when none or no single one can be read. */
export type Refund = { extent: 'whole' | 'part' | 'not-said'; amountCents: number | null };

const inPart = /\bpartial(?:ly)?\b/i;
const inWhole =
  /\b(?:fully refunded|refunded in full|full refund)\b|\b(?:your|the) (?:order|payment|purchase)\b[^.]{0,240}\b(?:has been|have been|was) refunded\b/i;

const behindLabel = new RegExp(
  String.raw`\b(?:(?:amount|total) refunded|refund(?:ed)?(?: issued| given| amount| total| of)?)\s?:?\s?(${moneyPattern})`,
  'gi',
);
const beforeWord = new RegExp(
  String.raw`(${moneyPattern})(?: USD)?(?: has been| have been| was| were)? refunded\b`,
  'gi',
);
/** "Your payment of $50.00 USD to CASQA (pay@casqa.example) has been refunded". */
const ofPayment = new RegExp(
  String.raw`\bpayment of (${moneyPattern})[^$€£]{1,240}\b(?:has been|was) refunded\b`,
  'gi',
);

/** The refund that one body tells of. Amounts may be printed with a minus. */
export function refundIn({ subject, flat }: Body, currency: string): Refund {
  const found = [behindLabel, beforeWord, ofPayment].flatMap((pattern) =>
    [...flat.matchAll(pattern)].flatMap((match) => amountsIn(match[1] ?? '', currency)),
  );
  const words = `${subject} | ${flat}`;
  const extent = inPart.test(words) ? 'part' : inWhole.test(words) ? 'whole' : 'not-said';
  return { extent, amountCents: sumOf(found.map(({ cents }) => Math.abs(cents))) };
}

/** One amount may be told several times; different ones are refunds made one after the other. */
function sumOf(amounts: readonly number[]): number | null {
  const different = new Set(amounts);
  return different.size === 0 ? null : [...different].reduce((sum, cents) => sum + cents, 0);
}

/** One refund from what the bodies of a mail say; two different amounts are no amount. */
export function mergedRefund(found: readonly Refund[]): Refund {
  const extents = found.map(({ extent }) => extent);
  const amounts = new Set(found.map(({ amountCents }) => amountCents).filter((cents) => cents !== null));
  const [only = null] = amounts;
  return {
    extent:
      extents.find((extent) => extent === 'part') ?? extents.find((one) => one === 'whole') ?? 'not-said',
    amountCents: amounts.size === 1 ? only : null,
  };
}
