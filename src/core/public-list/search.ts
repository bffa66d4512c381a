import type { ListEntry } from './entries.ts';

/** What a visitor looks for; empty: everything. */
export type Search = { words: string; area: string };

const longestSearch = 100;

/** A search from outside: cut to what anybody types, whatever came. */
export function searchOf(query: { q?: unknown; area?: unknown }): Search {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, longestSearch).trim() : '');
  return { words: text(query.q), area: text(query.area) };
}

/** The entries in which every word is found, in name, organisation or area; accents and capitals do not matter. */
export function found(entries: readonly ListEntry[], { words, area }: Search): readonly ListEntry[] {
  const wanted = plain(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    if (area !== '' && entry.area !== area) return false;
    const text = plain([entry.name, entry.organisation, entry.area].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}

/** The areas that occur, in order. */
export function areasOf(entries: readonly ListEntry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ area }) => (area === null ? [] : [area])))].toSorted((one, other) =>
    one.localeCompare(other, 'en'),
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
