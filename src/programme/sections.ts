import { type Programme, programmeSchema } from './schema.ts';

/** The sections of a programme whose form is right; a wrong one is reported elsewhere and does not hide the others. */
export type Sections = Partial<Programme>;

/** Reads each top-level section on its own. */
export function readSections(values: unknown): Sections {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(
    Object.entries(programmeSchema.shape).flatMap(([name, section]) => {
      const { success, data } = section.safeParse((values as Record<string, unknown>)[name]);
      return success ? [[name, data]] : [];
    }),
  );
}
