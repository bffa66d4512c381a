// Which contents (blobs.ts) rows name, whatever table they are of.

const named = /sha256$/i;
const form = /^[0-9a-f]{64}$/;

/** The hashes that a row names, in its columns or in lists of files. A raw mail that was removed is none. */
export function keptContents(row: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(row).flatMap(([column, value]) => {
    if (column === 'sha256' && row.rawErasedAt instanceof Date) return [];
    if (named.test(column)) return typeof value === 'string' && form.test(value) ? [value] : [];
    return Array.isArray(value) ? value.flatMap((entry) => (isRow(entry) ? keptContents(entry) : [])) : [];
  });
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
