/** What staff waived of a term's checklist, by item; `at` in ISO 8601. */
type Waivers = Record<string, { by: string; at: string; reason: string }>;

/** The column `waivers` of a term; what is not there was not waived. */
export function waiversIn(value: unknown): Waivers {
  return typeof value === 'object' && value !== null ? { ...(value as Waivers) } : {};
}
