export type InFlight = { run(work: () => Promise<void>): Promise<void>; settled(): Promise<void> };

/** Remembers what is being worked on, so that stopping can wait for a click that has arrived. */
export function trackInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  return {
    run: (work) => {
      const promise = work().finally(() => running.delete(promise));
      running.add(promise);
      return promise;
    },
    settled: async () => {
      await Promise.allSettled(running);
    },
  };
}
