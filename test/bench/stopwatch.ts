// Time between the beginning and the end of calls. What runs at the same time is counted each by itself.

export type Clocked = { name: string; seconds: number; times: number };

export function stopwatch() {
  const clocks = new Map<string, Clocked>();
  return {
    /** The same function, clocked under this name. */
    clock:
      <Arguments extends unknown[], Result>(
        name: string,
        work: (...args: Arguments) => Promise<Result>,
      ): ((...args: Arguments) => Promise<Result>) =>
      async (...args) => {
        const began = performance.now();
        try {
          return await work(...args);
        } finally {
          const { seconds, times } = clocks.get(name) ?? { seconds: 0, times: 0 };
          const took = (performance.now() - began) / 1000;
          clocks.set(name, { name, seconds: seconds + took, times: times + 1 });
        }
      },
    clocked: (): Clocked[] => [...clocks.values()],
  };
}

/** Seconds of processor that all threads of this process have used since `process.cpuUsage()` was noted. */
export function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}
