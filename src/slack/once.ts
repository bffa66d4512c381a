/** Lets each signed request in once. Whoever writes one down and sends it again is refused. */
export type Once = {
  /** False when a request with this signature was let in before. */
  claim(signature: string, nowMs: number): boolean;
  /** It was not let in after all, or Slack never heard so: it may come again. */
  release(signature: string): void;
};

/** @param keepMs how long a signature is remembered; longer than its timestamp is believed */
export function createOnce(keepMs: number): Once {
  // A Map keeps the order in which they came: the oldest is always the first.
  const seen = new Map<string, number>();
  return {
    claim: (signature, nowMs) => {
      for (const [old, at] of seen) {
        if (nowMs - at < keepMs) break;
        seen.delete(old);
      }
      if (seen.has(signature)) return false;
      seen.set(signature, nowMs);
      return true;
    },
    release: (signature) => {
      seen.delete(signature);
    },
  };
}
