/** A relation is loaded with one parameter a row, and SQLite takes only so many. */
export const page = 500;

/**
 * All rows, a page at a time.
 * @param load at most `page` rows whose id comes after this one, in the order of their ids
 */
export async function inPages<Row extends { id: string }>(
  load: (after: string) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (;;) {
    const rows = await load(found.at(-1)?.id ?? '');
    found.push(...rows);
    if (rows.length < page) return found;
  }
}

/**
 * Rows with their relations, where mostly there are none: Prisma asks for every relation of no row at all, which takes
 * longer than asking first.
 * @param first any of the rows, without relations
 */
export async function rowsIfAny<Row>(
  first: () => Promise<object | null>,
  rows: () => Promise<Row[]>,
): Promise<Row[]> {
  return (await first()) === null ? [] : rows();
}
