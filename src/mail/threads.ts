// Hard work on what strangers sent, in worker threads: one that hangs or eats the memory is killed, and nothing else is.
import { availableParallelism } from 'node:os';
import { PermanentError } from '../errors.ts';
import { type Job, startThread, type Thread } from './thread.ts';

export type ThreadOptions = {
  /** The module of a thread; see thread-work.ts. */
  module: URL;
  /** What every thread is given at its start (`workerData`). */
  data: unknown;
  /** How many threads; by default one a processor but one, and at least one. */
  count?: number;
  /** How long one task may take, in milliseconds, from the moment a thread has begun with it. */
  taskMs: number;
  /** The most JavaScript heap a thread may have, in megabytes. Buffers come on top; their size is bounded by the mail's. */
  heapMegabytes: number;
};

export type Threads<Task, Result> = {
  /**
   * Runs a task in a thread; tasks begin in the order of asking.
   * @throws PermanentError when it took too long or too much memory; whatever the task throws is thrown on
   */
  run(task: Task): Promise<Result>;
  /** Ends all threads; tasks that are not done are rejected. */
  close(): Promise<void>;
};

/**
 * Tasks handed to a thread ahead: it goes on with them while the main thread is busy. Other pools give a thread its next
 * task when the main thread has taken the last result, which leaves it waiting for every commit.
 */
const ahead = 16;

/** Threads are started when there is work for them. */
export function createThreads<Task, Result>(options: ThreadOptions): Threads<Task, Result> {
  const count = options.count ?? Math.max(1, availableParallelism() - 1);
  const threads = new Set<Thread<Task, Result>>();
  const waiting: Job<Task, Result>[] = [];
  let closed = false;

  const hire = () => {
    const thread = startThread<Task, Result>(options, {
      answered: handOut,
      ended: (left) => leave(thread, left),
    });
    threads.add(thread);
    return thread;
  };
  /** What a killed thread had not begun goes to another one, before anything else. */
  const leave = (thread: Thread<Task, Result>, left: readonly Job<Task, Result>[]) => {
    threads.delete(thread);
    waiting.unshift(...left);
    handOut();
  };
  function handOut(): void {
    while (waiting.length > 0 && !closed) {
      const thread = leastBusy(threads, count) ?? (threads.size < count ? hire() : null);
      const job = thread === null ? undefined : waiting.shift();
      if (thread === null || job === undefined) return;
      thread.take(job);
    }
  }
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new PermanentError('reading has stopped'));
        waiting.push({ task, resolve, reject });
        handOut();
      }),
    close: async () => {
      closed = true;
      const ended = new Error('reading was stopped before this was done');
      for (const job of waiting.splice(0)) job.reject(ended);
      await Promise.all([...threads].map((thread) => thread.close(ended)));
    },
  };
}

/** An idle thread, or when no more may be started, the one with the fewest tasks if it may have more. */
function leastBusy<Task, Result>(
  threads: ReadonlySet<Thread<Task, Result>>,
  count: number,
): Thread<Task, Result> | null {
  const [first = null] = [...threads].sort((one, other) => one.tasks() - other.tasks());
  if (first === null || first.tasks() === 0) return first;
  return threads.size >= count && first.tasks() < ahead ? first : null;
}
