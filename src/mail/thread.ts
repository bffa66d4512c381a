// One worker thread with the tasks it has been given; it does them one after the other.
import { Worker } from 'node:worker_threads';
import { PermanentError } from '../errors.ts';
import type { Answer } from './thread-work.ts';

export type Job<Task, Result> = {
  task: Task;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

export type Thread<Task, Result> = {
  take(job: Job<Task, Result>): void;
  /** How many it has not answered yet. */
  tasks(): number;
  close(reason: Error): Promise<void>;
};

type Limits = { module: URL; data: unknown; taskMs: number; heapMegabytes: number };
type Events<Task, Result> = {
  answered: () => void;
  /** It is gone; `left` are the tasks that it had not begun with. */
  ended: (left: readonly Job<Task, Result>[]) => void;
};

/** Starts a thread. It does not keep the process from ending while it is idle. */
export function startThread<Task, Result>(
  { module, data, taskMs, heapMegabytes }: Limits,
  { answered, ended }: Events<Task, Result>,
): Thread<Task, Result> {
  const worker = new Worker(module, {
    workerData: data,
    // A small young generation: what one task leaves behind is cleared away soon, and not after hundreds of megabytes.
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 32 },
  });
  worker.unref();
  const jobs: Job<Task, Result>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let over = false;

  /** The first task is the one that is being done: its time runs, and it is to blame for what happens. */
  const end = (error: unknown) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    void worker.terminate();
    const [current, ...left] = jobs.splice(0);
    current?.reject(error);
    ended(left);
  };
  const watchFirst = () => {
    clearTimeout(timer);
    if (jobs.length === 0) return worker.unref();
    worker.ref();
    timer = setTimeout(() => end(tooMuch(`longer than ${taskMs / 1000} s`)), taskMs);
  };
  worker.on('message', (answer: Answer<Result>) => {
    const job = jobs.shift();
    watchFirst();
    if ('error' in answer) job?.reject(answer.error);
    else job?.resolve(answer.result);
    answered();
  });
  worker.on('error', (error) => end(isOutOfMemory(error) ? tooMuch('too much memory') : error));
  worker.on('exit', (code) => end(new Error(`the thread ended with status ${code}`)));
  return {
    take: (job) => {
      jobs.push(job);
      worker.postMessage(job.task);
      if (jobs.length === 1) watchFirst();
    },
    tasks: () => jobs.length,
    close: async (reason) => {
      for (const job of jobs.splice(1)) job.reject(reason);
      end(reason);
      await worker.terminate();
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuch(what: string): PermanentError {
  return new PermanentError(`it took ${what} and was stopped`);
}
