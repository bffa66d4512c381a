/** Rings once for everything that happened since it was last heard: nothing is missed while nobody listens. */
export type Doorbell = {
  ring(): void;
  /** Forgets what rang so far. */
  reset(): void;
  /** Waits until it rings, at most `ms` milliseconds. @returns whether it rang */
  wait(ms: number): Promise<boolean>;
};

export function createDoorbell(): Doorbell {
  let rung = false;
  let wake = () => {};
  return {
    ring: () => {
      rung = true;
      wake();
    },
    reset: () => {
      rung = false;
    },
    wait: async (ms) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = () => {};
      }
      return rung;
    },
  };
}
