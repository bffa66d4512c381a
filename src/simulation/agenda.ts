// What is still to happen, in the order of time; what was put in first comes first at the same instant.

export type Agenda = {
  add(at: Date, happen: () => Promise<void>): void;
  /** When the next thing happens, or null. */
  next(): Date | null;
  /** Takes everything out that happens until `now`, one after the other. */
  due(now: Date): (() => Promise<void>) | null;
};

export function createAgenda(): Agenda {
  type Entry = { at: number; order: number; happen: () => Promise<void> };
  const entries: Entry[] = [];
  let order = 0;
  const isLater = (one: Entry, other: Entry) =>
    one.at > other.at || (one.at === other.at && one.order > other.order);
  return {
    add: (at, happen) => {
      order += 1;
      const entry = { at: at.getTime(), order, happen };
      let [low, high] = [0, entries.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const known = entries[middle];
        // The soonest is last: it is taken from the end.
        if (known !== undefined && isLater(known, entry)) low = middle + 1;
        else high = middle;
      }
      entries.splice(low, 0, entry);
    },
    next: () => {
      const soonest = entries.at(-1);
      return soonest === undefined ? null : new Date(soonest.at);
    },
    due: (now) => {
      const soonest = entries.at(-1);
      if (soonest === undefined || soonest.at > now.getTime()) return null;
      entries.pop();
      return soonest.happen;
    },
  };
}
