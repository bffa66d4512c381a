// The items of a receipt's flat text: names, quantities and amounts that follow each other.
import { amountsIn, moneyPattern } from './money.ts';
import type { PaymentItem } from './reading.ts';

const money = new RegExp(moneyPattern, 'g');
const quantityOnly = /^[,;:]? ?(?:qty\.?:? ?|quantity:? ?|[x×] ?)?(\d{1,4})(?: ?[x×])?$/i;
const quantityBehind = /^(.{1,300}?),? (?:qty\.?:? ?(\d{1,4})|quantity:? ?(\d{1,4})|[x×] ?(\d{1,4}))$/i;
const quantityBefore = /^(\d{1,4}) ?[x×] (.{1,300})$/i;
const leftOfLast = /^(?:qty\.?:? ?|quantity:? ?)(\d{1,4})\b[,;]? ?/i;

/**
 * The items in a piece of flat text: whatever stands in front of an amount is a name, with "Qty 1", "× 1" or "1 x"
 * around it; a bare number in front of a second amount is the quantity of the item before.
 */
export function itemsIn(segment: string, currency: string): PaymentItem[] {
  const items: PaymentItem[] = [];
  let from = 0;
  for (const match of segment.matchAll(money)) {
    const words = laterQuantity(items, segment.slice(from, match.index).trim());
    from = match.index + match[0].length;
    const cents = amountsIn(match[0], currency)[0]?.cents ?? 0;
    const only = quantityOnly.exec(words)?.[1];
    const last = items.at(-1);
    if (last && (words === '' || only)) {
      // "Fee $50.00 1 $50.00": the unit price first, then quantity and amount.
      items[items.length - 1] = { ...last, quantity: Number(only ?? last.quantity), amountCents: cents };
    } else if (/[\p{L}\d]/u.test(words)) {
      items.push(itemOf(words, cents));
    }
  }
  laterQuantity(items, segment.slice(from).trim());
  return items;
}

/** "Fee $65.00 Qty 1": the quantity below belongs to the item above. @returns the words without it */
function laterQuantity(items: PaymentItem[], words: string): string {
  const count = leftOfLast.exec(words)?.[1];
  const last = items.at(-1);
  if (!count || !last) {
    return words;
  }
  items[items.length - 1] = { ...last, quantity: Number(count) };
  return words.replace(leftOfLast, '');
}

function itemOf(words: string, amountCents: number): PaymentItem {
  const text = words.slice(-320).replace(/[\s:=]+$/, '');
  const front = quantityBefore.exec(text);
  const behind = quantityBehind.exec(text);
  const name = front?.[2] ?? behind?.[1] ?? text;
  const count = front?.[1] ?? behind?.[2] ?? behind?.[3] ?? behind?.[4] ?? '1';
  return {
    name: name.replace(/^[\s:*•=_-]+|[\s:]+$/g, ''),
    sku: null,
    quantity: Number(count),
    amountCents,
  };
}

/** The pieces of a receipt: what stands in front of its items, the items, and what stands behind them. */
export type Pieces = { before: string; segment: string; after: string };

/**
 * Parts a flat text at its items: they begin at the end of the last of the `heads` that an amount and one of the
 * `tails` follow. Where there are none, everything is `before`.
 */
export function piecesOf(flat: string, heads: RegExp, tails: RegExp): Pieces {
  const starts = [...flat.matchAll(heads)].slice(0, 40).map((match) => match.index + match[0].length);
  for (const start of starts.reverse()) {
    const length = tails.exec(flat.slice(start))?.index ?? 0;
    const segment = flat.slice(start, start + length);
    if (segment.search(money) >= 0) {
      return { before: flat.slice(0, start), segment, after: flat.slice(start + length) };
    }
  }
  return { before: flat, segment: '', after: '' };
}
