// What a payment is for. The programme's product list decides: SKU first, else the exact name, never words such as "CGP".
import type { Programme } from '../../programme/schema.ts';
import type { PaymentItem, Purpose } from './reading.ts';

/** The purpose of the items together, and what a person should look at. Several products are nobody's one purpose. */
export function purposeOf(
  items: readonly PaymentItem[],
  programme: Programme,
): { purpose: Purpose; doubts: string[] } {
  const found = items.map((item) => ({ item, purpose: itemPurpose(item, programme) }));
  const doubts = found
    .filter(({ purpose }) => purpose === 'unknown')
    .map(({ item }) => `"${item.name}" is not in the programme's product list`);
  const purposes = new Set(found.map(({ purpose }) => purpose));
  if (items.length > 1) {
    doubts.push(`the order has ${items.length} items`);
  }
  const [only] = purposes;
  return { purpose: purposes.size === 1 && only ? only : 'unknown', doubts };
}

/** Whether a product of the programme has this name. */
export function isProductName(name: string, programme: Programme): boolean {
  return itemPurpose({ name, sku: null, quantity: 1, amountCents: 0 }, programme) !== 'unknown';
}

function itemPurpose(item: PaymentItem, programme: Programme): Purpose {
  const products = programme.payments.products;
  const sku = item.sku?.toLowerCase();
  const bySku = products.find((product) => product.skus.some((known) => known.toLowerCase() === sku));
  const name = plainName(item.name);
  const byName = products.find((product) => product.names.some((known) => plainName(known) === name));
  return (bySku ?? byName)?.purpose ?? 'unknown';
}

/** Without regard to case, white space and the typographer's quotes and dashes that stores put in. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
