// The one place that reads database errors: which of them mean "somebody else was first".

const uniqueViolation = 'P2002';
/** P2034: write conflict or deadlock. P1008: the database stayed locked. P2028: no transaction could be begun in time. */
const conflicts = new Set(['P2034', 'P1008', 'P2028']);

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Another writer was in the way: the same work may succeed when done again. */
export function isWriteConflict(error: unknown): boolean {
  if (conflicts.has(codeOf(error))) return true;
  return error instanceof Error && /SQLITE_BUSY|database is locked|40001|40P01/.test(error.message);
}

/** A row with this unique key exists already. SQL of our own (P2010) only has the database's words for it. */
export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error);
  if (code === uniqueViolation) return true;
  return code === 'P2010' && error instanceof Error && /UNIQUE constraint failed|23505/.test(error.message);
}

/** The table does not exist: the database was never migrated. */
export function isMissingTable(error: unknown): boolean {
  return error instanceof Error && /no such table|does not exist|42P01/.test(error.message);
}

/** A row does not fit what is there: it names another one that is not, is there twice, or lacks a value. */
export function isUnfitting(error: unknown): boolean {
  if (isUniqueViolation(error) || codeOf(error) === 'P2003') return true;
  // 23xxx: integrity constraint violations of PostgreSQL; 42703: a column that there is not.
  return error instanceof Error && /constraint failed|\b23\d{3}\b|42703|has no column/i.test(error.message);
}
