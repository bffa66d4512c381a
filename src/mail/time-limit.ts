// A bound on waiting for work that somebody's file may draw out. Work that never yields is only bounded in a thread of its own.

/** The work's result, or `otherwise` when it takes longer than `milliseconds`; the work itself is not stopped. */
export async function withTimeLimit<T>(work: Promise<T>, milliseconds: number, otherwise: T): Promise<T> {
  const limit = Promise.withResolvers<T>();
  const timer = setTimeout(() => limit.resolve(otherwise), milliseconds);
  try {
    return await Promise.race([work, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
