// What a new version of the list would change, in words for the card that asks staff.
import { plainDate } from '../certificate/content.ts';
import type { ListEntry } from './entries.ts';

export type ListDifference = {
  added: readonly ListEntry[];
  removed: readonly ListEntry[];
  changed: readonly { before: ListEntry; after: ListEntry }[];
};

export function listDifference(before: readonly ListEntry[], after: readonly ListEntry[]): ListDifference {
  const [old, next] = [byPerson(before), byPerson(after)];
  return {
    added: after.filter(({ personId }) => !old.has(personId)),
    removed: before.filter(({ personId }) => !next.has(personId)),
    changed: after.flatMap((entry) => {
      const known = old.get(entry.personId);
      return known === undefined || same(known, entry) ? [] : [{ before: known, after: entry }];
    }),
  };
}

export function isNoDifference({ added, removed, changed }: ListDifference): boolean {
  return added.length + removed.length + changed.length === 0;
}

function byPerson(entries: readonly ListEntry[]): ReadonlyMap<string, ListEntry> {
  return new Map(entries.map((entry) => [entry.personId, entry]));
}

const labels = {
  name: 'name',
  organisation: 'organisation',
  email: 'email',
  phone: 'phone',
  website: 'website',
  area: 'area',
  termEnds: 'term ends',
} as const satisfies Partial<Record<keyof ListEntry, string>>;
const fields = Object.keys(labels) as (keyof typeof labels)[];

function same(one: ListEntry, other: ListEntry): boolean {
  return fields.every((field) => one[field] === other[field]);
}

const mostNames = 20;

/** Label and value pairs for the card; names of both sides, and what changed of whom. */
export function differenceFacts({
  added,
  removed,
  changed,
}: ListDifference): (readonly [label: string, value: string])[] {
  const groups: (readonly [string, readonly string[]])[] = [
    ['Comes on the list', added.map(({ name, termEnds }) => `${name}, term ends ${plainDate(termEnds)}`)],
    ['Leaves the list', removed.map(({ name, termEnds }) => `${name}, term ended ${plainDate(termEnds)}`)],
    ['Changes', changed.map(changeWords)],
  ];
  return groups
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => [`${label} (${lines.length})`, shortened(lines)]);
}

function changeWords({ before, after }: { before: ListEntry; after: ListEntry }): string {
  const parts = fields
    .filter((field) => before[field] !== after[field])
    .map((field) => `${labels[field]} ${words(field, before)} → ${words(field, after)}`);
  return `${before.name}: ${parts.join('; ')}`;
}

function words(field: keyof typeof labels, entry: ListEntry): string {
  const value = entry[field];
  if (value === null) return 'nothing';
  return field === 'termEnds' ? plainDate(value) : value;
}

function shortened(lines: readonly string[]): string {
  const more = lines.length - mostNames;
  return [...lines.slice(0, mostNames), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
