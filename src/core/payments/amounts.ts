// Amounts by what stands in front of them, in the flat text of a receipt.
import { amountsIn, type Money, moneyPattern } from './money.ts';

export type LabelledAmount = { money: Money | null; doubts: readonly string[] };

/**
 * The amount behind the first of the labels (sources of regular expressions) that has one. A label with two different
 * amounts is doubtful: one of them may be somebody's words.
 */
export function amountAfter(flat: string, labels: readonly string[], currency: string): LabelledAmount {
  for (const label of labels) {
    const pattern = new RegExp(`(?:${label})\\s?:?\\s?(${moneyPattern})`, 'gi');
    const found = [...flat.matchAll(pattern)].flatMap((match) => amountsIn(match[1] ?? '', currency));
    const [money] = found;
    if (money) {
      const one = found.every(({ cents }) => cents === money.cents);
      return { money, doubts: one ? [] : ['the mail states more than one total'] };
    }
  }
  return { money: null, doubts: [] };
}
