// The item rows of a WooCommerce order table: cells parted by tabs (HTML), or "Name X 1 = $530.00" (plain text).
import { amountsIn, moneyPattern } from './money.ts';
import type { PaymentItem } from './reading.ts';

/** "Name X 1 = $530.00", or "Name × 1 $530.00" in the newer look. A refund prints the old and the new figure. */
const plainItem = new RegExp(
  String.raw`^(.{1,300}?)\s+[x×]\s*(\d{1,4})(?:\s+\d{1,4})?\s*=?\s*(${moneyPattern})(?:\s+(?:${moneyPattern}))?$`,
  'iu',
);
const quantityCell = /^[x×]?\s*(\d{1,4})(?:\s+\d{1,4})?$/i;
const skuAtEnd = /^(.*?)\s*\(#([^()\s]{1,60})\)$/;
const skuAlone = /^\(#([^()\s]{1,60})\)$/;
const rule = /^[=\-_*]{5,}$/;

/** Reads the items between the order's heading and its totals. Lines that are no item (details, notes) are left out. */
export function readItems(lines: readonly string[], currency: string): PaymentItem[] {
  const items: PaymentItem[] = [];
  let open: string[] = [];
  for (const line of lines) {
    if (line === '' || rule.test(line) || line.startsWith('- ')) {
      open = [];
      continue;
    }
    const last = items.at(-1);
    const sku = skuAlone.exec(line)?.[1];
    if (sku && last && open.length === 0) {
      items[items.length - 1] = { ...last, sku: last.sku ?? sku };
      continue;
    }
    // A mailer that wraps at 75 characters may break an item anywhere, also in front of "= $530.00".
    open = [...open.slice(-3), line];
    const item = cellItem(line, currency) ?? textItem(open.join(' '), currency) ?? textItem(line, currency);
    if (item) {
      items.push(item);
      open = [];
    }
  }
  return items;
}

function cellItem(line: string, currency: string): PaymentItem | null {
  const cells = line.split('\t').map((cell) => cell.trim());
  const [name = '', quantity = ''] = cells;
  const price = amountsIn(cells.slice(2).join(' '), currency)[0];
  const count = quantityCell.exec(quantity)?.[1];
  return cells.length >= 3 && name !== '' && price && count ? itemOf(name, Number(count), price.cents) : null;
}

function textItem(text: string, currency: string): PaymentItem | null {
  const match = plainItem.exec(text.replaceAll('\t', ' '));
  const price = amountsIn(match?.[3] ?? '', currency)[0];
  return match?.[1] && price ? itemOf(match[1], Number(match[2]), price.cents) : null;
}

function itemOf(name: string, quantity: number, amountCents: number): PaymentItem {
  const withSku = skuAtEnd.exec(name.trim());
  return {
    name: (withSku?.[1] ?? name).replace(/\s+/g, ' ').trim(),
    sku: withSku?.[2] ?? null,
    quantity,
    amountCents,
  };
}
