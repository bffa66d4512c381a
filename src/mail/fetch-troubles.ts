// Remembers which messages could not be fetched. A server may refuse one, or drop the connection over it, each time.

export type GivenUp = {
  why: string;
  /** Whether at least the header may be asked for. */
  header: boolean;
};

export type FetchTroubles = {
  /** How often fetching this message has failed. */
  count(key: string): number;
  /**
   * Runs a fetch of these messages; what goes wrong in it is thrown on, and counts against each of them unless
   * `isTheirs` says that it was not about them.
   */
  watch<T>(keys: readonly string[], fetch: () => Promise<T>, isTheirs?: () => boolean): Promise<T>;
  /** Not null when it has failed so often and for so long that a stand-in is better than waiting. */
  givenUp(key: string): GivenUp | null;
};

/** `tries` and `ms` must both be exceeded: an outage of minutes is not the message's fault. */
export type Patience = { tries: number; ms: number };

type Trouble = { tries: number; since: number; why: string };

/** How often the header alone is asked for after that. */
const triesForHeader = 2;

export function createFetchTroubles(patience: Patience, now: () => Date): FetchTroubles {
  const troubles = new Map<string, Trouble>();
  const note = (key: string, error: unknown) => {
    const { tries, since } = troubles.get(key) ?? { tries: 0, since: now().getTime() };
    troubles.set(key, {
      tries: tries + 1,
      since,
      why: error instanceof Error ? error.message : String(error),
    });
  };
  return {
    count: (key) => troubles.get(key)?.tries ?? 0,
    watch: async (keys, fetch, isTheirs = () => true) => {
      try {
        const result = await fetch();
        for (const key of keys) troubles.delete(key);
        return result;
      } catch (error) {
        if (isTheirs() && !isThrottling(error)) for (const key of keys) note(key, error);
        throw error;
      }
    },
    givenUp: (key) => {
      const trouble = troubles.get(key);
      if (trouble === undefined || trouble.tries < patience.tries) return null;
      if (now().getTime() - trouble.since < patience.ms) return null;
      return { why: trouble.why, header: trouble.tries < patience.tries + triesForHeader };
    },
  };
}

/** The server asks us to slow down; that says nothing about a message. */
function isThrottling(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ETHROTTLE';
}
