import type { FieldPath, Finding } from './source.ts';

/** One finding for each entry of a list that is there a second time; `field` when the entries are groups with that key. */
export function repeated(
  entries: readonly (string | number)[],
  list: FieldPath,
  field?: string,
): readonly Finding[] {
  return entries.flatMap((entry, at) =>
    entries.indexOf(entry) === at
      ? []
      : [
          {
            at: [...list, at, ...(field === undefined ? [] : [field])],
            problem: `"${entry}" is in this list twice`,
          },
        ],
  );
}
