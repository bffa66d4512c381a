import type { ListEntry } from './entries.ts';

/** What a click on the card of a list would publish. */
export type ListToPublish = {
  version: number;
  entries: readonly ListEntry[];
  /** What the card would say of it now. */
  facts: readonly (readonly [label: string, value: string])[];
  /** Whether the card shows the newest words of its prompt. */
  isDrawn: boolean;
};
