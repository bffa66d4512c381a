// The published lists, read at most once in two seconds however many ask, and less what somebody took back meanwhile.
import { createHash } from 'node:crypto';
import { dateOf } from '../core/calendar.ts';
import { stillAllowed } from '../core/public-list/entries.ts';
import type { ShownList } from '../render/pages/list-page.ts';
import { listedPeople, publishedList } from '../store/public-list.ts';
import type { PublicDesk, WebOptions } from './options.ts';

/** `version` changes whenever anything that is shown does. */
export type Lists = { version: string; lists: readonly ShownList[] };

const freshForMs = 2000;

export function createLists({ read, desks }: Pick<WebOptions, 'read' | 'desks'>): () => Promise<Lists> {
  let readAt = Number.NEGATIVE_INFINITY;
  let latest: Promise<Lists> | null = null;
  return () => {
    const at = performance.now();
    if (latest !== null && at - readAt < freshForMs) return latest;
    readAt = at;
    const reading = readLists(read, desks);
    latest = reading;
    reading.catch(() => {
      // The next to ask tries again.
      if (latest === reading) latest = null;
    });
    return reading;
  };
}

async function readLists(read: WebOptions['read'], desks: WebOptions['desks']): Promise<Lists> {
  const lists: ShownList[] = [];
  for (const desk of await desks()) lists.push(await shownList(read, desk));
  const hash = createHash('sha256');
  for (const { programme, entries, asOf } of lists)
    hash.update(
      JSON.stringify([programme.title, programme.organisation, programme.addresses, entries, asOf]),
    );
  return { version: hash.digest('base64url'), lists };
}

/** A programme's list as it may be shown at this moment. */
async function shownList(read: WebOptions['read'], { programme, pages }: PublicDesk): Promise<ShownList> {
  const { entries, publishedAt } = await publishedList(read, programme.name);
  const people = await listedPeople(read, entries);
  return {
    ...{ programme, pages },
    entries: stillAllowed(entries, people),
    asOf: publishedAt === null ? null : dateOf(publishedAt, programme.timeZone),
  };
}
