// An order mail whose lines were broken at any blank, as the lines its template printed.
import { flatten } from './body.ts';
import { moneyPattern } from './money.ts';

/** In front of what begins a line in an order mail, and behind what ends one. */
const seams = new RegExp(
  [
    String.raw` (?=\[order:? ?# ?[\w-]{1,30}\])`,
    String.raw` (?=order:? ?# ?[\w-]{1,30} \([^()]{6,40}\))`,
    String.raw`(?<=order:? ?# ?[\w-]{1,30}\]? \([^()]{6,40}\)) `,
    ' (?=(?:subtotal|cart subtotal|discount|shipping|tax|fee|payment method|order total|(?<!order )total|refund|note) ?: )',
    String.raw` (?=[=\-]{5,}(?: |$))`,
    String.raw`(?<=[=\-]{5}) `,
    String.raw` (?=billing address\b)`,
    String.raw`(?<=\b[x×] ?\d{1,4} (?:= )?(?:${moneyPattern})) `,
  ].join('|'),
  'giu',
);

/** Joins lines and parts them anew. */
export function rejoined(lines: readonly string[]): string[] {
  return flatten(lines)
    .replace(/\[order:? #? ?(?=#)/gi, '[Order ')
    .split(seams);
}
