import { isUniqueViolation } from './conflict.ts';
import type { Database, Transaction } from './database.ts';

const triesAfterOthers = 4;

/** A row that another process wrote between our looking and our writing is found at the next try. */
export async function writeAfterOthers<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.write(work);
    } catch (error) {
      if (tries >= triesAfterOthers || !isUniqueViolation(error)) throw error;
    }
  }
}
