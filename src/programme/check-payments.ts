import { repeated } from './repeated.ts';
import { hostedVendors, type Programme } from './schema.ts';
import type { Sections } from './sections.ts';
import type { Finding } from './source.ts';

/** Fees that every programme sells; a late fee may also be part of another product. */
const soldAlways = ['soq-new', 'soq-resubmittal', 'tor-annual'] as const;

/** Every fee can be told by its product, and every product means one fee. */
export function checkPayments({ payments }: Sections): readonly Finding[] {
  if (payments === undefined) return [];
  const sold = payments.products.map(({ purpose }) => purpose);
  const missing = soldAlways.filter((purpose) => !sold.includes(purpose));
  return [
    ...missing.map((purpose) => ({
      at: ['payments', 'products'],
      problem: `a product with purpose ${purpose} is missing`,
    })),
    ...payments.products.flatMap(({ names, skus }, at) =>
      names.length + skus.length > 0
        ? []
        : [
            {
              at: ['payments', 'products', at],
              problem: 'at least one entry in names or skus, or it is never recognised',
            },
          ],
    ),
    ...ambiguous(
      payments.products.map(({ names }) => names.map(likeStore)),
      'names',
    ),
    ...ambiguous(
      payments.products.map(({ skus }) => skus.map(likeStore)),
      'skus',
    ),
    ...repeatedSenders(payments.senders),
    ...payments.senders.flatMap((sender, at) => checkSender(sender, payments.readers, at)),
    ...repeated(
      payments.readers.map(({ name }) => name),
      ['payments', 'readers'],
      'name',
    ),
  ];
}

/** Names are compared without regard to case and white space. */
function likeStore(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ').trim();
}

function ambiguous(lists: readonly (readonly string[])[], field: 'names' | 'skus'): readonly Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  lists.forEach((list, product) => {
    list.forEach((name, at) => {
      const problem = `"${name}" belongs to another product already`;
      if (seen.has(name)) findings.push({ at: ['payments', 'products', product, field, at], problem });
      seen.add(name);
    });
  });
  return findings;
}

type Payments = Programme['payments'];

/** What a sender needs besides its domain so that its mails can be believed at all. */
function checkSender(
  { vendor, merchant }: Payments['senders'][number],
  readers: Payments['readers'],
  at: number,
): readonly Finding[] {
  const hosted = hostedVendors.includes(vendor);
  if (hosted && merchant === undefined) {
    const problem = `merchant is missing: ${vendor} sends for many shops; give yours as its receipts call it`;
    return [{ at: ['payments', 'senders', at], problem }];
  }
  if (!hosted && merchant !== undefined) {
    const problem = `only for ${hostedVendors.join(', ')}; a shop of your own needs none`;
    return [{ at: ['payments', 'senders', at, 'merchant'], problem }];
  }
  return vendor === 'generic' && readers.length === 0
    ? [{ at: ['payments', 'senders', at, 'vendor'], problem: 'generic needs an entry in payments.readers' }]
    : [];
}

function repeatedSenders(
  senders: readonly { domain: string; address?: string | undefined }[],
): readonly Finding[] {
  const keys = senders.map(({ domain, address }) => address ?? domain);
  return keys.flatMap((key, at) =>
    keys.indexOf(key) === at
      ? []
      : [{ at: ['payments', 'senders', at], problem: `${key} is a sender already` }],
  );
}
