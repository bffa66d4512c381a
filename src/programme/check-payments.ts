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
