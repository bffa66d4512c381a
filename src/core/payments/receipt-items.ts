// The items of a receipt: rows of a name, perhaps a quantity, and an amount.
import { amountsIn, moneyPattern } from './money.ts';
import type { PaymentItem } from './reading.ts';

const quantity = String.raw`(?:qty\.?:? ?(\d{1,4})|[x×] ?(\d{1,4})|(\d{1,4}) ?[x×])`;
/** "Fee Qty 1 $65.00", "Fee × 1 $65.00", "Fee $65.00", "1 x Fee $65.00". */
const behind = new RegExp(`^(.{1,300}?)(?:,? ?${quantity})?(?: ?[-=] ?| )(${moneyPattern})(?: each)?$`, 'i');
const before = new RegExp(`^(\\d{1,4}) ?[x×] (.{1,300}?) ?(${moneyPattern})$`, 'i');

/** The item in one row of text, or null. `isOther` knows rows with an amount that are no item: totals, taxes. */
export function itemIn(row: string, currency: string, isOther: RegExp): PaymentItem | null {
  const line = row.replace(/\s+/g, ' ').trim().slice(0, 500);
  const front = before.exec(line);
  const match = front ?? behind.exec(line);
  if (!match) {
    return null;
  }
  const [name, count, price] = front
    ? [front[2], front[1], front[3]]
    : [match[1], match[2] ?? match[3] ?? match[4], match[5]];
  const money = amountsIn(price ?? '', currency)[0];
  const plain = (name ?? '').replace(/^[\s:*•-]+|[\s:]+$/g, '');
  return money && plain !== '' && !isOther.test(plain)
    ? { name: plain, sku: null, quantity: Number(count ?? 1), amountCents: money.cents }
    : null;
}

/** A name with its amount within joined rows; a mailer may have broken a row anywhere. */
export function itemsIn(rows: readonly string[], currency: string, isOther: RegExp): PaymentItem[] {
  const items: PaymentItem[] = [];
  let open = '';
  for (const row of rows) {
    if (row === '' || /^[=\-_*]{3,}$/.test(row)) {
      open = '';
      continue;
    }
    open = `${open} ${row}`.trim();
    const item = itemIn(open, currency, isOther);
    if (item) {
      items.push(item);
    }
    if (item || amountsIn(row, currency).length > 0) {
      open = '';
    }
  }
  return items;
}
