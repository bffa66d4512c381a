import type { Database } from './database.ts';
import { newId } from './ids.ts';

/** Keeps that somebody wanted to do something about a person and was refused, and why. */
export async function noteActionRefusal(
  database: Database,
  { personId, by, because, now: at }: { personId: string; by: string; because: string; now: Date },
): Promise<void> {
  await database.write((tx) =>
    tx.history.create({
      data: { id: newId(), at, by, event: 'action-refused', reason: because, personId },
    }),
  );
}
