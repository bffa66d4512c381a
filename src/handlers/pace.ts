// How fast mail goes out of this process, and the pause that a mail server gets which takes none.

export type PaceSettings = {
  /** Mails that begin in a second, to all and to one domain; a short wait saves up for one second at most. */
  perSecond: number;
  perSecondAndDomain: number;
  /** Mails that are handed over side by side. */
  connections: number;
};

export type Pace = {
  connections: number;
  /** Takes the next place in the line, or says after how many milliseconds there is one. Null: taken. */
  take(toAddress: string): number | null;
  /** Whether the server is left alone at this time, and whether it is being tried with one mail only. */
  isPaused(now: Date): boolean;
  isTrial(): boolean;
  /** The server took no mail. @returns since when that is so */
  unreachable(now: Date): Date;
  /** It answered. */
  answered(): void;
};

const shortestPauseMs = 30_000;
const longestPauseMs = 10 * 60_000;

/** @param monotonic milliseconds that never go back, whatever time it is */
export function createPace(settings: PaceSettings, monotonic: () => number = () => performance.now()): Pace {
  const { perSecond, perSecondAndDomain, connections } = settings;
  const all = createLine(1000 / perSecond);
  const domains = new Map<string, ReturnType<typeof createLine>>();
  const pause = createPause();
  return {
    connections,
    take: (toAddress) => {
      const domain = toAddress.slice(toAddress.lastIndexOf('@') + 1).toLowerCase();
      const at = monotonic();
      const line = domains.get(domain) ?? createLine(1000 / perSecondAndDomain);
      const wait = Math.max(all.wait(at), line.wait(at));
      if (wait > 0) return wait;
      if (domains.size > 10_000) domains.clear();
      domains.set(domain, line);
      all.take(at);
      line.take(at);
      return null;
    },
    ...pause,
  };
}

/** The generic cell rate algorithm: an even rate, and what was not used for up to a second may be made up for. */
function createLine(interval: number) {
  const saved = Math.max(0, 1000 - interval);
  let next = Number.NEGATIVE_INFINITY;
  return {
    wait: (at: number) => Math.max(0, next - saved - at),
    take: (at: number) => {
      next = Math.max(next, at) + interval;
    },
  };
}

/** Half a minute, then twice as long each time up to ten minutes; the first mail after it is sent alone. */
function createPause(): Pick<Pace, 'isPaused' | 'isTrial' | 'unreachable' | 'answered'> {
  let since: Date | null = null;
  let until = Number.NEGATIVE_INFINITY;
  let length = shortestPauseMs;
  return {
    isPaused: (now) => now.getTime() < until,
    isTrial: () => since !== null,
    unreachable: (now) => {
      // Those that were on their way at the same time tell nothing new.
      if (now.getTime() >= until) {
        until = now.getTime() + length;
        length = Math.min(length * 2, longestPauseMs);
      }
      since ??= now;
      return since;
    },
    answered: () => {
      since = null;
      until = Number.NEGATIVE_INFINITY;
      length = shortestPauseMs;
    },
  };
}

/** Since when nothing could be sent is long enough for staff to know. */
export function isLongSilence(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() >= 15 * 60_000;
}
