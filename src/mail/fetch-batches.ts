import type { Listed } from './folder-reader.ts';

/** What is held in memory at a time: at most this, or one message. */
const batchLimits = { messages: 50, bytes: 8 * 1024 * 1024 };

/**
 * Cuts a list into parts that are fetched at once.
 * @param isAlone for what has to be fetched in another way, or failed before and must be known by itself
 */
export function batches(listed: readonly Listed[], isAlone: (message: Listed) => boolean): Listed[][] {
  const parts: Listed[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const message of listed) {
    const alone = isAlone(message);
    const last = parts.at(-1);
    const fits = bytes + message.size <= batchLimits.bytes && (last?.length ?? 0) < batchLimits.messages;
    if (last === undefined || alone || !fits) {
      parts.push([message]);
      bytes = alone ? Number.POSITIVE_INFINITY : message.size;
    } else {
      last.push(message);
      bytes += message.size;
    }
  }
  return parts;
}
