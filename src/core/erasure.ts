// Taking a person out of words that were written down: what has to be kept stays, and no longer says who it was.

/** What stands in the place of what was erased. */
export const erasedWords = '(erased)';

/** How somebody may be named in what is kept: all their addresses, lower-cased, and names. */
export type Traces = { addresses: readonly string[]; names: readonly string[] };

/** A shorter one is also a word, or a part of other people's names. */
const shortestName = 5;

/** Finds each of these, whatever the case; an address or a name within a longer one is another one. */
export function tracePattern({ addresses, names }: Traces): RegExp | null {
  const whole = [
    ...addresses,
    ...names.map((name) => name.trim()).filter((name) => name.length >= shortestName),
  ]
    .filter((text) => text !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return whole.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}._%+-])(?:${whole.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** A value with every trace replaced, in texts, lists and objects; the same one when there is none. */
export function withoutTraces(value: unknown, pattern: RegExp): unknown {
  if (typeof value === 'string') return value.replace(pattern, erasedWords);
  if (Array.isArray(value)) {
    const list = value.map((entry) => withoutTraces(entry, pattern));
    return list.some((entry, at) => entry !== value[at]) ? list : value;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(
    ([name, entry]) => [name, withoutTraces(entry, pattern)] as const,
  );
  return entries.some(([name, entry]) => entry !== (value as Record<string, unknown>)[name])
    ? Object.fromEntries(entries)
    : value;
}
