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

/** Who asks while they are read anew gets them as they were: a visitor never waits for a thousand people to be read. */
export function createLists({
  read,
  desks,
  log,
}: Pick<WebOptions, 'read' | 'desks' | 'log'>): () => Promise<Lists> {
  let latest: Lists | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<Lists> | null = null;
  const readAnew = async (): Promise<Lists> => {
    try {
      latest = await readLists(read, desks);
      readAt = performance.now();
      return latest;
    } finally {
      reading = null;
    }
  };
  return async () => {
    const age = performance.now() - readAt;
    if (latest !== null && age < freshForMs) return latest;
    reading ??= readAnew();
    if (latest === null || age > oldestMs) return reading;
    reading.catch((err) => log.warn({ err }, 'the public lists could not be read anew'));
    return latest;
  };
}

/** Older than this is not shown: after a quiet hour somebody may have taken something back. */
const oldestMs = 10_000;

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
