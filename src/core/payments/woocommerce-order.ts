// One body (text or HTML as lines) of a WooCommerce order mail, read by labels. Missing values are null: the mail may be cut off.
import { type Body, withoutGreeting } from './body.ts';
import { amountsIn, type Money } from './money.ts';
import { dateOfWords } from './order-date.ts';
import type { PaymentItem, PaymentStatus } from './reading.ts';
import { rejoined } from './rejoined.ts';
import { readItems } from './woocommerce-items.ts';
import { orderStatus } from './woocommerce-status.ts';

export type OrderReading = {
  order: string;
  printedDate: string | null;
  status: PaymentStatus;
  sentence: string;
  items: readonly PaymentItem[];
  total: Money | null;
  payer: { name: string | null; email: string | null };
  doubts: readonly string[];
};

/** "[Order #4812] (May 10, 2023)", "Order #4812 (May 10, 2023)", upper case in plain text; the date may stand on the next line. */
const heading = /^\[?order:? ?#\s?([a-z0-9][\w-]{0,30})\]?(?:\s*\(([^()]{6,40})\))?$/i;
const dateAlone = /^\(([^()]{6,40})\)$/;
const totalLabel = /^(?:order )?total\s*:?\s/i;
const anyTotal =
  /^(?:subtotal|cart subtotal|discount|shipping|tax|fee|payment method|total|order total|refund|note)\s*:/i;
const billing = /^billing address:?$/i;
const endOfBilling =
  /^(?:shipping address:?|subscription information:?|thanks|thank you|congratulations|we look forward)|^[=\-_*]{5,}$/i;
const emailAddress = /[^\s<>()[\]:;,"]{1,64}@[^\s<>()[\]:;,"]{1,255}/;

/**
 * Reads the order of one body, or null when there is no order in it. Where a mailer broke lines in the middle of what
 * belongs together, they are joined and parted anew.
 */
export function readOrder(body: Body, currency: string): OrderReading | null {
  const { subject } = body;
  // The text template prints an empty line below the greeting; HTML is not broken by mailers.
  const lines = withoutGreeting(body.lines, body.kind === 'text' ? 'empty-line' : 'comma');
  const found = readLines(lines, subject, currency);
  if (found?.total && found.items.length > 0) {
    return found;
  }
  const again = readLines(rejoined(lines), subject, currency);
  return again?.total && again.items.length > 0 ? again : found;
}

function readLines(lines: readonly string[], subject: string, currency: string): OrderReading | null {
  const at = lines.findIndex((line) => heading.test(line));
  const [, order, inline] = heading.exec(lines[at] ?? '') ?? [];
  if (!order) {
    return null;
  }
  const printed = inline ?? dateAlone.exec(lines[at + 1] ?? '')?.[1] ?? null;
  const below = lines.slice(at + 1);
  const totalsFrom = below.findIndex((line) => anyTotal.test(line));
  const table = totalsFrom < 0 ? below : below.slice(0, totalsFrom);
  const totals = joinLabels(totalsFrom < 0 ? [] : below.slice(totalsFrom));
  const intro = lines.slice(0, at);
  const status = orderStatus(subject, intro, labelled(totals, /^payment method\s*:\s*/i));
  const total = readTotal(totals, currency);
  return {
    order,
    printedDate: printed === null ? null : dateOfWords(printed),
    status: status.status,
    sentence: status.sentence,
    items: readItems(table, currency),
    total: total.money,
    payer: readPayer(below),
    doubts: [...status.doubts, ...total.doubts, ...otherOrders(lines, order)],
  };
}

/** The totals up to the billing address: a note of the customer below them says nothing about money. */
function joinLabels(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => billing.test(line) || /^note\s*:/i.test(line));
  const rows: string[] = [];
  let open = false;
  for (const line of lines.slice(0, end < 0 ? lines.length : end)) {
    // A value that was wrapped below its label belongs to it.
    const goesOn = open && !anyTotal.test(line);
    open = line !== '';
    if (line !== '' && (goesOn || rows.at(-1)?.endsWith(':'))) {
      rows.push(`${rows.pop()} ${line}`);
    } else if (line !== '') {
      rows.push(line);
    }
  }
  return rows;
}

function labelled(rows: readonly string[], label: RegExp): string | null {
  const row = rows.find((line) => label.test(line));
  return row?.replace(label, '').replaceAll('\t', ' ').trim() || null;
}

function readTotal(rows: readonly string[], currency: string): { money: Money | null; doubts: string[] } {
  const found = rows
    .filter((row) => totalLabel.test(row))
    .map((row) => amountsIn(row, currency)[0])
    .filter((money) => money !== undefined);
  const different = new Set(found.map((money) => money.cents)).size > 1;
  return { money: found[0] ?? null, doubts: different ? ['the mail states more than one total'] : [] };
}

function readPayer(below: readonly string[]): OrderReading['payer'] {
  const start = below.findIndex((line) => billing.test(line));
  const labelledEmail = below.find((line) => /^e-?mail(?: address)?\s*:/i.test(line));
  if (start < 0) {
    return { name: null, email: addressIn(labelledEmail ?? '') };
  }
  const rest = below.slice(start + 1);
  const end = rest.findIndex((line) => endOfBilling.test(line));
  const block = rest.slice(0, end < 0 ? 15 : end).filter((line) => line !== '');
  const email = block.map(addressIn).find((address) => address !== null);
  const first = block[0] ?? '';
  return {
    name: first === '' || addressIn(first) !== null ? null : first,
    email: email ?? addressIn(labelledEmail ?? ''),
  };
}

function addressIn(line: string): string | null {
  return emailAddress.exec(line)?.[0]?.toLowerCase() ?? null;
}

function otherOrders(lines: readonly string[], order: string): string[] {
  const others = lines.map((line) => heading.exec(line)?.[1]).filter((number) => number && number !== order);
  return others.length > 0 ? [`the mail also shows order ${others[0]}`] : [];
}
