/**
 * What both databases can keep: PostgreSQL takes no NUL character in a text, and no half of a surrogate pair in JSON.
 * Mails bring the one, cutting a text at a length makes the other. Goes into lists and plain objects.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, storable(entry)])) as T;
}

/** Not a date, bytes, or anything of Prisma's own. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
