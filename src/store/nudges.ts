import type { Database } from './database.ts';
import { newId } from './ids.ts';
import { insertNewRows } from './rows.ts';

/** Open prompts of these kinds that were asked before `since` and whose card is posted. */
export async function waitingPrompts(
  { read }: Database,
  query: { programme: string; kinds: readonly string[]; since: Date },
): Promise<string[]> {
  const rows = await read.prompt.findMany({
    where: {
      programme: query.programme,
      kind: { in: [...query.kinds] },
      answeredAt: null,
      cardTs: { not: null },
      openedAt: { lte: query.since },
    },
    orderBy: { openedAt: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Keeps nudges in the outbox; one whose key is known changes nothing. @returns how many were new */
export async function keepNudges(
  database: Database,
  nudges: readonly { key: string; promptId: string }[],
  { programme, now }: { programme: string; now: Date },
): Promise<number> {
  const rows = nudges.map(({ key, promptId }) => ({
    id: newId(),
    key,
    promptId,
    channel: 'slack',
    programme,
    status: 'pending',
    message: 'nudge',
    createdAt: now,
    notBefore: now,
  }));
  return database.write(async (tx) => (await insertNewRows(tx, 'OutboxItem', 'key', rows)).size);
}
